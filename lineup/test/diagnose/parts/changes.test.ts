import { changes } from "../../../src/diagnose/parts/changes";
import { type Answers, denied, google } from "./google";
import { ago, type Json, PROJECT, REDIS, REGION, sceneOf, service, told } from "./scene";

const AT = `projects/${PROJECT}`;
const SERVICE = `${AT}/locations/${REGION}/services/acme-api`;
const API = "google_cloud_run_v2_service.acme-api";

const entry = (serviceName: string, methodName: string, resourceName: string, change: Json = {}, more: Json = {}) => ({
  timestamp: ago(60),
  protoPayload: {
    ...{ serviceName: `${serviceName}.googleapis.com`, methodName, resourceName, status: {} },
    authenticationInfo: { principalEmail: "mila@acme.example" },
    request: { auth_string: "hunter2" },
    ...change,
  },
  ...more,
});

const revisionBody = (name: string, minutes: number, change: Json = {}) => ({
  name: `${SERVICE}/revisions/${name}`,
  createTime: ago(minutes),
  creator: "ci@acme-staging.iam.gserviceaccount.com",
  client: "gcloud",
  clientVersion: "540.0.0",
  containers: [{ image: "app", env: [{ name: "KEY", value: "hunter2" }] }],
  conditions: [{ type: "Ready", state: "CONDITION_SUCCEEDED" }],
  ...change,
});

const run =
  (body: Json, revisions: Json[]): Answers =>
  (path) =>
    path === SERVICE ? body : path === `${SERVICE}/revisions` ? { revisions } : undefined;

const BODY = {
  name: SERVICE,
  latestReadyRevision: `${SERVICE}/revisions/acme-api-00002-new`,
  latestCreatedRevision: `${SERVICE}/revisions/acme-api-00002-new`,
  trafficStatuses: [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }],
};

/** What changes says, given what the audit log holds. */
async function audited(entries: Json, resources: Json[] = [REDIS]) {
  const { send, asked } = google((path) => (path === "entries:list" ? { entries } : undefined));
  return { ...(await told(changes, { resources, send })), asked };
}

test.each([
  ["compute", "v1.compute.firewalls.patch", `${AT}/global/firewalls/deny-all`, "google_compute_firewall.deny-all"],
  ["compute", "v1.compute.firewalls.delete", `${AT}/global/firewalls/gone`, "google_compute_firewall.gone"],
  ["compute", "v1.compute.networks.removePeering", `${AT}/global/networks/acme`, "google_compute_network.acme"],
  ["compute", "v1.compute.addresses.insert", `${AT}/global/addresses/a`, "google_compute_global_address.a"],
  ["compute", "v1.compute.addresses.insert", `${AT}/regions/r/addresses/a`, "google_compute_address.a"],
  ["compute", "v1.compute.routes.insert", `${AT}/global/routes/r`, "google_compute_route.r"],
  [
    ...["vpcaccess", "google.cloud.vpcaccess.v1.VpcAccessService.DeleteConnector"],
    ...[`${AT}/locations/r/connectors/c`, "google_vpc_access_connector.c"],
  ],
  [
    ...["redis", "google.cloud.redis.v1.CloudRedis.UpdateInstance"],
    ...[`${AT}/locations/${REGION}/instances/acme-redis`, "google_redis_instance.acme-redis"],
  ],
  ["run", "google.cloud.run.v1.Services.ReplaceService", `namespaces/${PROJECT}/services/acme-api`, API],
  ["run", "google.cloud.run.v2.Services.UpdateService", SERVICE, API],
  [
    ...["secretmanager", "google.cloud.secretmanager.v1.SecretManagerService.DestroySecretVersion"],
    ...["projects/123/secrets/redis-auth/versions/3", "google_secret_manager_secret_version.redis-auth/3"],
  ],
  [
    ...["secretmanager", "google.iam.v1.IAMPolicy.SetIamPolicy"],
    ...["projects/123/secrets/redis-auth", "google_secret_manager_secret.redis-auth"],
  ],
  ["cloudresourcemanager", "SetIamPolicy", `${AT}`, `google_project_iam_member.${PROJECT}`],
  ["dns", "dns.changes.create", `${AT}/managedZones/internal`, "google_dns_managed_zone.internal"],
])("%s %s on %s is a change of %s", async (api, method, path, address) => {
  const found = await audited([entry(api as string, method as string, path as string)]);
  expect(found.gaps).toEqual([]);
  expect(found.changes).toEqual([expect.objectContaining({ at: address, when: ago(60), by: "mila@acme.example" })]);
  expect(found.changes[0]?.text).toContain(`(${method})`);
});

