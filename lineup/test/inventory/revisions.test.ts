import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { denied, instead } from "./answers";
import { found, type Json, LiveProject, PROJECT, REGION } from "./live";

const at = `projects/${PROJECT}/locations/${REGION}`;
const SERVICE = `run/v2/${at}/services/acme-api`;
const CACHE = "google_redis_instance.acme-redis";
const CONNECTOR = { connector: `${at}/connectors/acme-conn`, egress: "PRIVATE_RANGES_ONLY" };
const [FIRST, SECOND] = ["acme-api-00001-reh", "acme-api-00002-reh"];

let live: LiveProject;
let host: string;
beforeEach(async () => {
  live = await LiveProject.open();
  host = await live.settle();
});
afterEach(() => live.close());

const to = (revision: string, percent: number) => ({
  type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION",
  revision,
  percent,
});
const latest = (percent: number) => ({ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent });

/** A second revision, and who takes which requests. */
async function released(value: string, traffic: Json[], vpcAccess: Json = CONNECTOR) {
  const containers = [{ image: "gcr.io/acme/api:2", env: [{ name: "REDIS_HOST", value }] }];
  await live.does("PATCH", SERVICE, { template: { containers, vpcAccess }, traffic });
}

async function said(get = live.get) {
  const { paths, verdict } = judge(readJson(JSON.parse(JSON.stringify(await live.read(get))), "live.json"));
  return { verdict, paths: paths.map(({ to, verdict, causes }) => [to, verdict, ...causes.map(({ code }) => code)]) };
}

test("an older revision that takes all requests is the one that is judged", async () => {
  await released("10.99.0.3", [to(FIRST, 100)]);
  expect(await said()).toEqual({ verdict: "reachable", paths: [[CACHE, "reachable"]] });
});

test("a stale address in an older revision blocks, whatever the newest one has", async () => {
  await released("10.99.0.3", [latest(100)]);
  await released(host, [to(SECOND, 100)]);
  expect(await said()).toEqual({ verdict: "blocked", paths: [[null, "blocked", "ADDRESS_MISMATCH"]] });
});

test("where several serve, each must reach it", async () => {
  await released(host, [to(FIRST, 60), latest(40)]);
  expect((await said()).paths).toEqual([[CACHE, "reachable"]]);
  await released(host, [to(SECOND, 60), latest(40)], {});
  expect((await said()).paths).toEqual([[CACHE, "blocked", "VPC_CONNECTOR_NOT_SET"]]);
  await released(host, [to("acme-api-00003-reh", 1), latest(99)]);
  const { paths } = await live.judged();
  expect(paths.map(({ causes }) => causes.map(({ message }) => message.slice(0, 34)))).toEqual(
    [["its revision acme-api-00003-reh: it"]].map(([text = ""]) => [text.slice(0, 34)]),
  );
});

test("a revision that takes no requests decides nothing", async () => {
  await released(host, [latest(100)], {});
  await released(host, [to(SECOND, 0), latest(100)]);
  expect((await said()).paths).toEqual([[CACHE, "reachable"]]);
});

test("where the newest is not ready, the one before it serves", async () => {
  await released("10.99.0.3", [latest(100)]);
  const { store } = live.cloud.cloud;
  const name = `run/${at}/services/acme-api`;
  const terminalCondition = { type: "Ready", state: "CONDITION_FAILED" };
  store.put(name, {
    ...store.get(name),
    terminalCondition,
    latestReadyRevision: `${at}/services/acme-api/revisions/${FIRST}`,
  });
  expect((await said()).paths).toEqual([[CACHE, "reachable"]]);
});

test("a rollout that goes on leaves it open", async () => {
  await released(host, [to(FIRST, 100)]);
  const { store } = live.cloud.cloud;
  const name = `run/${at}/services/acme-api`;
  store.put(name, { ...store.get(name), terminalCondition: { type: "Ready", state: "CONDITION_RECONCILING" } });
  expect((await said()).paths).toEqual([[CACHE, "unknown", "CLOUD_RUN_REVISION_NOT_READY"]]);
});

test("a revision that is not ready, may not be read or is gone leaves it open", async () => {
  await released(host, [to(FIRST, 100)]);
  const unknown = [[CACHE, "unknown", "UNRESOLVED_REFERENCE"]];
  expect((await said(instead(live.get, "/revisions/", denied))).paths).toEqual(unknown);
  const { store } = live.cloud.cloud;
  const name = `run/${at}/services/acme-api/revisions/${FIRST}`;
  store.put(name, { ...store.get(name), conditions: [{ type: "Ready", state: "CONDITION_FAILED" }] });
  expect((await said()).paths).toEqual([[CACHE, "unknown", "CLOUD_RUN_REVISION_NOT_READY"]]);
  store.remove(name);
  expect((await said()).paths).toEqual(unknown);
});

test("where those that serve declare no path, the newest one's is open", async () => {
  const containers = [{ image: "gcr.io/acme/api:2", env: [] }];
  await live.does("PATCH", SERVICE, { template: { containers, vpcAccess: CONNECTOR } });
  await released(host, [to(SECOND, 100)]);
  expect((await said()).paths).toEqual([[CACHE, "unknown", "UNRESOLVED_REFERENCE"]]);
});

test("the secrets of a revision that serves are judged, and those of one that does not are not", async () => {
  const secret = `secretmanager/v1/projects/${PROJECT}/secrets`;
  await live.make(`${secret}?secretId=old`, { replication: { automatic: {} } });
  const password = { name: "REDIS_PASSWORD", valueSource: { secretKeyRef: { secret: "old", version: "1" } } };
  const containers = [{ image: "gcr.io/acme/api:2", env: [{ name: "REDIS_HOST", value: host }, password] }];
  await live.does("PATCH", SERVICE, { template: { containers, vpcAccess: CONNECTOR } });
  await released(host, [to(SECOND, 100)]);
  expect((await said()).paths).toEqual([[CACHE, "blocked", "SECRET_NOT_READABLE"]]);
  await released(host, [latest(100)]);
  expect((await said()).paths).toEqual([[CACHE, "reachable"]]);
});

test("instances of a worker pool may be of an older revision", async () => {
  const pool = `run/v2/${at}/workerPools`;
  const container = (value: string) => [{ image: "gcr.io/acme/queue:1", env: [{ name: "REDIS_HOST", value }] }];
  await live.make(`${pool}?workerPoolId=queue`, { template: { containers: container(host), vpcAccess: CONNECTOR } });
  const instanceSplits = [
    { type: "INSTANCE_SPLIT_ALLOCATION_TYPE_REVISION", revision: "queue-00001-reh", percent: 100 },
  ];
  await live.does("PATCH", `${pool}/queue`, {
    template: { containers: container("10.99.0.3"), vpcAccess: CONNECTOR },
    instanceSplits,
  });
  expect((await said()).paths).toContainEqual([CACHE, "reachable"]);
  expect(found(await live.read(), "google_cloud_run_v2_revision.queue/queue-00001-reh")).toMatchObject({
    worker_pool: "queue",
  });
});
