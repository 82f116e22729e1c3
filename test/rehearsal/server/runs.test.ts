import { type ApiBody, aCloud, CONNECTORS, PROJECT, REGION, refusal } from "./cloud";
import { ScriptedMachine } from "./runs";

const cloud = aCloud();
const HOME = `projects/${PROJECT}/locations/${REGION}`;
const JOBS = `run/v2/${HOME}/jobs`;
const PROBE = `${JOBS}/probe`;
const CONTAINER = { image: "node@sha256:1", command: ["node"], args: ["--eval", "1"] };

async function job(task: object = {}, container: object = {}): Promise<void> {
  const template = { template: { ...task, containers: [{ ...CONTAINER, ...container }] } };
  await cloud().mustSucceed("POST", `${JOBS}?jobId=probe`, { template, labels: { "lineup-probe": "api" } });
}

function machine(ending?: ConstructorParameters<typeof ScriptedMachine>[0]): ScriptedMachine {
  const made = new ScriptedMachine(ending);
  cloud().loopback.cloud.executions.machine = made.run;
  return made;
}

const run = () => cloud().mustSucceed("POST", `${PROBE}:run`, {});
const read = (name: string) => cloud().get(`run/v2/${name}`);

/** The operation when it is done, the execution, and its task. */
async function over(operation: ApiBody): Promise<{ operation: ApiBody; execution: ApiBody; task: ApiBody }> {
  for (let asked = await read(operation.name); ; asked = await read(operation.name)) {
    if (!asked.done) continue;
    const execution = await read(operation.metadata.name);
    const { tasks } = await read(`${execution.name}/tasks`);
    return { operation: asked, execution, task: tasks[0] };
  }
}

const completed = ({ conditions }: ApiBody) => conditions.find(({ type }: ApiBody) => type === "Completed");

