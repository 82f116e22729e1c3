import { PHASES } from "../../../probe/phases";
import { Google, job, line, only, PROJECT, refusal } from "./google";

const codes = (probe: { findings: { code: string }[] }) => probe.findings.map(({ code }) => code);

describe("a probe that arrives", () => {
  test("is reachable, with what its log says", async () => {
    const { probe, report, google } = await only({ slow: 2 });
    expect(report).toMatchObject({ schema: "lineup/probe-report/1", verdict: "reachable", project: PROJECT });
    expect(probe).toMatchObject({ service: "api", job: "api-probe", execution: "api-probe-1", exitCode: 0 });
    expect(probe.message).toBe("PING answered in 0.4 ms by 10.166.0.3:6379");
    expect(probe.result?.severity).toBe("INFO");
    expect(google.asked("POST projects/acme-staging/locations/europe-west1/jobs/api-probe:run")).toBe(1);
  });

  test("is reachable without a log, by the exit code alone, and says so", async () => {
    const denied = refusal(403, "PERMISSION_DENIED");
    const { probe } = await only({ instead: (_, path) => (path === "entries:list" ? denied : undefined) });
    expect(probe).toMatchObject({ verdict: "reachable", exitCode: 0 });
    expect(probe.findings).toMatchObject([{ code: "LOG_UNREAD" }]);
    expect(probe.findings[0]?.message).toContain("logging.logEntries.list, for example with roles/logging.viewer");
  });

  test("is reachable where Google leaves out the result of a task that it calls succeeded", async () => {
    const { probe } = await only({ task: { lastAttemptResult: undefined } });
    expect(probe).toMatchObject({ verdict: "reachable", exitCode: 0 });
  });

  test("waits for a log that is late, and not for ever", async () => {
    expect((await only({ logAfter: 3 })).probe.result).toBeDefined();
    const { probe, google } = await only({ logAfter: 99 });
    expect(probe).toMatchObject({ verdict: "reachable", findings: [{ code: "LOG_LATE" }] });
    expect(google.waited.reduce((sum, one) => sum + one, 0)).toBeLessThan(60_000);
  });
});

describe("a clock that goes wrong", () => {
  test.each([
    ["2026-11-29T09:50:05.000Z", "600 s slow"],
    ["2026-11-29T10:10:09.000Z", "600 s fast"],
  ])("says so where the line is of %s, and changes no verdict", async (at, said) => {
    const { probe } = await only({ log: { at } });
    expect(probe).toMatchObject({ verdict: "reachable", execution: "api-probe-1" });
    expect(probe.findings).toMatchObject([{ code: "CLOCK_SKEW", message: expect.stringContaining(said) }]);
  });

  test("is no finding within a minute, nor where Google says no times", async () => {
    const near = await only({ log: { at: "2026-11-29T10:00:40.000Z" } });
    expect(near.probe.findings).toEqual([]);
    const without = await only({ log: { at: "2026-11-29T09:00:00.000Z" }, execution: { createTime: "soon" } });
    expect(without.probe.findings).toEqual([]);
  });
});

test.each(PHASES)("the exit code of %s is that phase, with a log and without", async (phase) => {
  const { probe, report } = await only({ phase, code: "ETIMEDOUT" });
  expect(report.verdict).toBe("blocked");
  expect(probe).toMatchObject({ verdict: "blocked", phase, code: "ETIMEDOUT", result: { phase } });
  const late = await only({ phase, logAfter: 99 });
  expect(late.probe).toMatchObject({ verdict: "blocked", phase });
  expect(late.probe.code).toBeUndefined();
});

test.each([1, 70, 137, 143, 255])("exit code %d is none of the script's, and nothing was learned", async (exitCode) => {
  const { probe } = await only({ exitCode, logAfter: 99 });
  expect(probe).toMatchObject({ verdict: "unknown", exitCode, code: "EXIT_CODE" });
});

describe("a line of the log is not believed", () => {
  test.each([
    ["of another script", { script: "0".repeat(64) }],
    ["of another execution", { execution: "api-probe-9" }],
    ["that says blocked where the task ended well", line("api-probe-1", "tcp")],
    ["that contradicts itself", { phases: [] }],
    ["that is half of one", { message: undefined }],
  ])("%s", async (_, log) => {
    const { probe } = await only({ log });
    expect(probe).toMatchObject({ verdict: "unknown", code: "LOG_CONTRADICTS" });
    expect(probe.result).toBeUndefined();
  });

  test("that says reachable where the exit code is tcp's", async () => {
    const { probe } = await only({ phase: "tcp", log: { ...line("api-probe-1"), phase: undefined, code: undefined } });
    expect(probe).toMatchObject({ verdict: "unknown", code: "LOG_CONTRADICTS" });
  });
});

