import { spawn } from "node:child_process";
import { join } from "node:path";
import { temporaryFolder } from "../../../test/support/folder";
import { GitHub } from "../../src/github/client";
import { Loopback } from "./loopback";
import { outcome, report, runner } from "./reports";

const folder = temporaryFolder();
let github: Loopback;
afterEach(() => github.stop());

async function answering(answer: object): Promise<GitHub> {
  github = await Loopback.start({ "GET /issues": answer });
  return new GitHub(runner(github.url));
}

test.each([
  [
    { status: 403, message: "Resource not accessible by integration" },
    "answered 403: Resource not accessible by integration - the job lacks a permission for it",
  ],
  [{ status: 500, text: "<html>" }, "answered 500: no message"],
  [{ status: 200, text: "<html>" }, "answered 200 with text that is not JSON"],
])("an unusable answer is an error that names the request", async (answer, message) => {
  const asked = (await answering(answer)).list("/issues");
  await expect(asked).rejects.toThrow(`GET /repos/netra/environment/issues?per_page=100&page=1: GitHub ${message}`);
});

test("an unreachable server is an error with its reason and without the token", async () => {
  const client = await answering([]);
  await github.stop();
  const error = await client.list("/issues").catch((reason: Error) => reason);
  expect(String(error)).toContain("GitHub could not be reached: ECONNREFUSED");
  expect(String(error)).not.toContain("token-of-the-job");
});

test("a closed connection is an error, too", async () => {
  const asked = (await answering({ hangUp: true })).send("GET", "/issues");
  await expect(asked).rejects.toThrow(
    "GET /repos/netra/environment/issues: GitHub could not be reached: UND_ERR_SOCKET",
  );
});

test("a redirect does not receive the token", async () => {
  const elsewhere = await Loopback.start({});
  const asked = (await answering({ status: 302, location: elsewhere.url })).send("GET", "/issues");
  await expect(asked).rejects.toThrow("GitHub could not be reached: unexpected redirect");
  expect(elsewhere.seen).toEqual([]);
  await elsewhere.stop();
});

/** The script as a step of a workflow starts it. */
function step(script: string, args: string[], env: Record<string, string | undefined>) {
  return new Promise<{ code: number | null; said: string }>((done) => {
    const child = spawn(process.execPath, ["lineup/bin/github.js", script, ...args], {
      cwd: join(__dirname, "../../.."),
      env: { PATH: process.env.PATH, ...env },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
    child.on("close", (code) => done({ code, said }));
  });
}

test("a step that cannot write its comment fails, and says so in one line to the runner", async () => {
  github = await Loopback.start({ "GET /issues/7/comments": { status: 403, message: "no\n::stop-commands::x" } });
  const { code, said } = await step("comment", [report(folder, outcome())], runner(github.url));
  expect(code).toBe(1);
  expect(said).toMatch(/^::error title=comment::GET \/repos\/netra\/environment\/issues\/7\/comments.* 403: no ::stop/);
  expect(said.trimEnd().split("\n")).toHaveLength(1);
}, 30_000);

test("a step that was set up wrongly fails with another code", async () => {
  github = await Loopback.start({});
  const { code, said } = await step("issue", [report(folder, outcome({ kind: "drift" }))], {});
  expect({ code, said }).toMatchObject({ code: 2, said: expect.stringContaining("must be set") });
}, 30_000);