describe("a job that is run", () => {
  test("answers an operation that goes on, and an execution with one task that runs", async () => {
    await job();
    machine();
    const operation = await run();
    expect(operation).not.toHaveProperty("done");
    const execution = await read(operation.metadata.name);
    expect(execution).toMatchObject({ job: "probe", taskCount: 1, runningCount: 1, reconciling: true });
    expect(execution).not.toHaveProperty("completionTime");
    expect((await read(`${execution.name}/tasks`)).tasks[0]).not.toHaveProperty("lastAttemptResult");
    expect(await cloud().get(PROBE)).toMatchObject({
      executionCount: 1,
      latestCreatedExecution: { name: execution.name, completionStatus: "EXECUTION_RUNNING" },
    });
  });

  test("has succeeded where its container ends with 0, which the API does not print", async () => {
    await job();
    machine({ exitCode: 0 });
    const { operation, execution, task } = await over(await run());
    expect(operation.response.name).toBe(execution.name);
    expect(execution).toMatchObject({ succeededCount: 1, completionTime: expect.any(String) });
    expect(completed(execution).state).toBe("CONDITION_SUCCEEDED");
    expect(task.lastAttemptResult).toEqual({ status: {} });
    expect((await cloud().get(PROBE)).latestCreatedExecution.completionStatus).toBe("EXECUTION_SUCCEEDED");
  });

  test("has failed where its container ends with another code, which its task tells", async () => {
    await job();
    machine({ exitCode: 22 });
    const { operation, execution, task } = await over(await run());
    const message = `Task ${task.name.split("/").at(-1)} failed with message: The container exited with an error.`;
    expect(operation.error).toMatchObject({ code: 10, message });
    expect(execution.failedCount).toBe(1);
    expect(completed(execution)).toMatchObject({ executionReason: "NON_ZERO_EXIT_CODE", message });
    expect(task.lastAttemptResult).toMatchObject({ exitCode: 22, status: { code: 10 } });
  });

  test("has failed where its time is up, and its task has no exit code", async () => {
    await job({ timeout: "50s" });
    const made = machine({ exitCode: undefined, isTimedOut: true });
    const { task } = await over(await run());
    expect(made.started[0]?.milliseconds).toBe(50_000);
    expect(task.lastAttemptResult).toEqual({ status: { code: 4, message: expect.any(String) }, termSignal: 9 });
  });

  test("can be cancelled, which is no error of its operation, and only while it runs", async () => {
    await job();
    machine();
    const operation = await run();
    const cancelling = await cloud().mustSucceed("POST", `run/v2/${operation.metadata.name}:cancel`, {});
    const { execution } = await over(operation);
    expect(await read(cancelling.name)).toMatchObject({ done: true, response: { cancelledCount: 1 } });
    expect((await read(operation.name)).response.cancelledCount).toBe(1);
    expect(completed(execution).executionReason).toBe("CANCELLED");
    const again = await cloud().ask("POST", `run/v2/${execution.name}:cancel`, {});
    expect(refusal(again)).toEqual([400, expect.stringContaining("has completed and cannot be cancelled")]);
  });

  test("that is run twice has two executions, each with its own result", async () => {
    await job();
    const made = machine();
    const [one, other] = [await run(), await run()];
    made.end({ exitCode: 0 });
    made.end({ exitCode: 21 });
    expect((await over(one)).task.lastAttemptResult).not.toHaveProperty("exitCode");
    expect((await over(other)).task.lastAttemptResult.exitCode).toBe(21);
    expect((await read(`${HOME}/jobs/probe/executions`)).executions).toHaveLength(2);
  });

  test("that is not there, without a machine, or with other arguments is refused", async () => {
    expect((await cloud().ask("POST", `${JOBS}/nothing:run`, {})).status).toBe(404);
    await job();
    expect(refusal(await cloud().ask("POST", `${PROBE}:run`, {}))).toEqual([
      501,
      expect.stringContaining("no machine"),
    ]);
    machine();
    expect((await cloud().ask("POST", `${PROBE}:run`, { overrides: { taskCount: 2 } })).status).toBe(501);
  });

  test("needs the permission to run this very job, and to read what came of it", async () => {
    await job();
    machine({ exitCode: 0 });
    const [invoker, viewer] = ["invoker", "viewer"].map((name) => `${name}@${PROJECT}.iam.gserviceaccount.com`);
    const granted = { bindings: [{ role: "roles/run.invoker", members: [`serviceAccount:${invoker}`] }] };
    await cloud().mustSucceed("POST", `${PROBE}:setIamPolicy`, { policy: granted });
    cloud().loopback.cloud.iam.enforce([String(invoker), String(viewer)], "owner");
    const as = (who: string, method: string, path: string) =>
      cloud().ask(method, path, method === "POST" ? {} : undefined, { authorization: `Bearer ${who}` });
    expect(refusal(await as(String(viewer), "POST", `${PROBE}:run`))[1]).toContain("run.jobs.run");
    const { body } = await as(String(invoker), "POST", `${PROBE}:run`);
    expect(refusal(await as(String(invoker), "GET", `run/v2/${body.metadata.name}/tasks`))[1]).toContain(
      "run.tasks.list",
    );
    const logs = await cloud().ask(
      "POST",
      "logging/v2/entries:list",
      { resourceNames: [`projects/${PROJECT}`] },
      { authorization: `Bearer ${viewer}` },
    );
    expect(refusal(logs)).toEqual([403, expect.stringContaining("logging.logEntries.list")]);
  });
});

