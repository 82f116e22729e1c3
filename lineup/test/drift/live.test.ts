import { judged, planOf } from "../../../corpus/score/drift/judged";
import { changedPlan } from "../../src/changes/read";
import { Live } from "../../src/drift/live";
import type { DriftReport } from "../../src/drift/model";
import { readText } from "../../src/inputs/read";
import type { Json } from "../inputs";

const NETWORK = "projects/acme-staging/global/networks/acme-vpc";
const PEERING = { name: "servicenetworking-googleapis-com", state: "ACTIVE", network: NETWORK };

/** The live project as the plan found it, changed. */
function live(change: (inventory: Json) => void = () => {}): DriftReport {
  const plan = planOf("none-closed");
  const resources = plan.prior_state.values.root_module.resources.map(({ type, name, values }: Json) => ({
    type,
    name: type === "google_service_networking_connection" ? "acme-vpc" : (values.name ?? name),
    values: structuredClone(values),
  }));
  resources.push({ type: "google_compute_network_peering", name: "acme-vpc/peering", values: { ...PEERING } });
  const inventory = { schema: "lineup/inventory/1", project: "acme-staging", resources, unread: [] };
  change(inventory);
  const model = readText(JSON.stringify(inventory), "live.json");
  return judged(plan, { live: new Live(model, changedPlan(plan, "plan.json").before) });
}

const of = (inventory: Json, type: string) => inventory.resources.find((one: Json) => one.type === type);
const add = (type: string, name: string, values: Json) => (inventory: Json) =>
  inventory.resources.push({ type, name, values: { name, network: NETWORK, ...values } });
const rule = (name: string, values: Json) => add("google_compute_firewall", name, { direction: "EGRESS", ...values });

test("a live project in which nothing else is adds nothing", () => {
  expect(live()).toMatchObject({
    verdict: "clean",
    unmanaged: [],
    drifted: expect.not.arrayContaining([{ tier: "benign" }]),
  });
});

test.each<[string, string, (inventory: Json) => void]>([
  [
    "a deny made by hand",
    "breaks",
    rule("emergency", { priority: 500, deny: [{ protocol: "all" }], destination_ranges: ["10.166.0.0/16"] }),
  ],
  [
    "an allow made by hand",
    "weakens",
    rule("hole", { priority: 500, allow: [{ protocol: "tcp", ports: ["443"] }], destination_ranges: ["0.0.0.0/0"] }),
  ],
  [
    "an allow that says what is allowed already",
    "benign",
    rule("twin", {
      priority: 500,
      allow: [{ protocol: "tcp", ports: ["6379"] }],
      destination_ranges: ["10.166.0.0/20"],
      target_tags: ["vpc-connector-europe-west1-orders-conn"],
    }),
  ],
  [
    "a deny that is not about Redis",
    "benign",
    rule("other", { priority: 500, deny: [{ protocol: "udp" }], destination_ranges: ["10.166.0.0/16"] }),
  ],
  [
    "a connector that nobody manages",
    "benign",
    add("google_vpc_access_connector", "second", {
      region: "europe-west1",
      network: "acme-vpc",
      ip_cidr_range: "10.9.0.0/28",
      state: "READY",
    }),
  ],
  [
    "a policy-based route",
    "unknown",
    add("google_network_connectivity_policy_based_route", "detour", {
      filter: [{ dest_range: "10.166.0.0/16", ip_protocol: "ALL", protocol_version: "IPV4" }],
    }),
  ],
])("%s: %s", (_, tier, change) => {
  const report = live(change);
  expect(report.verdict).toBe(tier);
  expect(report.unmanaged).toMatchObject([{ tier }]);
  expect(report.drifted.filter((one) => one.tier !== "noise")).toEqual([]);
});

test("Google's own rules, and those of other networks, are nobody's business", () => {
  const report = live((inventory) => {
    rule("aet-europewest1-orders--conn-egrfw", { priority: 100, allow: [{ protocol: "all" }] })(inventory);
    rule("elsewhere", { priority: 1, deny: [{ protocol: "all" }], network: NETWORK.replace("acme-vpc", "other") })(
      inventory,
    );
  });
  expect(report).toMatchObject({ verdict: "clean", unmanaged: [] });
});

test("what another writer does to a service is seen, and that no plan knows of it is said", () => {
  const report = live((inventory) => {
    const [container] = of(inventory, "google_cloud_run_v2_service").values.template[0].containers;
    container.env.find((one: Json) => one.name === "REDIS_HOST").value = "10.9.9.9";
  });
  expect(report.verdict).toBe("breaks");
  expect(report.drifted[0]).toMatchObject({ tier: "breaks", before: "10.166.0.3", after: "10.9.9.9" });
  expect(report.drifted[0]?.repair).toMatch(/this plan does not contain it/);
});

test("values that an inventory does not write are what they were", () => {
  const report = live((inventory) => {
    const [container] = of(inventory, "google_cloud_run_v2_service").values.template[0].containers;
    for (const one of container.env) one.value = null;
  });
  expect(report.verdict).toBe("clean");
});

test("a connector taken away, a Redis that is gone, a connection without its peering: each breaks", () => {
  const verdicts = [
    live((it) => {
      of(it, "google_cloud_run_v2_service").values.template[0].vpc_access = [];
    }),
    live((it) => {
      it.resources = it.resources.filter((one: Json) => one.type !== "google_redis_instance");
    }),
    live((it) => {
      it.resources = it.resources.filter((one: Json) => one.type !== "google_compute_network_peering");
    }),
    live((it) => {
      of(it, "google_compute_network_peering").values.state = "INACTIVE";
    }),
  ].map(({ verdict }) => verdict);
  expect(verdicts).toEqual(["breaks", "breaks", "breaks", "breaks"]);
});

test("a Redis with a peering of its own breaks when that one is INACTIVE or gone", () => {
  const direct = (state: string | undefined) =>
    live((it) => {
      of(it, "google_redis_instance").values.connect_mode = "DIRECT_PEERING";
      const peering = of(it, "google_compute_network_peering");
      if (state !== undefined) Object.assign(peering.values, { name: "redis-peer-100000000001", state });
    }).verdict;
  expect([direct("INACTIVE"), direct(undefined)]).toEqual(["breaks", "breaks"]);
});

test("what could not be read is unknown, and not gone", () => {
  const report = live((it) => {
    it.resources = it.resources.filter((one: Json) => one.type !== "google_compute_firewall");
    it.unread = [{ what: "firewall rules", why: "403", types: ["google_compute_firewall"] }];
  });
  expect(report.verdict).toBe("unknown");
  expect(report.unknown.join()).toContain("firewall rules could not be read: 403");
});
