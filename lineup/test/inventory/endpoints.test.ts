import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { denied, instead } from "./answers";
import { found, type Json, LiveProject, PROJECT, REGION } from "./live";

const at = `projects/${PROJECT}`;
const network = `${at}/global/networks/acme-vpc`;
const RULES = `compute/projects/${PROJECT}/regions/${REGION}/forwardingRules`;

let live: LiveProject;
beforeEach(async () => {
  live = await LiveProject.open();
  await live.settle();
  await live.make(
    `networkconnectivity/v1/${at}/locations/${REGION}/serviceConnectionPolicies?serviceConnectionPolicyId=caches`,
    {
      network,
      serviceClass: "gcp-memorystore-redis",
      pscConfig: { subnetworks: [`${at}/regions/${REGION}/subnetworks/acme-subnet`] },
    },
  );
  const clusters = `redis/v1/${at}/locations/${REGION}/clusters`;
  await live.make(`${clusters}?clusterId=big`, { pscConfigs: [{ network }], shardCount: 3 });
  const { discoveryEndpoints } = await live.does("GET", `${clusters}/big`);
  await live.does("DELETE", `run/v2/${at}/locations/${REGION}/services/acme-api`);
  await live.service("acme-api", [{ name: "REDIS_HOST", value: discoveryEndpoints[0].address }]);
});
afterEach(() => live.close());

const rules = () => [...live.cloud.cloud.store.matching((one) => one === RULES)];
const changed = (more: Json, index = 0) => {
  const rule = rules()[index];
  if (rule) live.cloud.cloud.store.put(rule.name, { ...rule.thing, ...more });
};

async function said(get = live.get) {
  const { paths } = judge(readJson(JSON.parse(JSON.stringify(await live.read(get))), "live.json"));
  return paths.map(({ to, verdict, causes }) => [to, verdict, ...causes.map(({ code }) => code)]);
}

const CLUSTER = "google_redis_cluster.big";
const CODE = "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT";

test("endpoints whose connections are accepted are reachable, and are written", async () => {
  expect(await said()).toEqual([[CLUSTER, "reachable"]]);
  const [rule] = rules();
  expect(found(await live.read(), `google_compute_forwarding_rule.${rule?.thing.name}`)).toMatchObject({
    psc_connection_status: "ACCEPTED",
    ip_address: rule?.thing.IPAddress,
  });
});

test.each([
  ["CLOSED", "blocked"],
  ["REJECTED", "blocked"],
  ["PENDING", "unknown"],
  ["NEEDS_ATTENTION", "unknown"],
  ["STATUS_UNSPECIFIED", "unknown"],
])("a connection that is %s: %s, at either of its endpoints", async (pscConnectionStatus, verdict) => {
  changed({ pscConnectionStatus });
  expect(await said()).toEqual([[CLUSTER, verdict, CODE]]);
  changed({ pscConnectionStatus: "ACCEPTED" });
  changed({ pscConnectionStatus }, 1);
  expect(await said()).toEqual([[CLUSTER, verdict, CODE]]);
});

test("an endpoint without a forwarding rule in the project leaves it unknown", async () => {
  const [first] = rules();
  live.cloud.cloud.store.remove(first?.name ?? "");
  expect(await said()).toEqual([[CLUSTER, "unknown", CODE]]);
});

test.each<[string, Json]>([
  [
    "is in another network",
    { network: `https://www.googleapis.com/compute/v1/${network.replace("acme-vpc", "default")}` },
  ],
  ["is no endpoint", { pscConnectionStatus: undefined }],
])("a forwarding rule at its address that %s does not stand for the one that is missing", async (_, more) => {
  changed(more);
  expect(await said()).toEqual([[CLUSTER, "unknown", CODE]]);
});

test("a forwarding rule of another network at the same address says nothing", async () => {
  const [first] = rules();
  live.cloud.cloud.store.put(`${RULES}/other`, {
    ...first?.thing,
    name: "other",
    network: `https://www.googleapis.com/compute/v1/${at}/global/networks/default`,
    pscConnectionStatus: "CLOSED",
  });
  expect(await said()).toEqual([[CLUSTER, "reachable"]]);
});

test("where the forwarding rules may not be read, the path is unknown", async () => {
  expect(await said(instead(live.get, "aggregated/forwardingRules", denied))).toEqual([
    [CLUSTER, "unknown", "UNRESOLVED_REFERENCE"],
  ]);
});

const POLICIES = "/serviceConnectionPolicies";

test("endpoints outlive their policy: without it, or where it may not be read, they are reachable", async () => {
  expect(await said(instead(live.get, POLICIES, denied))).toEqual([[CLUSTER, "reachable"]]);
  expect((await live.read(instead(live.get, POLICIES, denied))).unread).toMatchObject([
    { what: "service connection policies", why: expect.stringContaining("roles/iam.securityReviewer") },
  ]);
  live.cloud.cloud.store.remove(`networkconnectivity/${at}/locations/${REGION}/serviceConnectionPolicies/caches`);
  expect(await said()).toEqual([[CLUSTER, "reachable"]]);
});

test("a project without such endpoints is not asked for them, and other forwarding rules are not written", async () => {
  changed({ name: "of-a-load-balancer", IPAddress: "10.0.0.200" });
  expect(JSON.stringify(await live.read())).not.toContain("of-a-load-balancer");
  await live.does("DELETE", `redis/v1/${at}/locations/${REGION}/clusters/big`);
  const before = live.cloud.asked.length;
  await live.read();
  const asked = live.cloud.asked.slice(before).filter(({ path }) => /forwardingRules|serviceConnection/.test(path));
  expect(asked).toEqual([]);
});
