import { judged, planOf } from "../../../corpus/score/drift/judged";
import { type Json, reviewed } from "../../../corpus/score/review/judge";
import { readJson } from "../../src/inputs/read";
import { findingsOf } from "../../src/rules/findings";
import { judge } from "../../src/verify";

// The same change, planned and made by hand: review and drift say it by the same rule.

const SSH = "google_compute_firewall.ssh";
const API = "google_cloud_run_v2_service.api";

type Values = Record<string, unknown>;
interface Made {
  address: string;
  before: Values | null;
  after: Values | null;
}

const typeOf = (address: string) => address.split(".")[0] ?? "";
const actionsOf = ({ before, after }: Made) => (!before ? ["create"] : after ? ["update"] : ["delete"]);
const resource = ({ address }: Made, values: Values) => ({
  address,
  mode: "managed",
  type: typeOf(address),
  name: address.split(".")[1],
  values,
});
const change = (made: Made) => ({
  address: made.address,
  mode: "managed",
  type: typeOf(made.address),
  change: { actions: actionsOf(made), before: made.before, after: made.after, after_unknown: {} },
});

function put(module: Json, made: Made, values: Values | null): void {
  const others = module.resources.filter(({ address }: Json) => address !== made.address);
  module.resources = values ? [...others, resource(made, values)] : others;
}

/** The values that a resource of a recorded plan has, with these instead. */
function valuesIn(plan: Json, address: string, changed: Values = {}): Values {
  const found = plan.prior_state.values.root_module.resources.find((one: Json) => one.address === address);
  return { ...structuredClone(found.values), ...changed };
}

function inReview(make: (plan: Json) => Made): { code: string; level: string; because: string[] }[] {
  const { risks } = reviewed("nothing", (plan) => {
    const made = make(plan);
    put(plan.prior_state.values.root_module, made, made.before);
    put(plan.planned_values.root_module, made, made.after);
    plan.resource_changes = [
      ...plan.resource_changes.filter(({ address }: Json) => address !== made.address),
      change(made),
    ];
  });
  return risks.map(({ code, level, because }) => ({ code, level, because }));
}

function inDrift(make: (plan: Json) => Made) {
  const plan = planOf("none-closed");
  const made = make(plan);
  put(plan.prior_state.values.root_module, made, made.after);
  put(plan.planned_values.root_module, made, made.before);
  plan.resource_drift = [change(made)];
  plan.resource_changes = [
    ...plan.resource_changes.filter(({ address }: Json) => address !== made.address),
    change({ ...made, before: made.after, after: made.before }),
  ];
  const { drifted } = judged(plan);
  return drifted.filter(({ tier }) => tier !== "noise").map(({ tier, code, rule }) => ({ tier, code, rule }));
}

const ssh = (sources: Values): Values => ({
  name: "ssh",
  network: "projects/acme-staging/global/networks/acme-vpc",
  project: "acme-staging",
  direction: "INGRESS",
  priority: 1000,
  disabled: false,
  allow: [{ protocol: "tcp", ports: ["22"] }],
  deny: [],
  source_ranges: [],
  ...sources,
});

test.each<[string, Values]>([
  ["::/0", { source_ranges: ["::/0"] }],
  ["0.0.0.0/0", { source_ranges: ["0.0.0.0/0"] }],
  ["two halves of all addresses", { source_ranges: ["0.0.0.0/1", "128.0.0.0/1"] }],
  ["two halves of all IPv6 addresses", { source_ranges: ["8000::/1", "::/1"] }],
  ["another spelling of ::/0", { source_ranges: ["0::0/0"] }],
  ["no source at all", { source_ranges: [] }],
])("an SSH firewall rule opened to %s is a finding, a risk and a weakening", (_, sources) => {
  const opened = () => ({
    address: SSH,
    before: ssh({ source_ranges: ["198.51.100.0/24"] }),
    after: ssh(sources),
  });
  expect(inReview(opened)).toEqual([{ code: "OPENED_TO_INTERNET", level: "caution", because: ["source_ranges"] }]);
  expect(inDrift(opened)).toEqual([{ tier: "weakens", code: "ALLOW_WIDENED", rule: "OPENED_TO_INTERNET" }]);
  const resources = [resource(opened(), ssh(sources))];
  const state = readJson({ format_version: "1.0", values: { root_module: { resources } } }, "state.json");
  const { topology, paths } = judge(state);
  expect(findingsOf({ topology, paths }).map(({ rule }) => rule)).toContain("ingress-from-anywhere");
});

