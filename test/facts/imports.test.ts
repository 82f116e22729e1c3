import facts from "../../facts/google-6.50.0.json";
import { importIdOf, neverImported } from "../../facts/imports";

const NETWORK = "projects/netra-staging/global/networks/staging-vpc";
const idOf = (type: string, values: Record<string, unknown>) => importIdOf(type, values, "netra-staging");

test("every type that is known has an id or a reason why it is never imported, and never both", () => {
  const everything = Object.fromEntries(
    Object.values(facts.resources).flatMap(({ attributes }) => Object.keys(attributes).map((name) => [name, "x"])),
  );
  const values = {
    ...everything,
    // Of a dashboard nothing but its id says its name.
    ...{ condition: undefined, key_ring: "ring", id: "projects/p/dashboards/d" },
  };
  for (const type of Object.keys(facts.resources)) {
    expect([type, (idOf(type, values) === undefined) === (neverImported(type) !== undefined)]).toEqual([type, true]);
  }
});

test.each([
  ["google_compute_network", { name: "staging-vpc" }, NETWORK],
  [
    "google_compute_subnetwork",
    { name: "s", region: "https://www.googleapis.com/compute/v1/projects/p/regions/us-central1" },
    "projects/netra-staging/regions/us-central1/subnetworks/s",
  ],
  [
    "google_compute_router_nat",
    { name: "nat", router: "router", region: "us-central1" },
    "projects/netra-staging/regions/us-central1/routers/router/nat",
  ],
  [
    "google_compute_router_nat",
    { name: "nat", router: "projects/host/regions/europe-west1/routers/router" },
    "projects/host/regions/europe-west1/routers/router/nat",
  ],
  [
    "google_service_networking_connection",
    { network: NETWORK, service: "servicenetworking.googleapis.com" },
    `${NETWORK}:servicenetworking.googleapis.com`,
  ],
  [
    "google_service_networking_connection",
    {
      network: "https://www.googleapis.com/compute/v1/projects/host/global/networks/shared",
      service: "servicenetworking.googleapis.com",
    },
    "projects/host/global/networks/shared:servicenetworking.googleapis.com",
  ],
  ["google_compute_network_peering", { network: "projects/host/global/networks/shared", name: "p" }, "host/shared/p"],
  ["google_compute_network_peering", { network: "shared", name: "p" }, "netra-staging/shared/p"],
  ["google_logging_metric", { name: "redis-failed-start" }, "netra-staging redis-failed-start"],
  ["google_monitoring_custom_service", { service_id: "backend" }, "projects/netra-staging/services/backend"],
  [
    "google_monitoring_slo",
    { service: "backend", slo_id: "availability" },
    "projects/netra-staging/services/backend/serviceLevelObjectives/availability",
  ],
  ["google_monitoring_dashboard", { id: "projects/1/dashboards/d" }, "projects/1/dashboards/d"],
  [
    "google_redis_instance",
    { name: "staging-redis", region: "us-central1" },
    "projects/netra-staging/locations/us-central1/instances/staging-redis",
  ],
  [
    "google_cloud_run_service",
    { name: "s", location: "us-central1" },
    "locations/us-central1/namespaces/netra-staging/services/s",
  ],
  ["google_project_service", { service: "run.googleapis.com" }, "netra-staging/run.googleapis.com"],
  ["google_storage_bucket", { name: "bucket" }, "netra-staging/bucket"],
  [
    "google_compute_firewall_policy_rule",
    { firewall_policy: "locations/global/firewallPolicies/12", priority: 7 },
    "locations/global/firewallPolicies/12/rules/7",
  ],
  [
    "google_service_account",
    { account_id: "backend" },
    "projects/netra-staging/serviceAccounts/backend@netra-staging.iam.gserviceaccount.com",
  ],
])("%s %j", (type, values, id) => {
  expect(idOf(type, values)).toBe(id);
});

test("a member is named by what it is granted on, its role, itself and the title of its condition", () => {
  const member = { role: "roles/secretmanager.secretAccessor", member: "serviceAccount:a@b" };
  const type = "google_secret_manager_secret_iam_member";
  const id = "projects/netra-staging/secrets/auth roles/secretmanager.secretAccessor serviceAccount:a@b";
  expect(idOf(type, { secret_id: "auth", ...member })).toBe(id);
  expect(idOf(type, { secret_id: "projects/netra-staging/secrets/auth", ...member })).toBe(id);
  expect(idOf(type, { secret_id: "auth", ...member, condition: [{ title: "until June" }] })).toBe(`${id} until June`);
  expect(idOf(type, { secret_id: "auth", ...member, condition: [] })).toBe(id);
  expect(idOf("google_project_iam_member", { project: "projects/p", ...member })).toBe(
    "p roles/secretmanager.secretAccessor serviceAccount:a@b",
  );
});

test("a resource that says its project is imported from there", () => {
  expect(idOf("google_compute_network", { name: "n", project: "other" })).toBe("projects/other/global/networks/n");
});

test.each([
  ["google_compute_network", {}],
  ["google_compute_network", { name: 7 }],
  ["google_compute_network", { name: null }],
  ["google_compute_network", { name: "" }],
  ["google_compute_network", { name: "a/b" }],
  ["google_compute_network", { name: "n", project: 12 }],
  ["google_compute_network", { name: "n\nmore" }],
  ["google_redis_instance", { name: "no region" }],
  ["google_redis_instance", { name: "staging-redis" }],
  ["google_service_networking_connection", { network: "global/networks/n", service: "s" }],
  ["google_project_iam_member", { role: "roles/viewer", member: "user:a b" }],
  ["google_project_iam_member", { role: "roles/viewer", member: "user:a", condition: [{ title: "two  spaces" }] }],
  ["google_project_iam_member", { role: "roles/viewer", member: "user:a", condition: [{}] }],
  ["google_secret_manager_secret_version", { secret: "projects/p/secrets/s", version: "1" }],
  ["google_container_cluster", { name: "n", location: "l" }],
  ["constructor", { name: "n" }],
])("no id is guessed: %s %j", (type, values) => {
  expect(idOf(type, values)).toBeUndefined();
});

test("a version of a secret is never imported, and the reason is told", () => {
  expect(neverImported("google_secret_manager_secret_version")).toMatch(/plan deletes it/);
  expect(neverImported("google_redis_instance")).toBeUndefined();
  expect(neverImported("constructor")).toBeUndefined();
});
