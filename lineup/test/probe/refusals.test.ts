import { argsOf } from "../../../probe/command";
import { PROBE_LABEL } from "../../../probe/job";
import { OBSTACLES } from "../../src/probe/obstacles";
import { Google, type Instead, job, jobPath, only, PROJECT, refusal } from "./google";

const denied = refusal(403, "PERMISSION_DENIED");
const at =
  (part: RegExp, answer: ReturnType<typeof refusal> | "lost"): Instead =>
  ({ method }, path) =>
    part.test(`${method} ${path}`) ? answer : undefined;

describe("a refusal says what is missing, with the smallest role", () => {
  test.each([
    ["to start", /:run$/, "RUN_FORBIDDEN", "run.jobs.run, for example with roles/run.invoker"],
    [
      "of the execution",
      /GET .*executions\/[\w-]+$/,
      "EXECUTION_UNREAD",
      "run.executions.get, for example with roles/run.viewer",
    ],
    ["of the tasks", /tasks$/, "TASKS_UNREAD", "run.tasks.list, for example with roles/run.viewer"],
  ])("%s", async (_, part, code, sentence) => {
    const { probe, google } = await only({ instead: at(part, denied) });
    expect(probe).toMatchObject({ verdict: "unknown", code });
    expect(probe.message).toContain(`403: grant the permission ${sentence}`);
    expect(google.asked(":run")).toBe(1);
  });

  test("of the operation: the execution is asked instead, and that is said", async () => {
    const { probe } = await only({ instead: at(/operations/, denied) });
    expect(probe).toMatchObject({ verdict: "reachable", findings: [{ code: "OPERATION_UNREAD" }] });
    expect(probe.findings[0]?.message).toContain("run.operations.get, for example with roles/run.viewer");
  });

  test("of the jobs: nothing was probed", async () => {
    await expect(only({ instead: at(/\/jobs$/, denied) })).rejects.toThrow(
      `the Cloud Run jobs of ${PROJECT} could not be read: 403: grant the permission run.jobs.list, for example with roles/run.viewer`,
    );
  });

  test("of a project that is not there, and of an API that is off", async () => {
    await expect(only({ instead: at(/./, refusal(404, "NOT_FOUND")) })).rejects.toThrow(
      `Google knows no project ${PROJECT}`,
    );
    const off = refusal(403, "PERMISSION_DENIED", "", [
      { reason: "SERVICE_DISABLED", metadata: { consumer: `projects/${PROJECT}` } },
    ]);
    await expect(only({ instead: at(/./, off) })).rejects.toThrow("gcloud services enable run.googleapis.com");
  });

  test("of a region: the others are probed, and nothing says all is well", async () => {
    const locations = { body: { locations: [{ locationId: "europe-west1" }, { locationId: "us-east1" }] } };
    const instead: Instead = (_, path) =>
      path.endsWith("locations") ? locations : path.includes("us-east1") ? denied : undefined;
    const { report } = await only({ instead });
    expect(report).toMatchObject({ verdict: "unknown", findings: [{ code: "JOBS_UNREAD" }, {}] });
    expect(report.probes[0]?.verdict).toBe("reachable");
  });
});

