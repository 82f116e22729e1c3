import { readJson } from "../../src/inputs/read";
import { unreadProjects } from "../../src/inventory/other-projects";
import { judge } from "../../src/verify";
import { found, type Json, LiveProject, PROJECT, REGION } from "./live";

let live: LiveProject;
let host: string;
beforeEach(async () => {
  live = await LiveProject.open();
  host = await live.settle();
});
afterEach(() => live.close());

const at = `projects/${PROJECT}`;
const CONNECTOR = `${at}/locations/${REGION}/connectors/acme-conn`;
const SERVICE = "google_cloud_run_v2_service.acme-api";
const CACHE = "google_redis_instance.acme-redis";

/** What is said of the live project: the whole of it, and each path. */
async function said() {
  const { verdict, paths } = await live.judged();
  return {
    verdict,
    paths: paths.map(({ from, to, verdict, causes }) => [from, to, verdict, ...causes.map(({ code }) => code)]),
  };
}

test("a live project that works is reachable, without any Terraform", async () => {
  expect(await said()).toEqual({ verdict: "reachable", paths: [[SERVICE, CACHE, "reachable"]] });
});

test("a deny rule made by hand blocks", async () => {
  await live.firewall("quick-fix", { denied: [{ IPProtocol: "tcp" }], destinationRanges: ["10.166.0.0/16"] });
  expect(await said()).toEqual({ verdict: "blocked", paths: [[SERVICE, CACHE, "blocked", "FIREWALL_RULE"]] });
});

const instances = `redis/v1/${at}/locations/${REGION}/instances`;
const PLACES: [string, string, () => Promise<unknown>][] = [
  [
    "a Redis that was made anew unreadProjects",
    "ADDRESS_MISMATCH",
    async () => {
      await live.does("DELETE", `${instances}/acme-redis`);
      const range = { reservedIpRange: "10.107.0.0/29", tier: "BASIC", memorySizeGb: 1 };
      await live.make(`${instances}?instanceId=acme-redis`, {
        ...range,
        authorizedNetwork: `${at}/global/networks/acme-vpc`,
      });
    },
  ],
  [
    "a port of a test's default",
    "REDIS_INSTANCE_UNSUPPORTED_PORT",
    () =>
      replaced([
        { name: "REDIS_HOST", value: host },
        { name: "REDIS_PORT", value: "6381" },
      ]),
  ],
  ["localhost", "ADDRESS_MISMATCH", () => replaced([{ name: "REDIS_HOST", value: "localhost" }])],
  [
    "a URL with a stale address, whose password is not repeated",
    "ADDRESS_MISMATCH",
    () => replaced([{ name: "REDIS_URL", value: "redis://:hunter2@10.107.0.3:6379/0" }]),
  ],
  [
    "a connector that a script took away",
    "VPC_CONNECTOR_NOT_SET",
    () => replaced([{ name: "REDIS_HOST", value: host }], { vpcAccess: {} }),
  ],
];

async function replaced(env: Json[], template: Json = {}) {
  await live.does("DELETE", `run/v2/${at}/locations/${REGION}/services/acme-api`);
  await live.service("acme-api", env, {}, template);
}

test.each(PLACES)("%s blocks: %s", async (_, code, happens) => {
  await happens();
  const { verdict, paths } = await said();
  expect({ verdict, codes: paths.flatMap(([, , , ...codes]) => codes) }).toEqual({ verdict: "blocked", codes: [code] });
});

test("a connector on another network is told by its name alone", async () => {
  await live.make(`vpcaccess/v1/${at}/locations/${REGION}/connectors?connectorId=lost`, {
    network: "default",
    ipCidrRange: "10.3.0.0/28",
  });
  const vpcAccess = { connector: `${at}/locations/${REGION}/connectors/lost` };
  await replaced([{ name: "REDIS_HOST", value: host }], { vpcAccess });
  expect((await said()).paths).toEqual([[SERVICE, CACHE, "blocked", "GOOGLE_MANAGED_SERVICE_NO_PEERING"]]);
});

test("who holds the address of a Redis means it, whatever the variable is called", async () => {
  await replaced([{ name: "CACHE", value: `${host}:6379` }]);
  expect((await said()).paths).toEqual([[SERVICE, CACHE, "reachable"]]);
});

test("an address of a cluster is not called nobody's", async () => {
  const discoveryEndpoints = [{ address: "10.0.0.77", port: 6379 }];
  await live.make(`redis/v1/${at}/locations/${REGION}/clusters?clusterId=big`, { discoveryEndpoints });
  await replaced([{ name: "REDIS_HOST", value: "10.0.0.77" }]);
  expect((await said()).paths).toEqual([[SERVICE, "google_redis_cluster.big", "unknown", "UNRESOLVED_REFERENCE"]]);
});