test("an SSH firewall rule for named ranges is neither", () => {
  const moved = () => ({
    address: SSH,
    before: ssh({ source_ranges: ["198.51.100.0/24"] }),
    after: ssh({ source_ranges: ["198.51.100.0/25"] }),
  });
  expect(inReview(moved)).toEqual([]);
  expect(inDrift(moved)).toEqual([{ tier: "benign", code: "CHANGED", rule: undefined }]);
});

const ingress = (from: string, to: string) => (plan: Json) => ({
  address: API,
  before: valuesIn(plan, API, { ingress: from }),
  after: valuesIn(plan, API, { ingress: to }),
});
const [INTERNAL, BALANCED, ALL] = [
  "INGRESS_TRAFFIC_INTERNAL_ONLY",
  "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
  "INGRESS_TRAFFIC_ALL",
] as const;

test.each([
  [INTERNAL, BALANCED, "INGRESS_WIDENED"],
  [INTERNAL, ALL, "OPENED_TO_INTERNET"],
  [BALANCED, ALL, "OPENED_TO_INTERNET"],
])("a service whose ingress goes from %s to %s is %s in review and widened in drift", (from, to, id) => {
  expect(inReview(ingress(from, to))).toEqual([{ code: id, level: "caution", because: ["ingress"] }]);
  expect(inDrift(ingress(from, to))).toEqual([{ tier: "weakens", code: "INGRESS_WIDENED", rule: id }]);
});

test("a service whose ingress is narrowed is neither", () => {
  expect(inReview(ingress(ALL, BALANCED))).toEqual([]);
  expect(inDrift(ingress(BALANCED, INTERNAL))).toMatchObject([{ tier: "benign" }]);
});

test.each<[string, Values, Values]>([
  ["binding", { members: ["group:ops@example.com"] }, { members: ["group:ops@example.com", "allUsers"] }],
  ["member", { member: "group:ops@example.com" }, { member: "allAuthenticatedUsers" }],
])("an IAM %s that lets everybody invoke a service is said by both", (kind, was, is) => {
  const grant = { name: "api", role: "roles/run.invoker", project: "acme-staging", location: "europe-west1" };
  const opened = () => ({
    address: `google_cloud_run_v2_service_iam_${kind}.call`,
    before: { ...grant, ...was },
    after: { ...grant, ...is },
  });
  const [attribute = ""] = Object.keys(is);
  expect(inReview(opened)).toEqual([{ code: "OPENED_TO_INTERNET", level: "caution", because: [attribute] }]);
  expect(inDrift(opened)).toEqual([{ tier: "weakens", code: "INGRESS_WIDENED", rule: "OPENED_TO_INTERNET" }]);
});

describe.each([
  "google_compute_firewall_policy_rule",
  "google_compute_network_firewall_policy_rule",
  "google_compute_region_network_firewall_policy_rule",
])("a deny of a %s", (type) => {
  const deny: Values = { priority: 100, action: "deny", disabled: false, direction: "EGRESS", firewall_policy: "corp" };
  const made = (after: Values | null) => () => ({ address: `${type}.wall`, before: deny, after });

  test.each<[string, Values | null, string]>([
    ["deleted", null, "DELETED"],
    ["disabled", { ...deny, disabled: true }, "DENY_NARROWED"],
    ["turned into an allow", { ...deny, action: "allow" }, "DENY_NARROWED"],
  ])("that is %s is said by both", (_, after, code) => {
    expect(inReview(made(after))).toMatchObject([{ code: "DENY_NARROWED", level: "caution" }]);
    expect(inDrift(made(after))).toEqual([{ tier: "weakens", code, rule: "DENY_NARROWED" }]);
  });

  test("that stays is said by neither", () => {
    const described = made({ ...deny, description: "for the auditors" });
    expect(inReview(described)).toEqual([]);
    expect(inDrift(described)).toMatchObject([{ tier: "benign" }]);
  });
});

