import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
type Json = any;

const state: Json = JSON.parse(readFileSync(join(__dirname, "../../../corpus/samples/state/applied.json"), "utf8"));
const SERVICE = "google_cloud_run_v2_service.api";
const CONNECTOR = "google_vpc_access_connector.conn";
const CACHE = "google_redis_instance.cache";
const RULE = "google_compute_firewall.redis_out";
const REPLICA = "10.166.204.99";
const REVISIONS = "projects/acme/locations/europe-west1/services/orders-api/revisions";

interface World {
  of: (address: string) => Json;
  resources: Json[];
}

/** What is said of the applied world after something happened to it. */
function after(change: (world: World) => void): string[] {
  const json = structuredClone(state);
  const { resources } = json.values.root_module;
  const of = (address: string) => resources.find((resource: Json) => resource.address === address).values;
  change({ of, resources });
  const { verdict, paths } = judge(readJson(json, "state.json"));
  return [verdict, ...paths.flatMap(({ causes }) => causes.map(({ code }) => code))];
}

test.each([
  ["READY", ["reachable"]],
  ["", ["unknown", "VPC_CONNECTOR_NOT_RUNNING"]],
  [null, ["unknown", "VPC_CONNECTOR_NOT_RUNNING"]],
  ["UPDATING", ["unknown", "VPC_CONNECTOR_NOT_RUNNING"]],
  ["CREATING", ["blocked", "VPC_CONNECTOR_NOT_RUNNING"]],
  ["DELETING", ["blocked", "VPC_CONNECTOR_NOT_RUNNING"]],
])("a connector that is recorded as %p", (said, wanted) => {
  expect(after(({ of }) => Object.assign(of(CONNECTOR), { state: said }))).toEqual(wanted);
});

describe("the revision that serves", () => {
  const serving = (attributes: Json) => after(({ of }) => Object.assign(of(SERVICE), attributes));
  const pinned = (revision: string) => [
    { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision, percent: 100, tag: "" },
  ];
  const revisions = (created: string, ready: string) => ({
    latest_created_revision: `${REVISIONS}/${created}`,
    latest_ready_revision: `${REVISIONS}/${ready}`,
  });

  test("is an older one, as the newest is not ready", () => {
    expect(serving(revisions("api-2", "api-1"))).toEqual(["unknown", "CLOUD_RUN_REVISION_NOT_READY"]);
  });

  test("is an older one by name", () => {
    const attributes = { ...revisions("api-2", "api-2"), traffic: pinned("api-1") };
    expect(serving(attributes)).toEqual(["unknown", "UNRESOLVED_REFERENCE"]);
  });

  test("is the newest one by name", () => {
    expect(serving({ ...revisions("api-2", "api-2"), traffic: pinned("api-2") })).toEqual(["reachable"]);
  });
});

describe("of two addresses the one that is called is asked about", () => {
  const called = (host: string, denied: string) =>
    after(({ of, resources }) => {
      const { host: primary } = of(CACHE);
      const known = { read_endpoint: REPLICA, read_endpoint_port: 6379, tier: "STANDARD_HA" };
      Object.assign(of(CACHE), known, { read_replicas_mode: "READ_REPLICAS_ENABLED" });
      const env = of(SERVICE).template[0].containers[0].env.find(({ name }: Json) => name === "REDIS_HOST");
      env.value = host === "primary" ? primary : REPLICA;
      const rule = structuredClone(resources.find(({ address }) => address === RULE));
      const deny = { priority: 1, target_tags: [], allow: [], deny: [{ protocol: "tcp", ports: ["6379"] }] };
      const destination_ranges = [`${denied === "primary" ? primary : REPLICA}/32`];
      Object.assign(rule.values, deny, { name: "cut", destination_ranges });
      resources.push({ ...rule, address: "google_compute_firewall.cut", name: "cut" });
    });

  test.each([
    ["primary", "primary", ["blocked", "FIREWALL_RULE"]],
    ["primary", "replica", ["reachable"]],
    ["replica", "replica", ["blocked", "FIREWALL_RULE"]],
    ["replica", "primary", ["reachable"]],
  ])("%s is called, %s is denied", (host, denied, wanted) => {
    expect(called(host, denied)).toEqual(wanted);
  });
});

test("a service that depends on Redis and is told no address of it is not known to reach it", () => {
  const verdict = after(({ of }) => {
    const [container] = of(SERVICE).template[0].containers;
    container.env = container.env.filter(({ name }: Json) => name !== "REDIS_HOST");
  });
  expect(verdict).toEqual(["unknown", "UNRESOLVED_REFERENCE"]);
});

test("what has been made was not refused, whatever Google would say to it now", () => {
  const verdict = after(({ of }) => {
    Object.assign(of("google_compute_network.vpc"), { auto_create_subnetworks: true });
    Object.assign(of(CONNECTOR), { ip_cidr_range: "10.2.0.0/27", min_instances: 3, max_instances: 3 });
    Object.assign(of(CACHE), { location_id: "us-east1-b" });
  });
  expect(verdict).toEqual(["reachable"]);
});