describe("what a container is given:", () => {
  const SECRETS = `secretmanager/v1/projects/${PROJECT}/secrets`;
  const keep = async (id: string, value: string) => {
    await cloud().ask("POST", `${SECRETS}?secretId=${id}`, { replication: { automatic: {} } });
    await cloud().mustSucceed("POST", `${SECRETS}/${id}:addVersion`, {
      payload: { data: Buffer.from(value).toString("base64") },
    });
  };
  const password = { name: "REDIS_PASSWORD", valueSource: { secretKeyRef: { secret: "auth", version: "latest" } } };

  test("its command, arguments, variables, the values of secrets, and files", async () => {
    await keep("auth", "old");
    await keep("auth", "s3cret");
    await keep("ca", "PEM");
    const volumes = [{ name: "tls", secret: { secret: "ca", items: [{ path: "ca.pem", version: "1" }] } }];
    const container = {
      env: [{ name: "REDIS_HOST", value: "10.166.0.3" }, password],
      volumeMounts: [{ name: "tls", mountPath: "/etc/redis" }],
    };
    await job({ volumes }, container);
    const made = machine({ exitCode: 0 });
    const { execution } = await over(await run());
    expect(made.started).toEqual([
      {
        ...CONTAINER,
        job: `run/${HOME}/jobs/probe`,
        env: expect.objectContaining({
          REDIS_HOST: "10.166.0.3",
          REDIS_PASSWORD: "s3cret",
          CLOUD_RUN_JOB: "probe",
          CLOUD_RUN_EXECUTION: execution.name.split("/").at(-1),
          CLOUD_RUN_TASK_INDEX: "0",
        }),
        files: { "/etc/redis/ca.pem": "PEM" },
        milliseconds: 600_000,
      },
    ]);
    expect(JSON.stringify([execution, await cloud().get(PROBE)])).not.toContain("s3cret");
  });

  const notStarted = async (reason: string, said: string) => {
    const { operation, execution, task } = await over(await run());
    expect(completed(execution)).toMatchObject({
      state: "CONDITION_FAILED",
      reason,
      message: expect.stringContaining(said),
    });
    expect(operation.error.message).toContain(said);
    expect(task).not.toHaveProperty("lastAttemptResult");
  };

  test("nothing, where a secret has no version that can be read", async () => {
    await keep("auth", "s3cret");
    await job({}, { env: [password] });
    await cloud().mustSucceed("POST", `${SECRETS}/auth/versions/1:disable`, {});
    const made = machine();
    await notStarted("SECRETS_ACCESS_CHECK_FAILED", "DISABLED");
    expect(made.started).toEqual([]);
  });

  test("nothing, where its account may not read a secret", async () => {
    await keep("auth", "s3cret");
    await job({}, { env: [password] });
    machine();
    cloud().loopback.deny({ permission: "secretmanager.versions.access" });
    await notStarted("SECRETS_ACCESS_CHECK_FAILED", "Permission denied on secret");
  });

  test("nothing, where its connector is gone", async () => {
    await cloud().network();
    await cloud().connector();
    const connector = `${HOME}/connectors/acme-conn`;
    await job({ vpcAccess: { connector } });
    await cloud().mustSucceed("DELETE", `${CONNECTORS}/acme-conn`);
    machine();
    await notStarted("VPC_NETWORK_NOT_FOUND", connector);
  });

  test("nothing, where a test says that its image is gone", async () => {
    await job();
    const made = machine();
    const message = "Image 'node@sha256:1' not found.";
    cloud().loopback.expect({ path: /:run$/, does: { notStarted: { reason: "CONTAINER_MISSING", message } } });
    await notStarted("CONTAINER_MISSING", message);
    expect(made.started).toEqual([]);
  });
});

describe("what a container writes", () => {
  const entries = (filter: string, more: object = {}) =>
    cloud().ask("POST", "logging/v2/entries:list", { resourceNames: [`projects/${PROJECT}`], filter, ...more });

  test("is found by the name of its execution: an object for a line of JSON, whose severity is the entry's", async () => {
    await job();
    machine({ exitCode: 20, stdout: ['{"severity":"ERROR","phase":"dns"}', "plain"], stderr: ["{broken"] });
    const { execution } = await over(await run());
    await over(await run());
    const name = execution.name.split("/").at(-1);
    const filter = `resource.type="cloud_run_job" AND labels."run.googleapis.com/execution_name"="${name}"`;
    const { body } = await entries(filter);
    expect(body.entries).toMatchObject([
      {
        jsonPayload: { phase: "dns" },
        severity: "ERROR",
        logName: expect.stringContaining("stdout"),
        resource: { type: "cloud_run_job", labels: { job_name: "probe", location: REGION } },
      },
      { textPayload: "plain" },
      { textPayload: "{broken", logName: expect.stringContaining("stderr") },
    ]);
    expect(body.entries[0].jsonPayload).not.toHaveProperty("severity");
    const first = await entries(filter, { pageSize: 2 });
    const rest = await entries(filter, { pageToken: first.body.nextPageToken });
    expect([first.body.entries.length, rest.body.entries.length]).toEqual([2, 1]);
    expect((await entries(`${filter} timestamp>="2999-01-01T00:00:00Z"`)).body).toEqual({});
  });

  test("is not there yet, where a test says so", async () => {
    cloud().loopback.expect({ path: /entries:list$/, does: { answers: {} } });
    expect(await entries("")).toEqual({ status: 200, body: {} });
  });

  test("is found by alternatives, by what it is not, and by a regular expression", async () => {
    await job();
    machine({ exitCode: 0, stdout: ['{"severity":"ERROR","phase":"dns"}', "plain"] });
    await over(await run());
    const { body } = await entries('jsonPayload.phase=("dns" OR "tcp") OR (textPayload=~"^pl" AND NOT severity=ERROR)');
    expect(body.entries).toHaveLength(2);
  });

  test.each(["sample(insertId, 0.1)", 'SEARCH("a")', "a=", 'a="', 'a=~"(?=b)"', "a OR"])(
    "is not looked for by a filter that this cloud understands only in part: %s",
    async (filter) => {
      expect(refusal(await entries(filter))).toEqual([400, expect.stringContaining("Unparseable filter")]);
    },
  );
});
