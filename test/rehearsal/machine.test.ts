import { argsOf, COMMAND } from "../../probe/command";
import { phaseOf } from "../../probe/phases";
import { machine } from "../../rehearsal/machine";
import { whyNoMachine } from "../../rehearsal/machine/needs";
import { itNeeds } from "../support/needs";
import { type ApiBody, aCloud, GLOBAL, INSTANCES, NETWORK, PROJECT, REGION } from "./server/cloud";

jest.setTimeout(30_000);

const cloud = aCloud();
const HOME = `projects/${PROJECT}/locations/${REGION}`;
const JOB = `run/v2/${HOME}/jobs/probe`;
const SECRETS = `secretmanager/v1/projects/${PROJECT}/secrets`;
const PASSWORD_OF_ANOTHER = "planted-password-of-another";
const here = { missing: whyNoMachine() };

/** A network, its connector, a Redis, and a job with the probe beside it; `said`: what its variables say instead. */
async function stage({
  redis = {},
  said = {},
}: {
  redis?: object;
  said?: Record<string, string>;
} = {}): Promise<ApiBody> {
  await cloud().network({ services: true });
  await cloud().connector();
  await cloud().redis({ connectMode: "PRIVATE_SERVICE_ACCESS", ...redis });
  const instance = await cloud().get(`${INSTANCES}/acme-redis`);
  const { authString } = await cloud().get(`${INSTANCES}/acme-redis/authString`);
  const ca = instance.serverCaCerts?.[0].cert;
  const values = { REDIS_HOST: instance.host, REDIS_PORT: String(instance.port), ...said };
  const env = [
    ...Object.entries(values).map(([name, value]) => ({ name, value })),
    ...(authString ? [await secret("auth", said.REDIS_PASSWORD ?? authString)] : []),
    ...(ca ? [{ name: "REDIS_CA_FILE", value: "/etc/redis/ca.pem" }] : []),
  ].filter(({ name }, index, all) => all.findLastIndex((one) => one.name === name) === index);
  if (ca) await secret("ca", ca);
  const container = {
    image: "docker.io/library/node@sha256:1",
    command: COMMAND,
    args: argsOf(),
    env,
    ...(ca ? { volumeMounts: [{ name: "ca", mountPath: "/etc/redis" }] } : {}),
  };
  const task = {
    vpcAccess: { connector: `${HOME}/connectors/acme-conn`, egress: "PRIVATE_RANGES_ONLY" },
    ...(ca ? { volumes: [{ name: "ca", secret: { secret: "ca", items: [{ path: "ca.pem", version: "1" }] } }] } : {}),
    timeout: "50s",
    containers: [container],
  };
  await cloud().mustSucceed("POST", `run/v2/${HOME}/jobs?jobId=probe`, { template: { template: task } });
  cloud().loopback.cloud.executions.machine = machine;
  return instance;
}

async function secret(id: string, value: string): Promise<ApiBody> {
  await cloud().mustSucceed("POST", `${SECRETS}?secretId=${id}`, { replication: { automatic: {} } });
  const payload = { data: Buffer.from(value).toString("base64") };
  await cloud().mustSucceed("POST", `${SECRETS}/${id}:addVersion`, { payload });
  return { name: "REDIS_PASSWORD", valueSource: { secretKeyRef: { secret: id, version: "1" } } };
}

/** The execution, when it is over. */
async function over({ name, metadata }: ApiBody): Promise<ApiBody> {
  while (!(await cloud().get(`run/v2/${name}`)).done) await new Promise((done) => setTimeout(done, 50));
  return cloud().get(`run/v2/${metadata.name}`);
}