test("it says in words what was done, and with what", async () => {
  const with_ = (agent: string) => ({ requestMetadata: { callerSuppliedUserAgent: agent } });
  const { changes: said } = await audited([
    entry("compute", "v1.compute.firewalls.delete", `${AT}/global/firewalls/a`, with_("google-cloud-sdk gcloud/540")),
    entry("compute", "v1.compute.firewalls.patch", `${AT}/global/firewalls/a`, with_("HashiCorp Terraform/1.11.4")),
    entry("secretmanager", "google.iam.v1.IAMPolicy.SetIamPolicy", `${AT}/secrets/a`, with_("Mozilla/5.0 hunter2")),
  ]);
  expect(said.map(({ text }) => text)).toEqual([
    "it was deleted with gcloud (v1.compute.firewalls.delete)",
    "it was changed with Terraform (v1.compute.firewalls.patch)",
    "who may do what with it was changed with the console (google.iam.v1.IAMPolicy.SetIamPolicy)",
  ]);
});

test("an account is named by its number in the log, and by its address where the entry has it", async () => {
  const method = "google.iam.admin.v1.DisableServiceAccount";
  const resource = { type: "service_account", labels: { email_id: "api@acme-staging.iam.gserviceaccount.com" } };
  const { changes: said } = await audited([entry("iam", method, "projects/-/serviceAccounts/117", {}, { resource })]);
  expect(said[0]).toMatchObject({ at: "google_service_account.api@acme-staging.iam.gserviceaccount.com" });
});

test("a name that two regions hold is found by its region", async () => {
  const at = (region: string) => ({
    ...{ type: "google_vpc_access_connector", name: `${region}/c`, values: { name: "c", region } },
  });
  const method = "google.cloud.vpcaccess.v1.VpcAccessService.DeleteConnector";
  const { changes: said } = await audited(
    [entry("vpcaccess", method, `${AT}/locations/b/connectors/c`)],
    [at("a"), at("b")],
  );
  expect(said[0]?.at).toBe("google_vpc_access_connector.b/c");
});

test("what was refused has changed nothing, and what takes long is one change", async () => {
  const method = "google.cloud.redis.v1.CloudRedis.UpdateInstance";
  const path = `${AT}/locations/${REGION}/instances/acme-redis`;
  const part = (id: string, end: Json, change: Json = {}) =>
    entry("redis", method, path, change, { operation: { id, ...end } });
  const { changes: said } = await audited([
    part("one", { last: true }),
    part("two", { last: true }, { status: { code: 13 } }),
    part("one", { first: true }),
    part("two", { first: true }),
    entry("redis", method, path, { status: { code: 7, message: "hunter2" } }),
    part("three", { first: true, last: true }),
  ]);
  expect(said).toHaveLength(2);
});

test("entries of every wrong shape are passed over, and nothing that was sent is printed", async () => {
  const firewall = `${AT}/global/firewalls/a`;
  const found = await audited([
    null,
    7,
    {},
    { protoPayload: [] },
    entry("compute", "v1.compute.firewalls.patch", firewall, {}, { timestamp: "yesterday" }),
    entry("compute", "$(rm -rf /)", firewall),
    entry("compute", "v1.compute.firewalls.patch", `${AT}/global/firewalls/a b\u001b[2J`),
    entry("constructor", "x", `${AT}/__proto__/x`),
    entry("compute", "v1.compute.instances.insert", `${AT}/zones/z/instances/i`),
    entry("compute", "v1.compute.firewalls.patch", firewall, {
      authenticationInfo: { principalEmail: "a b <hunter2>" },
    }),
  ]);
  expect(found.changes).toEqual([
    { from: "changes", at: "google_compute_firewall.a", attribute: "", text: expect.any(String), when: ago(60) },
  ]);
  expect(JSON.stringify(found.changes)).not.toContain("hunter2");
});