describe("what Google answers is not taken for granted", () => {
  test.each([
    ["no tasks", { instead: tasks([]) }],
    ["two tasks of one", { instead: tasks([{}, {}]) }],
    ["a task without a result or a condition", { task: { lastAttemptResult: undefined, conditions: undefined } }],
    ["a result that is a text", { task: { lastAttemptResult: "ok" } }],
    ["an exit code that is a text", { task: { lastAttemptResult: { exitCode: "0" } } }],
    ["an exit code of zero on a task that failed", { task: { conditions: [] } }],
    ["tasks that ended well in an execution that did not", { execution: { succeededCount: 0, failedCount: 1 } }],
    ["HTML in place of the execution", { instead: html("/executions/api-probe-1") }],
    ["HTML in place of the tasks", { instead: html("/tasks") }],
    ["an execution of another job", { instead: ofAnotherJob }],
  ])("%s", async (_, behaves) => {
    const { probe } = await only(behaves);
    expect(probe.verdict).toBe("unknown");
    expect(probe.message).not.toMatch(/undefined|\[object|<html/);
  });

  test("a list of jobs that is no list ends the run", async () => {
    await expect(only({ instead: html(`locations`) })).rejects.toThrow("could not be read");
  });
});

function tasks(list: object[]) {
  return (_: unknown, path: string) => (path.endsWith("/tasks") ? { body: { tasks: list } } : undefined);
}
function html(end: string) {
  return (_: unknown, path: string) => (path.endsWith(end) ? { body: "<html>sign in</html>" } : undefined);
}
function ofAnotherJob(_: unknown, path: string) {
  const metadata = { name: `projects/${PROJECT}/locations/europe-west1/jobs/other/executions/other-1` };
  const name = `projects/${PROJECT}/locations/europe-west1/operations/op-1`;
  return /:run$|operations/.test(path) ? { body: { name, metadata, done: true } } : undefined;
}

test("of two executions at once, ours is that of our operation", async () => {
  const google = new Google({ phase: "tcp" });
  google.begun("api-probe");
  const { probes } = await google.probe();
  expect(probes[0]).toMatchObject({ execution: "api-probe-2", verdict: "blocked" });
  expect(google.asked("executions/api-probe-1")).toBe(0);
});

describe("a lost answer to the start", () => {
  const before = { latestCreatedExecution: { name: "x/executions/old-1", createTime: "2026-11-29T09:00:00Z" } };
  const losing = (after: (google: Google) => void) => {
    const google: Google = new Google({
      jobs: [job("api", before)],
      instead: (_, path) => {
        if (!path.endsWith(":run")) return undefined;
        after(google);
        return "lost";
      },
    });
    return google;
  };

  test("is never sent again: the only execution that began since is ours, and that is said", async () => {
    const google = losing((it) => it.begun("api-probe"));
    const [probe] = (await google.probe()).probes;
    expect(probe).toMatchObject({ verdict: "reachable", execution: "api-probe-1" });
    expect(codes(probe as never)).toContain("ANSWER_LOST");
    expect(google.asked(":run")).toBe(1);
  });

  test.each([
    ["none began", 0, "no execution has begun since"],
    ["two began", 2, "2 executions have begun since"],
  ])("where %s, nothing is known", async (_, number, sentence) => {
    const google = losing((it) => {
      for (let index = 0; index < number; index += 1) it.begun("api-probe");
    });
    const [probe] = (await google.probe()).probes;
    expect(probe).toMatchObject({ verdict: "unknown", code: "ANSWER_LOST" });
    expect(probe?.message).toContain(sentence);
    expect(google.asked(":run")).toBe(1);
  });

  test.each([500, 503, 408])("an answer of %d is lost as well", async (status) => {
    const { google } = await only({ instead: (_, path) => (path.endsWith(":run") ? { status, body: {} } : undefined) });
    expect(google.asked(":run")).toBe(1);
  });

  test("only where a quota of requests kept it out it is sent again", async () => {
    let left = 2;
    const full = refusal(429, "RESOURCE_EXHAUSTED", "", [{ reason: "RATE_LIMIT_EXCEEDED" }]);
    const { google, probe } = await only({
      instead: (_, path) => {
        if (!path.endsWith(":run") || left === 0) return undefined;
        left -= 1;
        return full;
      },
    });
    expect(google.asked(":run")).toBe(3);
    expect(google.executions).toHaveLength(1);
    expect(probe.verdict).toBe("reachable");
  });
});
