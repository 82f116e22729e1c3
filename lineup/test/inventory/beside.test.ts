import { denied, instead } from "./answers";
import { found, type Json, LiveProject, PROJECT, REGION } from "./live";

// What decides no path, and that an adoption stands on.

const at = `projects/${PROJECT}`;
const API = `api@${PROJECT}.iam.gserviceaccount.com`;
const SECRETS = `secretmanager/v1/${at}/secrets`;

let live: LiveProject;
beforeEach(async () => {
  live = await LiveProject.open();
  await live.settle();
  await live.make(`iam/v1/${at}/serviceAccounts`, { accountId: "api", serviceAccount: {} });
  await live.service("named", [], {}, { serviceAccount: API });
});
afterEach(() => live.close());

test("the APIs that are enabled are there, and those that are disabled are not", async () => {
  await live.make(`serviceusage/v1/${at}/services/redis.googleapis.com:enable`, {});
  await live.make(`serviceusage/v1/${at}/services/dns.googleapis.com:enable`, {});
  await live.make(`serviceusage/v1/${at}/services/dns.googleapis.com:disable`, {});
  const inventory = await live.read();
  expect(found(inventory, "google_project_service.redis.googleapis.com")).toEqual({
    service: "redis.googleapis.com",
    project: PROJECT,
    id: `${PROJECT}/redis.googleapis.com`,
  });
  expect(found(inventory, "google_project_service.dns.googleapis.com")).toBeUndefined();
});

test("a secret that no caller names is there with what a configuration says of it, and nothing of its content", async () => {
  await live.make(`${SECRETS}?secretId=acme-auth`, { replication: { automatic: {} }, labels: { team: "acme" } });
  await live.make(`${SECRETS}/acme-auth:addVersion`, { payload: { data: "aHVudGVyMg==" } });
  const inventory = await live.read();
  expect(found(inventory, "google_secret_manager_secret.acme-auth")).toMatchObject({
    id: `${at}/secrets/acme-auth`,
    secret_id: "acme-auth",
    labels: { team: "acme" },
    replication: [{ auto: [{ customer_managed_encryption: [] }], user_managed: [] }],
  });
  expect(JSON.stringify(inventory)).not.toContain("hunter2");
});

test("who may not list secrets still has the verdict of every path", async () => {
  const judged = await live.judged();
  const get = instead(live.get, `${at}/secrets?`, denied);
  const inventory = await live.read(get);
  expect(inventory.unread.map(({ what, types }) => [what, types])).toEqual([["secrets that no caller names", []]]);
  expect(judged.paths.map(({ verdict }) => verdict)).toEqual(["reachable"]);
});

test("who may call a service is there, as far as it is everybody or an account of the services", async () => {
  const service = `run/v2/${at}/locations/${REGION}/services/named`;
  const members = ["allUsers", `serviceAccount:${API}`, "user:somebody@acme.example"];
  await live.make(`${service}:setIamPolicy`, { policy: { bindings: [{ role: "roles/run.invoker", members }] } });
  const inventory = await live.read();
  const name = `${at}/locations/${REGION}/services/named`;
  expect(found(inventory, "google_cloud_run_v2_service_iam_member.named/run.invoker/allUsers")).toEqual({
    name,
    location: REGION,
    project: PROJECT,
    role: "roles/run.invoker",
    member: "allUsers",
    condition: [],
    id: `${name}/roles/run.invoker/allUsers`,
  });
  expect(JSON.stringify(inventory)).not.toContain("somebody");
});

test("every role that the account of a service has on the project is there, and nobody else's", async () => {
  const bindings = [
    { role: "roles/cloudsql.client", members: [`serviceAccount:${API}`, "user:somebody@acme.example", "allUsers"] },
  ];
  await live.make(`cloudresourcemanager/v1/${at}:setIamPolicy`, { policy: { bindings } });
  const inventory = await live.read();
  const roles = inventory.resources.filter(({ type }) => type === "google_project_iam_member");
  expect(roles.map(({ values }): Json => [values.role, values.member])).toEqual([
    ["roles/cloudsql.client", `serviceAccount:${API}`],
  ]);
});