describe("which job is run", () => {
  test.each([
    ["no job has the label", {}, [], `there is no job in ${PROJECT} that is labelled as a probe`],
    [
      "the service has none",
      { service: "web" },
      [job("api")],
      "there is no job in acme-staging that is labelled as the probe of web",
    ],
    ["the job is missing", { job: "nope" }, [job("api")], "there is no Cloud Run job nope in acme-staging"],
    [
      "no job is of the environment",
      { environment: "production" },
      [job("api")],
      "with the label environment=production",
    ],
  ])("where %s, that is said", async (_, asked, jobs, sentence) => {
    const { report, probe, google } = await only({ jobs }, asked);
    expect(report.verdict).toBe("unknown");
    expect(probe).toMatchObject({ job: null, code: "JOB_MISSING" });
    expect(probe.message).toContain(sentence);
    expect(google.asked(":run")).toBe(0);
  });

  test("any job that carries the script, by its name or its path", async () => {
    const unlabelled = job("api", { labels: {} });
    for (const name of ["api-probe", jobPath("api-probe")]) {
      const { probe } = await only({ jobs: [unlabelled] }, { job: name });
      expect(probe).toMatchObject({ verdict: "reachable", service: null, job: "api-probe" });
    }
  });

  test("several at once, each for itself", async () => {
    const google = new Google({
      jobs: [job("api"), job("web"), job("x", { labels: { [PROBE_LABEL]: "x" } }, { args: ["-e", "1"] })],
    });
    const report = await google.probe();
    expect(report.probes.map(({ job, verdict }) => [job, verdict])).toEqual([
      ["api-probe", "reachable"],
      ["web-probe", "reachable"],
      ["x-probe", "unknown"],
    ]);
    expect(report.verdict).toBe("unknown");
  });

  test.each([
    [
      "another script",
      { args: ["--input-type=module", "--eval", "process.exit(0)"] },
      "OTHER_SCRIPT",
      /sha256 [0-9a-f]{12}, and this lineup's has sha256 [0-9a-f]{12}/,
    ],
    ["no script", { args: ["server.js"] }, "NOT_THE_PROBE", /hold no script of the probe/],
    ["arguments that are no list", { args: "x" }, "NOT_THE_PROBE", /hold no script/],
    ["an argument more", { args: [...argsOf(), "x"] }, "NOT_THE_PROBE", /hold no script/],
    ["another command", { command: ["sh"] }, "NOT_THE_PROBE", /another command than node/],
    ["NODE_OPTIONS", { env: [{ name: "NODE_OPTIONS", value: "--require /x" }] }, "NOT_THE_PROBE", /NODE_OPTIONS/],
  ])("one with %s is not started", async (_, container, code, sentence) => {
    const { probe, google } = await only({ jobs: [job("api", {}, container)] });
    expect(probe).toMatchObject({ verdict: "unknown", code });
    expect(probe.message).toMatch(sentence);
    expect(google.asked(":run")).toBe(0);
  });

  test("one with two containers is not started", async () => {
    const twice = job("api");
    twice.template.template.containers.push({ image: "x" });
    expect((await only({ jobs: [twice] })).probe).toMatchObject({ verdict: "unknown", code: "NOT_THE_PROBE" });
  });
});

test.each([
  ["another script", { args: ["--input-type=module", "--eval", "process.exit(0)"] }, "OTHER_SCRIPT"],
  ["other arguments", { args: ["server.js"] }, "NOT_THE_PROBE"],
  ["another command", { command: ["true"] }, "NOT_THE_PROBE"],
])(
  "an execution that ran %s is not believed, whatever its exit code: the job was changed meanwhile",
  async (...row) => {
    const [, container, code] = row;
    const { template } = job("api", {}, container).template;
    const { probe } = await only({ execution: { template } });
    expect(probe).toMatchObject({ verdict: "unknown", code });
    expect(probe.message).toMatch(/^the arguments of the execution|^the execution api-probe-1 /);
    expect(probe.message).toContain("says nothing about the path");
  },
);

test("an execution of which Google does not say what it ran is not believed", async () => {
  const { probe } = await only({ execution: { template: undefined } });
  expect(probe).toMatchObject({ verdict: "unknown", code: "NOT_THE_PROBE" });
});

const failing = (condition: object) => ({
  exitCode: 1,
  task: { lastAttemptResult: undefined, conditions: [{ type: "Completed", state: "CONDITION_FAILED", ...condition }] },
});