describe("AUTH and TLS of Redis are judged by one rule in both:", () => {
  const CACHE = "google_redis_instance.cache";
  const redis = (was: Values, is: Values) => (plan: Json) => ({
    address: CACHE,
    before: valuesIn(plan, CACHE, was),
    after: valuesIn(plan, CACHE, is),
  });

  test.each<[string, Values, Values, string, string]>([
    ["AUTH on", { auth_enabled: false }, { auth_enabled: true }, "REDIS_AUTH_ENABLED", "AUTH_BROKEN"],
    ["AUTH off", { auth_enabled: true }, { auth_enabled: false }, "REDIS_AUTH_DISABLED", "AUTH_OFF"],
    [
      "TLS off",
      { transit_encryption_mode: "SERVER_AUTHENTICATION" },
      { transit_encryption_mode: "DISABLED" },
      "REDIS_TLS_CHANGED",
      "TLS_BROKEN",
    ],
  ])("%s", (_, was, is, id, code) => {
    expect(inReview(redis(was, is))).toContainEqual(expect.objectContaining({ code: id }));
    expect(inDrift(redis(was, is))).toContainEqual(expect.objectContaining({ code, rule: id }));
  });
});

test("an IAM policy that lets everybody call a service is a risk and a weakening", () => {
  const policy = (member: string) => ({
    name: "orders-api",
    location: "europe-west1",
    policy_data: JSON.stringify({ bindings: [{ role: "roles/run.invoker", members: [member] }] }),
  });
  const opened = () => ({
    address: "google_cloud_run_v2_service_iam_policy.api",
    before: policy("user:someone@example.com"),
    after: policy("allUsers"),
  });
  expect(inReview(opened)).toEqual([{ code: "OPENED_TO_INTERNET", level: "caution", because: ["policy_data"] }]);
  expect(inDrift(opened)).toEqual([{ tier: "weakens", code: "INGRESS_WIDENED", rule: "OPENED_TO_INTERNET" }]);
});

test("a deny rule of a firewall policy that Terraform only forgets still denies", () => {
  const { risks } = reviewed("nothing", (plan) => {
    plan.resource_changes.push({
      address: "google_compute_network_firewall_policy_rule.extra",
      mode: "managed",
      type: "google_compute_network_firewall_policy_rule",
      change: { actions: ["forget"], before: { action: "deny", disabled: false, priority: 10 }, after: null },
    });
  });
  expect(risks.map(({ code }) => code)).not.toContain("DENY_NARROWED");
});

test("drift does not call an address stale where the address of Redis is unknown", () => {
  const plan = planOf("none-closed");
  for (const module of [plan.prior_state.values.root_module, plan.planned_values.root_module]) {
    module.resources.find(({ type }: Json) => type === "google_redis_instance").values.host = null;
  }
  const redis = plan.resource_changes.find(({ type }: Json) => type === "google_redis_instance");
  Object.assign(redis.change, { before: { ...redis.change.before, host: null } });
  Object.assign(redis.change, { after: { ...redis.change.after, host: null } });
  expect(judged(plan).paths.map(({ now }) => now)).not.toContain("blocked");
});

describe("who may do what, changed in the plan or by hand", () => {
  const binding = (role: string, members: string[]) => ({ project: "acme-staging", role, members });
  const somebody = "user:somebody@example.com";
  const provider = (attribute_condition: string) => ({ workload_identity_pool_id: "ci", attribute_condition });

  test.each<[string, string, Values, Values, string]>([
    [
      "IAM_WIDENED",
      "google_project_iam_binding.x",
      binding("roles/owner", []),
      binding("roles/owner", [somebody]),
      "members",
    ],
    [
      "PUBLIC_MEMBER",
      "google_pubsub_topic_iam_member.x",
      { topic: "t", role: "roles/pubsub.viewer", member: somebody },
      { topic: "t", role: "roles/pubsub.viewer", member: "allUsers" },
      "member",
    ],
    [
      "IDENTITIES_ADMITTED",
      "google_iam_workload_identity_pool_provider.x",
      provider("assertion.repository_id == '1'"),
      provider("assertion.repository_id == '2'"),
      "attribute_condition",
    ],
  ])("%s is a danger and a weakening", (code, address, before, after, attribute) => {
    const widened = () => ({ address, before, after });
    expect(inReview(widened)).toEqual([{ code, level: "danger", because: [attribute] }]);
    expect(inDrift(widened)).toContainEqual({ tier: "weakens", code: "INGRESS_WIDENED", rule: code });
    const narrowed = () => ({ address, before: after, after: before });
    if (code !== "IDENTITIES_ADMITTED") expect(inReview(narrowed)).toEqual([]);
  });

  test("what a role loses is no danger, and no weakening", () => {
    const address = "google_project_iam_binding.x";
    const gone = () => ({ address, before: binding("roles/owner", [somebody]), after: binding("roles/owner", []) });
    expect(inReview(gone)).toEqual([]);
    expect(inDrift(gone).map(({ tier }) => tier)).toEqual(["benign"]);
  });
});
