import { attach } from "../../../rehearsal/server/kinds/shared-vpc";
import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { denied, instead } from "./answers";
import { found, LiveProject, PROJECT, REGION } from "./live";

const HOST = "acme-host";
const NETWORK = `projects/${HOST}/global/networks/shared-vpc`;
const SUBNET = `projects/${HOST}/regions/${REGION}/subnetworks/shared-subnet`;
const CACHE = "google_redis_instance.acme-redis";

let live: LiveProject;
beforeEach(async () => {
  live = await LiveProject.open();
  const compute = `compute/v1/projects/${HOST}`;
  await live.make(`${compute}/global/networks`, { name: "shared-vpc", autoCreateSubnetworks: false });
  await live.make(`${compute}/regions/${REGION}/subnetworks`, {
    name: "shared-subnet",
    network: NETWORK,
    ipCidrRange: "10.0.0.0/24",
  });
  await live.make(`${compute}/global/addresses`, {
    name: "shared-range",
    network: NETWORK,
    purpose: "VPC_PEERING",
    addressType: "INTERNAL",
    address: "10.166.0.0",
    prefixLength: 16,
  });
  const { projectNumber } = await live.does("GET", `cloudresourcemanager/v1/projects/${HOST}`);
  await live.make("servicenetworking/v1/services/servicenetworking.googleapis.com/connections", {
    network: NETWORK.replace(HOST, projectNumber),
    reservedPeeringRanges: ["shared-range"],
  });
  await live.make(`redis/v1/projects/${PROJECT}/locations/${REGION}/instances?instanceId=acme-redis`, {
    tier: "BASIC",
    memorySizeGb: 1,
    authorizedNetwork: NETWORK,
    connectMode: "PRIVATE_SERVICE_ACCESS",
  });
  const { host } = await live.does("GET", `redis/v1/projects/${PROJECT}/locations/${REGION}/instances/acme-redis`);
  const networkInterfaces = [{ network: NETWORK, subnetwork: SUBNET, tags: ["api"] }];
  const vpcAccess = { networkInterfaces, egress: "PRIVATE_RANGES_ONLY" };
  await live.service("acme-api", [{ name: "REDIS_HOST", value: host }], {}, { vpcAccess });
});
afterEach(() => live.close());

async function said(get = live.get) {
  const inventory = await live.read(get);
  const { paths, verdict } = judge(readJson(JSON.parse(JSON.stringify(inventory)), "live.json"));
  return { verdict, paths: paths.map(({ to, verdict, causes }) => [to, verdict, ...causes.map(({ code }) => code)]) };
}

const REACHABLE = { verdict: "reachable", paths: [[CACHE, "reachable"]] };

test("the networks of the host project are read from there, and decide", async () => {
  attach(PROJECT, HOST, live.cloud.cloud.store);
  expect(await said()).toEqual(REACHABLE);
  const inventory = await live.read();
  expect(inventory.unread).toEqual([]);
  expect(found(inventory, `google_compute_network.${HOST}/shared-vpc`)).toMatchObject({ project: HOST });
  expect(found(inventory, `google_service_networking_connection.${HOST}/shared-vpc`)).toMatchObject({
    network: NETWORK,
  });
});

test("the routes of the host's peering are read in the region of this project's Redis, and decide", async () => {
  attach(PROJECT, HOST, live.cloud.cloud.store);
  const list = `google_compute_exchanged_peering_routes.${HOST}/shared-vpc/servicenetworking-googleapis-com/${REGION}`;
  expect(found(await live.read(), list)).toMatchObject({ network: NETWORK, routes: [{ imported: true }] });
  const rejected = { items: [{ destRange: "10.166.0.0/29", type: "SUBNET_PEERING_ROUTE", imported: false }] };
  const get = instead(live.get, `projects/${HOST}/global/networks/shared-vpc/listPeeringRoutes`, { body: rejected });
  expect(await said(get)).toEqual({ verdict: "blocked", paths: [[CACHE, "blocked", "NO_ROUTE"]] });
});

test("a deny rule in the host project blocks, and one of the same name here does not", async () => {
  attach(PROJECT, HOST, live.cloud.cloud.store);
  const deny = { name: "quick-fix", direction: "EGRESS", priority: 500, denied: [{ IPProtocol: "tcp" }] };
  await live.make(`compute/v1/projects/${PROJECT}/global/firewalls`, {
    ...deny,
    network: `projects/${PROJECT}/global/networks/default`,
  });
  expect(await said()).toEqual(REACHABLE);
  await live.make(`compute/v1/projects/${HOST}/global/firewalls`, { ...deny, network: NETWORK });
  expect(await said()).toEqual({ verdict: "blocked", paths: [[CACHE, "blocked", "FIREWALL_RULE"]] });
});

