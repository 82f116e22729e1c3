import { judged, planOf } from "../../../corpus/score/drift/judged";
import { changedPlan } from "../../src/changes/read";
import { Live } from "../../src/drift/live";
import type { DriftReport } from "../../src/drift/model";
import { readText } from "../../src/inputs/read";
import type { Json } from "../inputs";

const NETWORK = "projects/acme-staging/global/networks/acme-vpc";
const PEERING = { name: "servicenetworking-googleapis-com", state: "ACTIVE", network: NETWORK };

/** The live project as the plan found it, changed. */
function live(change: (inventory: Json) => void = () => {}, changePlan: (plan: Json) => void = () => {}): DriftReport {
  const plan = JSON.parse(JSON.stringify(planOf("none-closed")));
  changePlan(plan);
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

const service = (inventory: Json) => of(inventory, "google_cloud_run_v2_service").values;
const variables = (values: Json) => values.template[0].containers[0].env;

test("values that an inventory does not write are what they were, unless it would have written them", () => {
  const mode = { name: "MODE", value: "fast", value_source: [] };
  const withMode = (plan: Json) => {
    const { resources } = plan.prior_state.values.root_module;
    variables(resources.find((one: Json) => one.type === "google_cloud_run_v2_service").values).push(mode);
  };
  const hide = (name: string) => (inventory: Json) => {
    variables(service(inventory)).find((one: Json) => one.name === name).value = null;
  };
  expect(live(hide("MODE"), withMode).verdict).toBe("clean");
  expect(live(hide("REDIS_HOST"), withMode).drifted[0]).toMatchObject({ tier: "breaks", before: "10.166.0.3" });
});

test("an inventory of another project with the same names is refused, whichever way it names the project", () => {
  const other = (text: string) => JSON.parse(text.replaceAll("acme-staging", "acme-other"));
  const refused = /belongs to another project, acme-other/;
  expect(() => live((it) => Object.assign(it, other(JSON.stringify(it))))).toThrow(refused);
  expect(() => live((it) => Object.assign(it, { project: "acme-other" }))).toThrow(refused);
  const bare = (it: Json) => {
    Object.assign(it, other(JSON.stringify(it)));
    for (const { values } of it.resources) for (const key of ["project", "id", "self_link"]) delete values[key];
  };
  expect(() => live(bare)).toThrow(refused);
});

test("where an older revision takes the requests, or the newest one failed, the path is unknown", () => {
  const latest = { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 };
  const older = { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: "orders-api-00000-old", percent: 50 };
  const failed = { latest_created_revision: "r-2", terminal_condition: [{ type: "Ready", state: "CONDITION_FAILED" }] };
  const changes: [Json, string][] = [
    [{ traffic: [latest] }, "clean"],
    [{ traffic: [{ ...older, percent: 100 }] }, "unknown"],
    [{ traffic: [{ ...latest, percent: 50 }, older] }, "unknown"],
    [{ latest_ready_revision: "r-1", ...failed }, "unknown"],
    [{ latest_ready_revision: undefined, ...failed }, "breaks"],
  ];
  for (const [values, verdict] of changes)
    expect([values, live((it) => Object.assign(service(it), values)).verdict]).toEqual([values, verdict]);
});

test("ingress that was opened since the plan weakens; a range that shrank is named", () => {
  const isInternal = (plan: Json) => {
    const { prior_state, resource_drift } = JSON.parse(
      JSON.stringify(plan).replaceAll("INGRESS_TRAFFIC_ALL", "INGRESS_TRAFFIC_INTERNAL_ONLY"),
    );
    Object.assign(plan, { prior_state, resource_drift });
  };
  const opened = live((it) => Object.assign(service(it), { ingress: "INGRESS_TRAFFIC_ALL" }), isInternal);
  expect(opened).toMatchObject({
    verdict: "weakens",
    drifted: expect.arrayContaining([expect.objectContaining({ code: "INGRESS_WIDENED" })]),
  });
  const shrunk = live((it) => Object.assign(of(it, "google_compute_global_address").values, { prefix_length: 24 }));
  expect(shrunk.verdict).toBe("benign");
  expect(shrunk.drifted[0]).toMatchObject({ attribute: "prefix_length", tier: "benign" });
});

test.each(["service", "worker_pool"])("a %s that nobody manages and that holds Redis's address is named", (kind) => {
  const unmanaged = (value: string) =>
    live((it) => {
      const env = [{ name: "REDIS_HOST", value, value_source: [] }];
      const template = [{ containers: [{ env }], vpc_access: [], volumes: [] }];
      add(`google_cloud_run_v2_${kind}`, "hand", { location: "europe-west1", template })(it);
    }).unmanaged;
  expect(unmanaged("10.166.0.3")).toMatchObject([
    { name: "hand", tier: "benign", message: expect.stringContaining("cannot reach it") },
  ]);
  expect(unmanaged("10.9.9.9")).toEqual([]);
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