test("it asks for the activity of administrators in seven days, and reads three pages at most", async () => {
  let page = 0;
  const more = () => ({
    entries: [entry("compute", "v1.compute.routes.insert", `${AT}/global/routes/r`)],
    nextPageToken: `${page++}`,
  });
  const { send, asked } = google((path) => (path === "entries:list" ? more() : undefined));
  const { gaps } = await told(changes, { resources: [], send });
  expect(asked.map(({ body }) => body.pageToken)).toEqual([undefined, "0", "1"]);
  expect(asked[0]?.body.filter).toContain(
    `logName="${AT}/logs/cloudaudit.googleapis.com%2Factivity" AND timestamp>="${ago(7 * 24 * 60)}"`,
  );
  expect(gaps).toEqual(["of the audit log only the newest 3 entries were read"]);
});

test("without the audit log, Cloud Run says itself who released what, and the gap has its grant", async () => {
  const old = revisionBody("acme-api-00001-old", 600, { conditions: [{ type: "Ready", state: "CONDITION_FAILED" }] });
  const answers = run({ ...BODY, updateTime: ago(58), lastModifier: "ci@acme" }, [
    revisionBody("acme-api-00002-new", 60),
    old,
  ]);
  const { send } = google((path, request) => (path === "entries:list" ? denied : answers(path, request)));
  const found = await told(changes, { resources: [service("acme-api", [])], send });
  expect(found.gaps).toEqual([
    "the audit log could not be read, so who changed what is known of releases only: 403: grant the permission logging.logEntries.list, for example with roles/logging.viewer",
  ]);
  expect(found.changes.map(({ at, text, when, by }) => [at, text, when, by])).toEqual([
    [
      ...[API, "the revision acme-api-00002-new was made with gcloud 540.0.0, and takes 100 % of the requests"],
      ...[ago(60), "ci@acme-staging.iam.gserviceaccount.com"],
    ],
    [
      ...[API, "the revision acme-api-00001-old was made with gcloud 540.0.0, and never became ready"],
      ...[ago(600), "ci@acme-staging.iam.gserviceaccount.com"],
    ],
  ]);
  expect(JSON.stringify(found)).not.toContain("hunter2");
});

test("a change of the service that is no release is named besides: its traffic, its access", async () => {
  const answers = run({ ...BODY, updateTime: ago(10), lastModifier: "mila@acme.example" }, [
    revisionBody("acme-api-00002-new", 600),
  ]);
  const { send } = google((path, request) => (path === "entries:list" ? {} : answers(path, request)));
  const found = await told(changes, { resources: [service("acme-api", [])], send });
  expect(found.changes[0]).toMatchObject({ text: "it was last changed", when: ago(10), by: "mila@acme.example" });
});

test("revisions that may not be listed are a gap of that service, and the audit log is there all the same", async () => {
  const log = { entries: [entry("compute", "v1.compute.routes.insert", `${AT}/global/routes/r`)] };
  const { send } = google((path) => (path === "entries:list" ? log : denied));
  const found = await told(changes, { resources: [service("acme-api", [])], send });
  expect(found.changes).toHaveLength(1);
  expect(found.gaps).toEqual([expect.stringMatching(/^the revisions of acme-api could not be listed: 403: grant/)]);
});

test("where the project cannot be read, the audit log is", async () => {
  const { send } = google((path) =>
    path === "entries:list"
      ? { entries: [entry("compute", "v1.compute.routes.delete", `${AT}/global/routes/r`)] }
      : undefined,
  );
  const scene = { ...(await sceneOf({ send })), live: Promise.reject(new Error("unreadable")) };
  scene.live.catch(() => {});
  expect((await told(changes, scene)).changes).toEqual([
    expect.objectContaining({ at: "google_compute_route.r", text: "it was deleted (v1.compute.routes.delete)" }),
  ]);
});
