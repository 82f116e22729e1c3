import { ANYBODY, accountPrincipal } from "../../../rehearsal/server/iam/principal";
import { mayCall } from "../../../rehearsal/server/kinds/run-v2/callers";
import { aCloud, CONNECTORS, INSTANCES, PROJECT, refusal, SERVICES } from "./cloud";

const cloud = aCloud();
const POLICIES = `orgpolicy/v2/projects/${PROJECT}/policies`;
const SECRETS = `secretmanager/v1/projects/${PROJECT}/secrets`;
const PROJECTS = `cloudresourcemanager/v1/projects/${PROJECT}`;
const rules = (constraint: string, ...said: object[]) =>
  cloud().ask("POST", POLICIES, { name: `projects/${PROJECT}/policies/${constraint}`, spec: { rules: said } });
const only = (...allowedValues: string[]) => ({ values: { allowedValues } });
const SERVICE = { template: { containers: [{ image: "us-docker.pkg.dev/cloudrun/container/hello" }] } };
const service = (more: object = {}, id = "api") =>
  cloud().ask("POST", `${SERVICES}?serviceId=${id}`, { ...SERVICE, ...more });
const number = async () => (await cloud().get(PROJECTS)).projectNumber as string;

describe("a policy of the organization on a project", () => {
  test("is not there until it is set; what acts is there always", async () => {
    const at = `${POLICIES}/gcp.resourceLocations`;
    expect((await cloud().ask("GET", at)).status).toBe(404);
    expect((await cloud().ask("DELETE", at)).status).toBe(404);
    expect((await cloud().get(`${at}:getEffectivePolicy`)).spec).toEqual({ rules: [{ allowAll: true }] });
    expect((await cloud().get(POLICIES)).policies).toBeUndefined();
    await rules("gcp.resourceLocations", only("us-central1"));
    expect((await rules("gcp.resourceLocations", only("us-central1"))).status).toBe(409);
    expect((await cloud().get(at)).name).toBe(`projects/${await number()}/policies/gcp.resourceLocations`);
    expect((await cloud().get(`${at}:getEffectivePolicy`)).spec.rules).toEqual([only("us-central1")]);
    expect((await cloud().get(POLICIES)).policies).toHaveLength(1);
    await cloud().mustSucceed("PATCH", at, {
      name: `projects/${PROJECT}/policies/x`,
      spec: { rules: [{ denyAll: true }] },
    });
    expect((await cloud().get(`${at}:getEffectivePolicy`)).spec.rules).toEqual([{ denyAll: true }]);
    await cloud().mustSucceed("DELETE", at);
    expect((await cloud().ask("GET", at)).status).toBe(404);
  });

  test("says one thing in each rule", async () => {
    expect((await rules("gcp.resourceLocations", {})).status).toBe(400);
    expect((await rules("gcp.resourceLocations", { allowAll: true, denyAll: true })).status).toBe(400);
  });
});