test("a host name is not written, and not taken for nothing", async () => {
  await replaced([{ name: "REDIS_HOST", value: "redis.acme.internal" }]);
  expect(JSON.stringify(await live.read())).not.toContain("redis.acme.internal");
  expect((await said()).verdict).toBe("unknown");
});

test("requests that go to an older revision are not vouched for", async () => {
  const service = `${at}/locations/${REGION}/services/acme-api`;
  const traffic = [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: "acme-api-00001-reh", percent: 100 }];
  const { template } = await live.does("GET", `run/v2/${service}`);
  await live.does("PATCH", `run/v2/${service}`, { template: { ...template, timeout: "60s" }, traffic });
  // It is there, and cannot be read any more.
  live.cloud.cloud.store.remove(`run/${service}/revisions/acme-api-00001-reh`);
  expect((await said()).paths).toEqual([[SERVICE, CACHE, "unknown", "UNRESOLVED_REFERENCE"]]);
});

test("a policy from above that may speak of Redis makes unknown, one that speaks of others does not", async () => {
  const policies = "compute/v1/locations/global/firewallPolicies";
  await live.make(`${policies}?parentId=organizations/1`, { shortName: "org-rules" });
  const [{ name }] = (await live.does("GET", `${policies}?parentId=organizations/1`)).items;
  const rule = { action: "deny", direction: "EGRESS", match: { destIpRanges: ["172.16.0.0/12"], layer4Configs: [] } };
  await live.make(`${policies}/${name}/addRule`, { ...rule, priority: 1 });
  await live.make(`${policies}/${name}/addAssociation`, { name: "org", attachmentTarget: "organizations/1" });
  expect((await said()).verdict).toBe("reachable");
  await live.make(`${policies}/${name}/addRule`, { ...rule, priority: 2, match: { destIpRanges: ["10.0.0.0/8"] } });
  expect((await said()).paths).toEqual([[SERVICE, CACHE, "unknown", "UNEVALUATED_POLICY"]]);
});

test("a network of another project is decided there", async () => {
  const inventory = JSON.parse(JSON.stringify(await live.read()));
  found(inventory, SERVICE).template[0].vpc_access[0].connector = CONNECTOR.replace(PROJECT, "acme-host");
  const unread = unreadProjects(inventory.resources, [PROJECT]);
  expect(unread).toMatchObject([{ what: "the networks of the project acme-host", project: "acme-host" }]);
  const { paths } = judge(readJson({ ...inventory, unread }, "live.json"));
  expect(paths.map(({ verdict }) => verdict)).toEqual(["unknown"]);
});

test("a worker pool is a caller like a service", async () => {
  const containers = [{ image: "gcr.io/acme/queue:1", env: [{ name: "REDIS_HOST", value: host }] }];
  const network = `${at}/global/networks/acme-vpc`;
  const networkInterfaces = [{ network, subnetwork: `${at}/regions/${REGION}/subnetworks/acme-subnet` }];
  await live.make(`run/v2/${at}/locations/${REGION}/workerPools?workerPoolId=queue`, {
    template: { containers, vpcAccess: { networkInterfaces, egress: "PRIVATE_RANGES_ONLY" } },
  });
  const pool = "google_cloud_run_v2_worker_pool.queue";
  expect((await said()).paths).toContainEqual([pool, CACHE, "reachable"]);
});

test("a function of the second generation is judged once, as the Cloud Run service that it is", async () => {
  await live.make(`cloudfunctions/v2/${at}/locations/${REGION}/functions?functionId=worker`, {
    buildConfig: { runtime: "nodejs22", entryPoint: "run" },
    serviceConfig: { vpcConnector: CONNECTOR, environmentVariables: { REDIS_HOST: host } },
  });
  const worker = "google_cloud_run_v2_service.worker";
  expect((await said()).paths.filter(([from]) => String(from).includes("worker"))).toEqual([
    [worker, CACHE, "reachable"],
  ]);
});

test("an address of a secret that nobody reads is a path, and unknown", async () => {
  const reference = { secretKeyRef: { secret: "redis-url", version: "latest" } };
  await live.service("other-api", [{ name: "REDIS_URL", valueSource: reference }]);
  const other = "google_cloud_run_v2_service.other-api";
  expect((await said()).paths).toContainEqual([other, null, "unknown", "UNRESOLVED_REFERENCE"]);
});

test("the endpoint of a cluster is an address of that cluster", async () => {
  await live.make(`redis/v1/${at}/locations/${REGION}/clusters?clusterId=big`, {
    clusterEndpoints: [{ connections: [{ pscConnection: { address: "10.77.0.9" } }] }],
  });
  await live.service("other-api", [{ name: "REDIS_HOST", value: "10.77.0.9" }]);
  const path = ["google_cloud_run_v2_service.other-api", "google_redis_cluster.big", "unknown", "UNRESOLVED_REFERENCE"];
  expect((await said()).paths).toContainEqual(path);
});
