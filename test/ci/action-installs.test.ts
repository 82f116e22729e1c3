import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runner } from "../../lineup/test/github/reports";
import { sizeOf, temporaryFolder } from "../support/folder";
import { itNeeds, type Need } from "../support/needs";
import { root, scriptsIn } from "./scripts-in";

const folder = temporaryFolder();
const [checkout, temp, caller] = ["checkout", "temp", "caller"].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
for (const place of [checkout, temp, caller]) mkdirSync(place);

const env = {
  ...process.env,
  ...runner("http://127.0.0.1:9"),
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  GITHUB_ACTION_PATH: checkout,
  RUNNER_TEMP: temp,
  INSTALLED: join(temp, "lineup-installed"),
  npm_config_prefer_offline: "true",
  npm_config_fetch_retries: "1",
};
const [install = "", review = ""] = scriptsIn("action.yml");
const run = (script: string, more: object = {}) =>
  spawnSync("bash", ["-eo", "pipefail", "-c", script], { cwd: caller, env: { ...env, ...more }, encoding: "utf8" });

const installed = installedFromCheckout();

/** The checkout that the runner makes of this repository: the files that git knows, as they are now. */
function installedFromCheckout(): Need {
  const { stdout } = spawnSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
  const files = stdout.split("\0").filter((file) => file !== "" && existsSync(join(root, file)));
  for (const file of files.filter((it) => !/^(corpus|docs|rehearsal|test|lineup\/test)\//.test(it))) {
    cpSync(join(root, file), join(checkout, file));
  }
  // What the same action has left in another version, earlier in the job, and a job that builds something else besides.
  mkdirSync(env.INSTALLED);
  writeFileSync(join(env.INSTALLED, "lineup-0.0.1.tgz"), "");
  const { status, stderr } = run(install, { NODE_ENV: "production" });
  if (status === 0) return { missing: undefined };
  const [code] = /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ENOTCACHED|E404/.exec(stderr) ?? [];
  if (code === undefined) throw new Error(`action.yml does not install lineup: ${stderr}`);
  return { missing: `npm cannot install the packages here: ${code}` };
}

itNeeds(installed, "action.yml leaves at most 15 MB installed, and nothing of what it was made with", () => {
  expect(sizeOf(env.INSTALLED)).toBeLessThan(15_000_000);
  expect(existsSync(join(checkout, "node_modules"))).toBe(false);
  expect(existsSync(join(env.INSTALLED, "node_modules/cdktf"))).toBe(false);
});

itNeeds(installed, "action.yml reviews a plan in the folder of its caller", () => {
  cpSync(join(root, "corpus/recordings/review/nothing.json"), join(caller, "plan.json"));
  const outputs = join(temp, "outputs");
  const said = run(review, {
    PLAN: "plan.json",
    ENVIRONMENT: "plan",
    FORMAT: "none",
    GITHUB_OUTPUT: outputs,
    GITHUB_STEP_SUMMARY: join(temp, "summary.md"),
  });
  expect({ status: said.status, stderr: said.stderr }).toEqual({ status: 0, stderr: "" });
  expect(readFileSync(outputs, "utf8")).toContain("safe");
  expect(readFileSync(join(temp, "summary.md"), "utf8")).toContain("## review of plan");
});
