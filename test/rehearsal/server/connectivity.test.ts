import { type ApiBody, aCloud, CONNECTORS, GLOBAL, INSTANCES, NETWORK, PROJECT, REGION } from "./cloud";

const cloud = aCloud();
const HOME = `projects/${PROJECT}/locations/${REGION}`;
const TESTS = `networkmanagement/v1/projects/${PROJECT}/locations/global/connectivityTests`;
const JOB = `${HOME}/jobs/probe`;
const REDIS = `${HOME}/instances/acme-redis`;
const CONNECTOR = `${HOME}/connectors/acme-conn`;

beforeEach(async () => {
  await cloud().network({ services: true });
  await cloud().connector();
  await cloud().redis({ connectMode: "PRIVATE_SERVICE_ACCESS" });
  const vpcAccess = { connector: CONNECTOR, egress: "PRIVATE_RANGES_ONLY" };
  const containers = [{ image: "node" }];
  await cloud().mustSucceed("POST", `run/v2/${HOME}/jobs?jobId=probe`, {
    template: { template: { containers, vpcAccess } },
  });
  await cloud().mustSucceed("POST", `run/v2/${HOME}/services?serviceId=api`, { template: { containers, vpcAccess } });
});

/** The result of a test that is made for this, and the states of its steps. */
async function found(test: object): Promise<{ result: string; states: string[]; last: ApiBody; steps: ApiBody[] }> {
  const { name } = await cloud().mustSucceed("POST", `${TESTS}?testId=t`, test);
  expect(name).toContain("/operations/");
  return resultOf(await cloud().get(`${TESTS}/t`));
}

function resultOf({ reachabilityDetails }: ApiBody) {
  const { result, traces } = reachabilityDetails;
  const { steps } = traces[0];
  return { result, steps, states: steps.map(({ state }: ApiBody) => state), last: steps.at(-1) };
}

const FROM_JOB = { source: { cloudRunJob: JOB }, destination: { redisInstance: REDIS, port: 6379 } };
const DENY = {
  ...{ name: "deny", network: NETWORK, direction: "EGRESS", priority: 900 },
  ...{ denied: [{ IPProtocol: "tcp" }], destinationRanges: ["10.0.0.0/8"], targetTags: ["vpc-connector"] },
};

test("a connectivity test from a job ends with a delivery, step by step", async () => {
  const { result, states, last } = await found(FROM_JOB);
  expect([result, states]).toEqual([
    "REACHABLE",
    ["START_FROM_CLOUD_RUN_JOB", "ARRIVE_AT_VPC_CONNECTOR", "APPLY_EGRESS_FIREWALL_RULE", "APPLY_ROUTE", "DELIVER"],
  ]);
  expect(last.deliver).toMatchObject({ target: "REDIS_INSTANCE", resourceUri: REDIS });
});

test("a connectivity test from the revision that serves, to an address, is the same path", async () => {
  const { latestReadyRevision } = await cloud().get(`run/v2/${HOME}/services/api`);
  const uri = `${HOME}/revisions/${latestReadyRevision.split("/").at(-1)}`;
  const { host } = await cloud().get(`${INSTANCES}/acme-redis`);
  const { result, steps } = await found({ source: { cloudRunRevision: { uri } }, destination: { ipAddress: host } });
  expect(result).toBe("REACHABLE");
  expect(steps[0].cloudRunRevision).toMatchObject({ uri, serviceUri: `${HOME}/services/api` });
});

test("it names the rule that denies, after a rerun and not before", async () => {
  await found(FROM_JOB);
  await cloud().mustSucceed("POST", `${GLOBAL}/firewalls`, DENY);
  expect(resultOf(await cloud().get(`${TESTS}/t`)).result).toBe("REACHABLE");
  await cloud().mustSucceed("POST", `${TESTS}/t:rerun`, {});
  const { result, last, steps } = resultOf(await cloud().get(`${TESTS}/t`));
  const uri = `projects/${PROJECT}/global/firewalls/deny`;
  expect([result, last.drop]).toEqual(["UNREACHABLE", { cause: "FIREWALL_RULE", resourceUri: uri }]);
  expect(steps.at(-2).firewall).toMatchObject({ uri, action: "DENY", priority: 900 });
});

test("it does not name a rule to whom may not see it", async () => {
  await cloud().mustSucceed("POST", `${GLOBAL}/firewalls`, DENY);
  cloud().loopback.deny({ permission: "compute.firewalls.list" });
  const { result, states, last } = await found(FROM_JOB);
  expect([result, states.at(-2), last.drop]).toEqual([
    "UNREACHABLE",
    "VIEWER_PERMISSION_MISSING",
    { cause: "FIREWALL_RULE" },
  ]);
});

test.each<[string, string, string, () => Promise<unknown>]>([
  [
    "another network",
    "UNREACHABLE",
    "GOOGLE_MANAGED_SERVICE_NO_PEERING",
    async () => {
      await cloud().mustSucceed("DELETE", `${CONNECTORS}/acme-conn`);
      await cloud().connector({ network: "default" });
    },
  ],
  [
    "a connector that is gone",
    "UNDETERMINED",
    "RESOURCE_CONFIG_NOT_FOUND",
    () => cloud().mustSucceed("DELETE", `${CONNECTORS}/acme-conn`),
  ],
  [
    "a Redis that is gone",
    "UNDETERMINED",
    "DESTINATION_ENDPOINT_NOT_FOUND",
    () => cloud().mustSucceed("DELETE", `${INSTANCES}/acme-redis`),
  ],
  [
    "no connector",
    "UNREACHABLE",
    "VPC_CONNECTOR_NOT_SET",
    () =>
      cloud().mustSucceed("PATCH", `run/v2/${JOB}`, { template: { template: { containers: [{ image: "node" }] } } }),
  ],
  [
    "a job that is gone",
    "UNDETERMINED",
    "SOURCE_ENDPOINT_NOT_FOUND",
    () => cloud().mustSucceed("DELETE", `run/v2/${JOB}`),
  ],
])("%s is %s: %s", async (_, result, cause, broken) => {
  await broken();
  const { result: got, last } = await found(FROM_JOB);
  expect([got, (last.drop ?? last.abort).cause]).toEqual([result, cause]);
});

test.each([
  ["a port on which it does not listen", { redisInstance: REDIS, port: 6378 }, "REDIS_INSTANCE_UNSUPPORTED_PORT"],
  ["an address that nobody has", { ipAddress: "10.107.0.3", port: 6379 }, "NO_ROUTE"],
  ["a public address", { ipAddress: "203.0.113.7", port: 6379 }, "PRIVATE_TRAFFIC_TO_INTERNET"],
])("%s is UNREACHABLE", async (_, destination, cause) => {
  const { result, last } = await found({ ...FROM_JOB, destination });
  expect([result, last.drop.cause]).toEqual(["UNREACHABLE", cause]);
});