test.each([
  ["the host's firewall rules", `projects/${HOST}/global/firewalls`],
  ["the host's networks", `projects/${HOST}/global/networks?`],
  ["which project is the host", "getXpnHost"],
])("where %s may not be read, the path is unknown", async (_, part) => {
  attach(PROJECT, HOST, live.cloud.cloud.store);
  const { paths } = await said(instead(live.get, part, denied));
  expect(paths.map(([, verdict]) => verdict)).toEqual(["unknown"]);
});

test("a connector of the host project is read from there", async () => {
  attach(PROJECT, HOST, live.cloud.cloud.store);
  const connectors = `projects/${HOST}/locations/${REGION}/connectors`;
  await live.make(`vpcaccess/v1/${connectors}?connectorId=shared-conn`, {
    network: "shared-vpc",
    ipCidrRange: "10.2.0.0/28",
  });
  const { host } = await live.does("GET", `redis/v1/projects/${PROJECT}/locations/${REGION}/instances/acme-redis`);
  const store = live.cloud.cloud.store;
  const name = `run/projects/${PROJECT}/locations/${REGION}/services/acme-api`;
  const containers = [{ image: "x", env: [{ name: "REDIS_HOST", value: host }] }];
  const vpcAccess = { connector: `${connectors}/shared-conn`, egress: "PRIVATE_RANGES_ONLY" };
  store.put(name, { ...store.get(name), template: { containers, vpcAccess } });
  expect(await said()).toEqual(REACHABLE);
  await live.make(`compute/v1/projects/${HOST}/global/firewalls`, {
    name: "deny-connectors",
    network: NETWORK,
    direction: "EGRESS",
    priority: 500,
    denied: [{ IPProtocol: "tcp" }],
    targetTags: ["vpc-connector"],
  });
  expect((await said()).verdict).toBe("blocked");
});

test("a zone of this project is not trusted alone in a network of the host, whose zones are not read", async () => {
  attach(PROJECT, HOST, live.cloud.cloud.store);
  const zones = `dns/v1/projects/${PROJECT}/managedZones`;
  const { host } = await live.does("GET", `redis/v1/projects/${PROJECT}/locations/${REGION}/instances/acme-redis`);
  await live.make(zones, {
    name: "internal",
    dnsName: "acme.internal.",
    description: "x",
    visibility: "private",
    privateVisibilityConfig: { networks: [{ networkUrl: `https://www.googleapis.com/compute/v1/${NETWORK}` }] },
  });
  await live.make(`${zones}/internal/rrsets`, { name: "redis.acme.internal.", type: "A", rrdatas: [host] });
  const vpcAccess = { networkInterfaces: [{ network: NETWORK, subnetwork: SUBNET }], egress: "PRIVATE_RANGES_ONLY" };
  await live.does("DELETE", `run/v2/projects/${PROJECT}/locations/${REGION}/services/acme-api`);
  await live.service("acme-api", [{ name: "REDIS_HOST", value: "redis.acme.internal" }], {}, { vpcAccess });
  expect((await said()).paths).toEqual([[null, "unknown", "ADDRESS_MISMATCH"]]);
});

test("without the link of a Shared VPC nothing of another project is read", async () => {
  expect((await said()).paths.map(([, verdict]) => verdict)).toEqual(["unknown"]);
  const inventory = await live.read();
  expect(inventory.unread).toMatchObject([{ what: `the networks of the project ${HOST}`, project: HOST }]);
  attach(PROJECT, "acme-other", live.cloud.cloud.store);
  expect((await live.read()).unread).toMatchObject([{ project: HOST }]);
});

test("a project whose own networks suffice is not asked for its host", async () => {
  await live.does("DELETE", `run/v2/projects/${PROJECT}/locations/${REGION}/services/acme-api`);
  await live.does("DELETE", `redis/v1/projects/${PROJECT}/locations/${REGION}/instances/acme-redis`);
  const before = live.cloud.asked.length;
  await live.read();
  const asked = live.cloud.asked.slice(before).map(({ path }) => path);
  expect(asked.filter((path) => /getXpnHost|acme-host/.test(path))).toEqual([]);
});
