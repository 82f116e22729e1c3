import { cancelled } from "../../src/probe/cancel";
import type { Running } from "../../src/probe/start";
import { Google, type Json, job, jobPath, only, PROJECT, REGION } from "./google";

// Answers, jobs and executions that would make a probe say more than its packets have found.

describe("an execution that did nothing, or contradicts itself, proves nothing", () => {
  const none = (_: unknown, path: string) => (path.endsWith("/tasks") ? { body: { tasks: [] } } : undefined);
  const failed = [{ type: "Completed", state: "CONDITION_FAILED" }];
  const well = [{ type: "Completed", state: "CONDITION_SUCCEEDED" }];
  test.each([
    ["no task of none", { execution: { taskCount: 0, succeededCount: 0 }, instead: none }],
    ["a number of tasks that is a text", { execution: { taskCount: "1", succeededCount: "1" } }],
    ["a failed execution with a task that ended well", { execution: { conditions: failed } }],
    ["a task that ended well and failed", { task: { conditions: [...well, ...failed] } }],
    ["a task with an error in its last attempt", { task: { lastAttemptResult: { status: { code: 13 } } } }],
    ["a negative exit code", { task: { lastAttemptResult: { exitCode: -1 } } }],
  ])("%s", async (_, behaves) => {
    expect((await only(behaves)).probe.verdict).toBe("unknown");
  });
});

test("an execution is asked for in the project of its job, whatever project Google's answer names", async () => {
  for (const [project, asked] of [
    ["123456789", 1],
    ["somebody-else", 0],
    [`${PROJECT}/locations/x/jobs/y/../../../..`, 0],
  ] as const) {
    const google: Google = new Google({
      instead: (_, path) => {
        if (!/:run$|operations/.test(path)) return undefined;
        if (path.endsWith(":run")) google.begun("api-probe");
        const metadata = { name: `projects/${project}/locations/${REGION}/jobs/api-probe/executions/api-probe-1` };
        return { body: { name: `projects/${PROJECT}/locations/${REGION}/operations/o`, done: true, metadata } };
      },
    });
    await google.probe();
    expect(google.asked(`GET ${jobPath("api-probe")}/executions/api-probe-1/tasks`)).toBe(asked);
    expect(google.asked(`GET projects/${project}/`)).toBe(0);
  }
});

describe("a job in which another program may run is not started", () => {
  test.each([["LD_PRELOAD"], ["LD_LIBRARY_PATH"], ["NODE_OPTIONS"], ["OPENSSL_CONF"], ["PATH"]])(
    "because it sets %s",
    async (name) => {
      const env = [{ name, valueSource: { secretKeyRef: { secret: "x", version: "1" } } }];
      const { probe, google } = await only({ jobs: [job("api", {}, { env })] });
      expect(probe).toMatchObject({ verdict: "unknown", code: "NOT_THE_PROBE" });
      expect(probe.message).toContain(name);
      expect(google.asked(":run")).toBe(0);
    },
  );

  test.each([
    "/",
    "/usr",
    "/usr/local/bin",
    "/usr/local/bin/",
    "/lib/x86_64-linux-gnu",
    "//usr/./local/bin",
    "/x/../usr",
  ])("because a volume lies over %s", async (mountPath) => {
    const { probe, google } = await only({ jobs: [job("api", {}, { volumeMounts: [{ name: "v", mountPath }] })] });
    expect(probe).toMatchObject({ verdict: "unknown", code: "NOT_THE_PROBE" });
    expect(google.asked(":run")).toBe(0);
  });

  test("but one with the certificates of its Redis is", async () => {
    const volumeMounts = [{ name: "ca", mountPath: "/etc/redis" }];
    expect((await only({ jobs: [job("api", {}, { volumeMounts })] })).probe.verdict).toBe("reachable");
  });
});

test("an execution that is only taken for ours, because the answer was lost, is never cancelled", async () => {
  const before = { latestCreatedExecution: { name: "x/executions/old-1", createTime: "2026-11-29T09:00:00Z" } };
  const google: Google = new Google({
    jobs: [job("api", before)],
    execution: { completionTime: undefined },
    instead: (_, path) => {
      if (!path.endsWith(":run")) return undefined;
      google.begun("api-probe");
      return "lost";
    },
  });
  const running: Running = new Set();
  await google.probe({}, undefined, running);
  expect([...running]).toMatchObject([{ wasLost: true }]);
  const lines = await cancelled(await google.session(), running);
  expect(google.asked(":cancel")).toBe(0);
  expect(lines).toEqual([expect.stringContaining("api-probe-1 may be another's, and was not cancelled")]);
});

test("a line of another address than the job's is not believed", async () => {
  const target: Json = { host: "10.0.0.9", port: 6379, tls: false, auth: true };
  const { probe } = await only({ log: { target } });
  expect(probe).toMatchObject({ verdict: "unknown", code: "LOG_CONTRADICTS" });
});

test("what is started while others are being cancelled is cancelled as well", async () => {
  const google = new Google();
  const running: Running = new Set();
  const started = (number: number) => ({
    job: { path: jobPath("api-probe"), name: "api-probe", region: REGION } as never,
    execution: `${jobPath("api-probe")}/executions/api-probe-${number}`,
    operation: undefined,
  });
  running.add(started(1));
  const session = await google.session();
  const cancelling = cancelled(session, running);
  running.add(started(2));
  expect(await cancelling).toHaveLength(2);
  expect(google.asked("executions/api-probe-2:cancel")).toBe(1);
});