describe("members of other organizations:", () => {
  const open = { bindings: [{ role: "roles/run.invoker", members: ["allUsers"] }] };
  const grant = (policy: object = open) => cloud().ask("POST", `${SERVICES}/api:setIamPolicy`, { policy });

  test("the public is granted nothing any more, in the words of each API, and keeps what it has", async () => {
    await service();
    await service({}, "old");
    await cloud().mustSucceed("POST", `${SERVICES}/old:setIamPolicy`, { policy: open });
    await cloud().mustSucceed("POST", `storage/v1/b?project=${PROJECT}`, { name: "state" });
    await rules("iam.allowedPolicyMemberDomains", only("C0123abcd"));
    expect(refusal(await grant())).toEqual([
      400,
      "One or more users named in the policy do not belong to a permitted customer,  perhaps due to an organization policy.",
    ]);
    const words = "One or more users named in the policy do not belong to a permitted customer.";
    const { status, body } = await cloud().ask("POST", `${PROJECTS}:setIamPolicy`, { policy: open });
    expect([status, body.error.message, body.error.status]).toEqual([400, words, "FAILED_PRECONDITION"]);
    expect(body.error.details[0].violations[0].type).toBe("constraints/iam.allowedPolicyMemberDomains");
    const objects = { bindings: [{ role: "roles/storage.objectViewer", members: ["allAuthenticatedUsers"] }] };
    expect(refusal(await cloud().ask("PUT", "storage/v1/b/state/iam", objects))).toEqual([412, words]);
    const more = { bindings: [...open.bindings, { role: "roles/run.viewer", members: ["user:me@acme.example"] }] };
    expect((await cloud().ask("POST", `${SERVICES}/old:setIamPolicy`, { policy: more })).status).toBe(200);
  });

  test("a member of one's own is granted what it was", async () => {
    await service();
    await rules("iam.allowedPolicyMemberDomains", only("C0123abcd"));
    const members = [`serviceAccount:api@${PROJECT}.iam.gserviceaccount.com`];
    expect((await grant({ bindings: [{ role: "roles/run.invoker", members }] })).status).toBe(200);
  });

  test("without the check of callers everybody may call, and no member is needed", async () => {
    await service();
    await service({ invokerIamDisabled: true }, "open");
    expect((await cloud().get(`${SERVICES}/open`)).invokerIamDisabled).toBe(true);
    cloud().loopback.cloud.iam.enforce([]);
    const may = (id: string, who = ANYBODY) =>
      mayCall(`projects/${PROJECT}/locations/us-central1/services/${id}`, who, cloud().loopback.cloud);
    expect([may("api"), may("open")]).toEqual([false, true]);
    const caller = accountPrincipal("caller@acme.iam.gserviceaccount.com");
    expect(may("api", caller)).toBe(false);
    const members = ["serviceAccount:caller@acme.iam.gserviceaccount.com"];
    await grant({ bindings: [{ role: "roles/run.invoker", members }] });
    expect([may("api", caller), may("api")]).toEqual([true, false]);
    await grant();
    expect(may("api")).toBe(true);
  });

  test("an organization may want the check of callers to stay", async () => {
    await rules("run.managed.requireInvokerIam", { enforce: true });
    expect((await service({ invokerIamDisabled: true })).status).toBe(400);
    expect((await service()).status).toBe(200);
    const change = { ...SERVICE, invokerIamDisabled: true };
    expect((await cloud().ask("PATCH", `${SERVICES}/api`, change)).status).toBe(400);
  });

  test("who turns the check off or on has to be one who may grant", async () => {
    const DEPLOYER = "deployer@acme.iam.gserviceaccount.com";
    const policy = (role: string) => ({
      policy: {
        bindings: [
          { role, members: [`serviceAccount:${DEPLOYER}`] },
          { role: "roles/iam.serviceAccountUser", members: [`serviceAccount:${DEPLOYER}`] },
        ],
      },
    });
    cloud().loopback.cloud.iam.enforce([DEPLOYER]);
    const asDeployer = (method: string, path: string, body: object) =>
      cloud().ask(method, path, body, { authorization: `Bearer ${DEPLOYER}` });
    const off = { ...SERVICE, invokerIamDisabled: true };
    await cloud().mustSucceed("POST", `${PROJECTS}:setIamPolicy`, policy("roles/run.developer"));
    const { status, body } = await asDeployer("POST", `${SERVICES}?serviceId=api`, off);
    expect([status, body.error.details[0].metadata.permission]).toEqual([403, "run.services.setIamPolicy"]);
    expect((await asDeployer("POST", `${SERVICES}?serviceId=api`, SERVICE)).status).toBe(200);
    expect((await asDeployer("PATCH", `${SERVICES}/api`, SERVICE)).status).toBe(200);
    expect((await asDeployer("PATCH", `${SERVICES}/api`, off)).status).toBe(403);
    await cloud().mustSucceed("POST", `${PROJECTS}:setIamPolicy`, policy("roles/run.admin"));
    expect((await asDeployer("PATCH", `${SERVICES}/api`, off)).status).toBe(200);
    await cloud().mustSucceed("POST", `${PROJECTS}:setIamPolicy`, policy("roles/run.developer"));
    expect((await asDeployer("PATCH", `${SERVICES}/api`, off)).status).toBe(200);
    expect((await asDeployer("PATCH", `${SERVICES}/api`, SERVICE)).status).toBe(403);
    expect((await asDeployer("PATCH", `${SERVICES}/api?updateMask=labels`, { labels: {} })).status).toBe(200);
  });
});