describe("an execution whose script had no say", () => {
  const cases = OBSTACLES.flatMap(({ code, reasons }) => reasons.map((reason) => [reason, code] as const));
  test.each(cases)("%s is %s, in its own words", async (reason, code) => {
    const { probe } = await only(
      failing(/CANCEL|DELETED|DELAYED|POLLING/.test(reason) ? { executionReason: reason } : { reason }),
    );
    expect(probe).toMatchObject({ verdict: "unknown", code });
    expect(probe.fix).toBeTruthy();
  });

  test.each([
    ["Image 'x/y@sha256:1' not found.", "IMAGE_MISSING"],
    ["Container image 'x/y' is not authorized by policy. Denied by always_deny admission rule", "IMAGE_REFUSED"],
    ["VPC connector is not ready yet or does not exist", "CONNECTOR_NOT_READY"],
    [
      "spec.template.spec.containers[0].env[5].value_from.secret_key_ref.name: Permission denied on secret: projects/1/secrets/S/versions/latest for Revision service account a@b",
      "SECRET_NOT_READABLE",
    ],
    ["Task api-probe-1-task0 failed with message: The configured timeout was reached.", "EXECUTION_TIMED_OUT"],
    ["VPC connector projects/p/locations/r/connectors/c does not exist", "CONNECTOR_NOT_READY"],
    ["Quota exceeded for total allowable CPU per project per region.", "QUOTA"],
    ["The configured timeout was reached.", "EXECUTION_TIMED_OUT"],
    ["Permission denied on secret: projects/1/secrets/x/versions/latest", "SECRET_NOT_READABLE"],
    ["something \u001b[31m nobody knows", "ANSWER_UNUSABLE"],
  ])("a message %j is %s, and is not printed", async (message, code) => {
    const { probe } = await only(failing({ message }));
    expect(probe).toMatchObject({ verdict: "unknown", code });
    expect(JSON.stringify(probe)).not.toContain("nobody knows");
  });

  test("every obstacle has a code of its own", () => {
    expect(new Set(OBSTACLES.map(({ code }) => code)).size).toBe(OBSTACLES.length);
    expect(new Set(OBSTACLES.map(({ message }) => message)).size).toBe(OBSTACLES.length);
  });

  test("a cancelled execution is never reachable, whatever its task says", async () => {
    const { probe } = await only({ execution: { cancelledCount: 1 } });
    expect(probe).toMatchObject({ verdict: "unknown", code: "EXECUTION_CANCELLED" });
  });

  test("a signal is named", async () => {
    const { probe } = await only({ exitCode: 1, task: { lastAttemptResult: { termSignal: 9 }, conditions: [] } });
    expect(probe).toMatchObject({ code: "EXECUTION_KILLED", message: expect.stringContaining("signal 9") });
  });

  test("one that does not end is given up in its own time and three minutes more", async () => {
    const { probe, google } = await only({ slow: 1_000, execution: { completionTime: undefined } });
    expect(probe).toMatchObject({ verdict: "unknown", code: "EXECUTION_NOT_ENDED" });
    expect(google.waited.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(230_000);
  });

  test("a job that is not ready says why, where its start is refused in general words", async () => {
    const terminalCondition = { type: "Ready", state: "CONDITION_FAILED", reason: "CONTAINER_MISSING" };
    const instead = at(/:run$/, refusal(400, "FAILED_PRECONDITION", "Precondition check failed."));
    const { probe } = await only({ jobs: [job("api", { terminalCondition })], instead });
    expect(probe).toMatchObject({ verdict: "unknown", code: "IMAGE_MISSING" });
    expect((await only({ instead })).probe).toMatchObject({ verdict: "unknown", code: "NOT_STARTED" });
  });

  test("the error of the operation is one of these as well", async () => {
    const error = { code: 9, message: "denied by attestor x" };
    const instead: Instead = (_, path) =>
      /:run$|operations/.test(path)
        ? { body: { name: `projects/${PROJECT}/locations/europe-west1/operations/o`, done: true, error } }
        : undefined;
    expect((await only({ instead })).probe).toMatchObject({ verdict: "unknown", code: "IMAGE_REFUSED" });
  });
});

describe("where a grant may be young", () => {
  test("a run whose container never started is repeated, and that is said", async () => {
    const google = new Google();
    let left = 2;
    const young = failing({ reason: "SECRETS_ACCESS_CHECK_FAILED" }).task;
    const session = new Google({
      instead: (_, path) => {
        if (!path.endsWith("/tasks") || left === 0) return undefined;
        left -= 1;
        return { body: { tasks: [young] } };
      },
    });
    const report = await session.probe();
    expect(report.probes[0]).toMatchObject({ verdict: "reachable", execution: "api-probe-3" });
    expect(report.probes[0]?.findings).toMatchObject([{ code: "RETRIED" }]);
    expect(session.said).toHaveLength(2);
    expect(google.executions).toHaveLength(0);
  });

  test("it is repeated for about four minutes, and not for ever", async () => {
    const { probe, google } = await only(failing({ reason: "SECRETS_ACCESS_CHECK_FAILED" }));
    expect(probe).toMatchObject({ verdict: "unknown", code: "SECRET_NOT_READABLE" });
    expect(google.asked(":run")).toBe(6);
    expect(google.waited.reduce((sum, one) => sum + one, 0)).toBeLessThan(300_000);
  });

  test("a refused start is repeated where the job was written a moment ago, and only there", async () => {
    const instead = at(/:run$/, denied);
    const fresh = job("api", { updateTime: new Date().toISOString() });
    expect((await only({ jobs: [fresh], instead })).google.asked(":run")).toBe(6);
    expect((await only({ instead })).google.asked(":run")).toBe(1);
  });
});
