import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArguments } from "../../src/commands/arguments";
import { inventory } from "../../src/commands/inventory";
import { terminalOf } from "../../src/terminal";
import { UsageError } from "../../src/usage-error";
import { LiveProject, PROJECT } from "./live";
import { run } from "./run";

jest.setTimeout(60_000);

let live: LiveProject;
let folder: string;
beforeAll(async () => {
  live = await LiveProject.open();
  await live.settle();
});
afterAll(() => live.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "inventory-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lineup = (args: string[], env: NodeJS.ProcessEnv = {}) => run(live, folder, args, env);

test("writes one file, which verify answers from", async () => {
  const file = join(folder, "live.json");
  expect(await lineup(["inventory", "--project", PROJECT, "--output", file])).toEqual({
    status: 0,
    stdout: "",
    stderr: "",
  });
  const verified = await lineup(["verify", file, "--format", "json"]);
  expect({ status: verified.status, ...JSON.parse(verified.stdout) }).toMatchObject({
    status: 0,
    verdict: "reachable",
    inputs: [{ kind: "inventory", verdict: "reachable" }],
  });
  expect(readdirSync(folder)).toEqual(["live.json"]);
});

test("what could not be read is said besides, and the exit code is that of unknown", async () => {
  live.cloud.expect({ path: /global\/firewalls$/, does: { status: 403 } });
  const { status, stdout, stderr } = await lineup(["inventory", "--project", PROJECT]);
  expect(status).toBe(3);
  expect(stderr).toBe(
    "lineup: firewall rules could not be read: 403: grant the permission compute.firewalls.list, for example with roles/compute.networkViewer\n",
  );
  writeFileSync(join(folder, "live.json"), stdout);
  const verified = await lineup(["verify", "live.json", "--format", "json"]);
  expect({ status: verified.status, verdict: JSON.parse(verified.stdout).verdict }).toEqual({
    status: 3,
    verdict: "unknown",
  });
});

test("a wait is said while it lasts, and with --quiet is not", async () => {
  const details = [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "2s" }];
  for (const [options, said] of [
    [[], "lineup: compute asks to wait 2 s\n"],
    [["--quiet"], ""],
  ] as const) {
    live.cloud.expect({ path: /global\/routes$/, does: { status: 429, details } });
    const { status, stderr } = await lineup(["inventory", "--project", PROJECT, ...options]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: said });
  }
});

const REFUSED: [string, string[], RegExp][] = [
  ["no project", [], /takes --project ID, the project to read, and got none/],
  ["a project's number", ["--project", "123456789"], /takes a project id, got "123456789"/],
  ["a path for a project", ["--project", "a/../../b"], /6 to 30 characters of a-z/],
  [
    "a user to act as",
    ["--project", PROJECT, "--impersonate", "me@example.com"],
    /e-mail address of a service account/,
  ],
  ["an input", ["--project", PROJECT, "plan.json"], /takes no input, got "plan.json"/],
  [
    "another format",
    ["--project", PROJECT, "--format", "sarif"],
    /takes no --format: only verify, review, drift, adopt, diagnose and probe read it/,
  ],
  [
    "a question",
    ["--project", PROJECT, "--from", "x.y"],
    /takes no --from: only verify, review, drift and diagram read it/,
  ],
];

async function refused(args: string[]) {
  const { inputs, options } = readArguments("inventory", inventory, args);
  return inventory.run(inputs, options, {
    caller: {},
    terminal: terminalOf(undefined, {}),
    progress: () => {},
    say: () => {},
  });
}

test.each(REFUSED)("%s is refused in one sentence", async (_, args, sentence) => {
  await expect(refused(args)).rejects.toThrow(sentence);
  await expect(refused(args)).rejects.toThrow(UsageError);
});

const UNUSABLE: [string, NodeJS.ProcessEnv, RegExp][] = [
  ["no credentials", { GOOGLE_OAUTH_ACCESS_TOKEN: "" }, /there are no credentials: run gcloud auth/],
  [
    "credentials that are no file",
    { GOOGLE_OAUTH_ACCESS_TOKEN: "", GOOGLE_APPLICATION_CREDENTIALS: "/nowhere.json" },
    /GOOGLE_APPLICATION_CREDENTIALS names a file that is missing/,
  ],
  [
    "an endpoint in the clear",
    { GOOGLE_REDIS_CUSTOM_ENDPOINT: "http://redis.example.com/" },
    /GOOGLE_REDIS_CUSTOM_ENDPOINT must be an https address/,
  ],
];

test.each(UNUSABLE)("%s: one sentence, exit 2, nothing written", async (_, env, sentence) => {
  const file = join(folder, "live.json");
  const { status, stdout, stderr } = await lineup(["inventory", "--project", PROJECT, "--output", file], env);
  expect({ status, stdout, written: existsSync(file) }).toEqual({ status: 2, stdout: "", written: false });
  expect(stderr).toMatch(sentence);
  expect(stderr).toMatch(/^lineup: /);
});

test("nothing of the library's is on stderr where the metadata server is not as it expects", async () => {
  const proxy = createServer((_, answer) => answer.writeHead(403).end("no")).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  const env = { GOOGLE_OAUTH_ACCESS_TOKEN: "", METADATA_SERVER_DETECTION: "", GCE_METADATA_HOST: `127.0.0.1:${port}` };
  const { status, stderr } = await lineup(["inventory", "--project", PROJECT], env);
  proxy.close();
  expect(status).toBe(2);
  expect(stderr).toMatch(/^lineup: [^\n]+\n$/);
});

describe("with a file in place", () => {
  afterEach(() => live.cloud.calm());

  test.each<[string, number, RegExp]>([
    ["a project that nobody knows", 404, /the project acme-staging could not be read: it does not exist, or/],
    ["a project that is not ours", 403, /these credentials have no access to it \(networks: 403/],
    ["credentials that were withdrawn", 401, /Google refused the credentials \(401\)/],
  ])("%s leaves it as it was", async (_, status, sentence) => {
    live.cloud.expect({ path: /./, times: 1_000, does: { status } });
    const file = join(folder, "live.json");
    writeFileSync(file, "before");
    const ran = await lineup(["inventory", "--project", PROJECT, "--output", file]);
    expect({ status: ran.status, text: readFileSync(file, "utf8") }).toEqual({ status: 2, text: "before" });
    expect(ran.stderr).toMatch(sentence);
    expect(readdirSync(folder)).toEqual(["live.json"]);
  });
});
