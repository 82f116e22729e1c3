import { resolve } from "node:path";
import { environmentFor } from "../../rehearsal/endpoints";

const URL = "http://127.0.0.1:4711";

test("nothing of the caller's cloud, and nothing that changes what terraform does, is handed on", () => {
  const own = {
    GOOGLE_CREDENTIALS: "own",
    CLOUDSDK_CORE_PROJECT: "own",
    TF_VAR_project: "own",
    TF_CLI_ARGS_plan: "-destroy",
    TF_WORKSPACE: "own",
    TF_DATA_DIR: "own",
    https_proxy: "http://own",
  };
  expect(Object.values(environmentFor(URL, own))).not.toContainEqual(expect.stringMatching(/own|-destroy/));
});

test("every API is on this machine, with a token that is worth nothing", () => {
  const { GOOGLE_OAUTH_ACCESS_TOKEN, ...rest } = environmentFor(URL, { PATH: "/bin" });
  expect(GOOGLE_OAUTH_ACCESS_TOKEN).toBe("rehearsal");
  const endpoints = Object.entries(rest).filter(([name]) => /_CUSTOM_ENDPOINT$/.test(name));
  expect(endpoints.length).toBeGreaterThan(10);
  expect(endpoints.filter(([, value]) => !value?.startsWith(`${URL}/`))).toEqual([]);
});

test("installing the provider may take the caller's proxy, and finds the settings of terraform from any folder", () => {
  const caller = { https_proxy: "http://proxy", TF_CLI_CONFIG_FILE: "terraform.rc" };
  expect(environmentFor(URL, caller, { installs: true })).toMatchObject({
    https_proxy: "http://proxy",
    TF_CLI_CONFIG_FILE: resolve("terraform.rc"),
  });
});