describe("a connector is made of machines of the project:", () => {
  beforeEach(() => cloud().network());

  test.each([
    ["compute.vmCanIpForward", { denyAll: true }, "violated for project acme."],
    [
      "compute.vmCanIpForward",
      only("projects/acme/zones/us-central1-a/instances/router"),
      "violated for project acme.",
    ],
    ["compute.trustedImageProjects", only("projects/debian-cloud"), "serverless-vpc-access-images is prohibited."],
    [
      "compute.trustedImageProjects",
      { values: { deniedValues: ["projects/serverless-vpc-access-images"] } },
      "prohibited.",
    ],
  ])("under %s %j it fails, and stays behind", async (constraint, rule, words) => {
    await rules(constraint, rule);
    const { status, body } = await cloud().connector();
    expect([status, body.done, body.error.message]).toEqual([200, true, expect.stringContaining(words)]);
    expect(body.error.message).toContain(`constraints/${constraint} violated`);
    expect((await cloud().get(`${CONNECTORS}/acme-conn`)).state).toBe("ERROR");
    expect((await cloud().connector()).status).toBe(409);
    await cloud().mustSucceed("DELETE", `${CONNECTORS}/acme-conn`);
    await cloud().mustSucceed("DELETE", `${POLICIES}/${constraint}`);
    expect((await cloud().connector()).body.error).toBeUndefined();
  });

  test.each([
    ["compute.vmCanIpForward", only("under:projects/acme")],
    ["compute.trustedImageProjects", only("projects/debian-cloud", "projects/serverless-vpc-access-images")],
    ["compute.trustedImageProjects", { values: { deniedValues: ["projects/debian-cloud"] } }],
  ])("under %s %j it is made", async (constraint, rule) => {
    await rules(constraint, rule);
    expect((await cloud().connector()).body.error).toBeUndefined();
  });
});

describe("where something may be kept:", () => {
  const bucket = (location: string) =>
    cloud().ask("POST", `storage/v1/b?project=${PROJECT}`, { name: "state", location });
  const secret = (replication: object) => cloud().ask("POST", `${SECRETS}?secretId=password`, { replication });
  const replicas = (...locations: string[]) => ({
    userManaged: { replicas: locations.map((location) => ({ location })) },
  });

  test("each API refuses another location in its own words", async () => {
    await rules("gcp.resourceLocations", only("in:europe-locations"));
    expect(refusal(await bucket("us-central1"))).toEqual([
      412,
      "'us-central1' violates constraint 'constraints/gcp.resourceLocations'",
    ]);
    expect(refusal(await secret({ automatic: {} }))).toEqual([
      400,
      `Constraint constraints/gcp.resourceLocations violated for [orgpolicy:projects/${await number()}] attempting to create a secret in [global]. For more information, see https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations.`,
    ]);
    expect((await secret(replicas("europe-west1", "us-east1"))).status).toBe(400);
    for (const refused of [await service(), await cloud().redis()]) {
      expect(refusal(refused)[1]).toMatch(/^us-central1 violates constraint constraints\/gcp\.resourceLocations/);
    }
    expect((await cloud().get(INSTANCES)).instances).toBeUndefined();
  });

  test.each([
    ["the region itself", only("us-central1")],
    ["a group that has it", only("in:us-locations")],
    ["a group of one", only("in:us-central1-locations")],
    ["all but others", { values: { deniedValues: ["in:europe-locations"] } }],
  ])("%s allows it", async (_, rule) => {
    await rules("gcp.resourceLocations", rule);
    expect([(await bucket("US-CENTRAL1")).status, (await service()).status]).toEqual([200, 200]);
    expect((await secret(replicas("us-central1"))).status).toBe(200);
  });

  test("a name that only begins like a location is none of it", async () => {
    await rules("gcp.resourceLocations", only("in:us-central-locations", "us-central"));
    expect((await bucket("us-central1")).status).toBe(412);
  });
});
