import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { typed } from "../commands/process";
import { root } from "../inputs";
import { Google, type Instead, job, PROJECT } from "./google";

// The command as people type it, in a process of its own, against a Google in this one.

const PASSWORD = "hunter2-planted";
let server: Server;
let google: Google;
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", async () => {
      const method = (request.method ?? "GET") as "GET";
      const url = `http://127.0.0.1${request.url?.replace(/^\/(run|logging|nm)/, "")}`;
      const { status, body } = await google.send({ method, url, body: text === "" ? undefined : JSON.parse(text) });
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body ?? {}));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
});
afterAll(() => new Promise((closed) => server.close(closed)));

function start(args: string[]): {
  child: ChildProcess;
  ended: Promise<{ status: number | null; signal: string | null; stdout: string; stderr: string }>;
} {
  const { port } = server.address() as AddressInfo;
  const at = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(root, "lineup/bin/lineup.js"), "probe", ...args], {
    env: {
      PATH: process.env.PATH,
      GOOGLE_OAUTH_ACCESS_TOKEN: PASSWORD,
      GOOGLE_CLOUD_RUN_V2_CUSTOM_ENDPOINT: `${at}/run/v2/`,
      GOOGLE_LOGGING_CUSTOM_ENDPOINT: `${at}/logging/v2/`,
      // Nobody answers for the rest of the project: nothing is held beside.
      ...Object.fromEntries(
        ["COMPUTE", "SERVICE_NETWORKING", "NETWORK_CONNECTIVITY", "VPC_ACCESS", "REDIS", "MEMORYSTORE", "MEMCACHE"]
          .concat(["SECRET_MANAGER", "DNS", "IAM", "RESOURCE_MANAGER", "SERVICE_USAGE", "STORAGE"])
          .map((api) => [`GOOGLE_${api}_CUSTOM_ENDPOINT`, `${at}/nm/v1/`]),
      ),
    },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (text) => {
    stdout += text;
  });
  child.stderr?.on("data", (text) => {
    stderr += text;
  });
  const ended = new Promise<{ status: number | null; signal: string | null; stdout: string; stderr: string }>((done) =>
    child.on("close", (status, signal) => done({ status, signal, stdout, stderr })),
  );
  return { child, ended };
}

test("text fits its columns, says where it stops and what it can mean, and the exit code is 1", async () => {
  google = new Google({ phase: "auth", code: "WRONGPASS", jobs: [job("api")] });
  const { status, stdout, stderr } = await start(["--project", PROJECT]).ended;
  expect(status).toBe(1);
  expect(stdout).toContain("✗ BLOCKED  acme-staging (from inside Cloud Run)");
  expect(stdout).toContain("stopped at auth, api-probe, execution api-probe-1");
  expect(stdout.replace(/\s+/g, " ")).toContain(
    "It can mean: the AUTH string was changed since the secret was written",
  );
  expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
  expect(stdout + stderr).not.toContain(PASSWORD);
});

test("JSON is the report, and the exit code is 0", async () => {
  google = new Google();
  const { status, stdout } = await start(["--project", PROJECT, "--format", "json", "--service", "api"]).ended;
  expect(JSON.parse(stdout)).toMatchObject({ schema: "lineup/probe-report/1", verdict: "reachable" });
  expect(status).toBe(0);
});

test("nothing to probe is unknown, and a project that cannot be read is exit code 2 with a sentence", async () => {
  google = new Google({ jobs: [] });
  expect((await start(["--project", PROJECT, "--format", "markdown"]).ended).status).toBe(3);
  google = new Google({ instead: () => ({ status: 200, body: "<html>" }) });
  const { status, stderr, stdout } = await start(["--project", PROJECT]).ended;
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^lineup: the Cloud Run jobs of acme-staging could not be read: .*\n$/);
});

describe("Ctrl-C", () => {
  /** Sends it as soon as such a request is there, which then gets its answer. */
  async function interrupted(at: RegExp, signal: NodeJS.Signals = "SIGINT") {
    let seen = () => {};
    const arrived = new Promise<void>((done) => {
      seen = done;
    });
    const instead: Instead = ({ method }, path) => {
      if (at.test(`${method} ${path}`)) seen();
      return undefined;
    };
    google = new Google({ slow: 1_000, instead });
    google.begun("api-probe");
    const { child, ended } = start(["--project", PROJECT]);
    await arrived;
    child.kill(signal);
    return ended;
  }

  test("cancels the execution that it started, and nothing else", async () => {
    const { signal, stdout, stderr } = await interrupted(/operations/);
    expect(google.asked(":cancel")).toBe(1);
    expect(google.asked("executions/api-probe-2:cancel")).toBe(1);
    expect(signal).toBe("SIGINT");
    expect(stdout).toBe("");
    expect(stderr).toContain("the execution api-probe-2 was cancelled");
  });

  test("before anything is started cancels nothing", async () => {
    const { signal } = await interrupted(/locations$/, "SIGTERM");
    expect(google.asked(":cancel")).toBe(0);
    expect(signal).toBe("SIGTERM");
  });
});

describe("a command line that contradicts itself", () => {
  test.each([
    [[], "probe takes --project ID"],
    [["--project", "Bad_ID"], "--project takes a project id"],
    [["--project", PROJECT, "--job", "a", "--service", "b"], "--job names the one job that is run"],
    [["--project", PROJECT, "--job", "../x"], "--job takes the name of a Cloud Run job"],
    [["--project", PROJECT, "--service", "A b"], "--service takes the name of a Cloud Run service"],
    [["--project", PROJECT, "--state", "s.json", "--inventory", "i.json"], "give one of them"],
    [["--print-job", "--project", PROJECT], "leave --project out"],
    [["--print-job", "--trace"], "leave --trace out"],
    [["--project", PROJECT, "--state", join(root, "package.json")], "package.json"],
    [["--project", PROJECT, "--job", "projects/other-project/locations/r/jobs/j"], "is of the project other-project"],
    [["x", "--project", PROJECT], "probe takes no input"],
  ])("%j is refused before anything is asked", async (args, sentence) => {
    process.env.GOOGLE_OAUTH_ACCESS_TOKEN = "x";
    const { status, stderr, stdout } = await typed(["probe", ...args]);
    delete process.env.GOOGLE_OAUTH_ACCESS_TOKEN;
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