/** What the task and the log say of one run. */
async function run(): Promise<{ phase: string | undefined; exitCode: number | undefined; line: ApiBody }> {
  const operation = await cloud().mustSucceed("POST", `${JOB}:run`, {});
  await over(operation);
  const { tasks } = await cloud().get(`run/v2/${operation.metadata.name}/tasks`);
  const { exitCode } = tasks[0].lastAttemptResult;
  const { entries } = await cloud().mustSucceed("POST", "logging/v2/entries:list", {
    resourceNames: [`projects/${PROJECT}`],
    filter: `labels."run.googleapis.com/execution_name"="${operation.metadata.name.split("/").at(-1)}"`,
  });
  return { exitCode, phase: exitCode === undefined ? undefined : phaseOf(exitCode), line: entries?.[0].jsonPayload };
}

const DENY = { name: "deny", network: NETWORK, direction: "EGRESS", priority: 900, destinationRanges: ["10.0.0.0/8"] };

describe("a job with the probe, run in a network of its own,", () => {
  itNeeds(
    here,
    "is cut off from a real Redis at its own address by a firewall rule, and reaches it without",
    async () => {
      const { host } = await stage();
      await cloud().mustSucceed("POST", `${GLOBAL}/firewalls`, { ...DENY, denied: [{ IPProtocol: "tcp" }] });
      expect(await run()).toMatchObject({ phase: "tcp", line: { code: "ETIMEDOUT" } });
      await cloud().mustSucceed("DELETE", `${GLOBAL}/firewalls/deny`);
      expect(await run()).toMatchObject({ exitCode: undefined, line: { verdict: "reachable", target: { host } } });
    },
  );

  itNeeds(
    here,
    "speaks TLS with the authority that the instance hands out, and the password of the secret",
    async () => {
      await stage({ redis: { authEnabled: true, transitEncryptionMode: "SERVER_AUTHENTICATION" } });
      const { line } = await run();
      expect(line).toMatchObject({
        verdict: "reachable",
        target: { port: 6378, tls: true, auth: true },
        certificate: { name: "cn", trustedBy: 1 },
      });
    },
  );

  itNeeds(here, "stops at the password of another one, which nothing prints", async () => {
    await stage({ redis: { authEnabled: true }, said: { REDIS_PASSWORD: PASSWORD_OF_ANOTHER } });
    expect(await run()).toMatchObject({ phase: "auth", line: { code: "WRONGPASS" } });
    const kept = [...cloud().loopback.cloud.store.matching(/^(run|logging)\//)].map(({ thing }) => thing);
    expect(JSON.stringify(kept)).not.toContain(PASSWORD_OF_ANOTHER);
  });

  itNeeds(here, "is ended by its timeout, and by being cancelled", async () => {
    await stage();
    const { template } = (await cloud().get(JOB)).template;
    const endless = { ...template.containers[0], args: ["--eval", "setInterval(() => {}, 1000)"] };
    const begin = async (timeout: string): Promise<ApiBody> => {
      const change = { template: { template: { ...template, timeout, containers: [endless] } } };
      await cloud().mustSucceed("PATCH", JOB, change);
      return cloud().mustSucceed("POST", `${JOB}:run`, {});
    };
    const [long, short] = [await begin("50s"), await begin("1s")];
    await cloud().mustSucceed("POST", `run/v2/${long.metadata.name}:cancel`, {});
    expect((await over(long)).cancelledCount).toBe(1);
    await over(short);
    const { tasks } = await cloud().get(`run/v2/${short.metadata.name}/tasks`);
    expect(tasks[0].lastAttemptResult).toMatchObject({ status: { code: 4 }, termSignal: 9 });
  });
});

test("an image that is not Node's is not there, and a command that is not node is not run", async () => {
  const container = {
    job: "run/j",
    image: "redis:8",
    command: ["node"],
    args: [],
    env: {},
    files: {},
    milliseconds: 1,
  };
  const { store } = cloud().loopback.cloud;
  expect(() => machine(container, store)).toThrow("Image 'redis:8' not found.");
  expect(() => machine({ ...container, image: "node:24", command: ["sh"] }, store)).toThrow('got "sh"');
});
