import { auditedMethod } from "../../../rehearsal/server/audit/methods";
import { aCloud, GLOBAL, INSTANCES, PROJECT, REGION, SERVICES } from "./cloud";

const cloud = aCloud();
const ANA = { authorization: "Bearer ana@netrasystems.ai" };
const ACTIVITY = `logName="projects/${PROJECT}/logs/cloudaudit.googleapis.com%2Factivity"`;

interface Entry {
  timestamp: string;
  protoPayload: { methodName: string; resourceName: string; authenticationInfo: { principalEmail: string } };
}

async function entries(filter = ACTIVITY): Promise<Entry[]> {
  const { entries: found = [] } = await cloud().mustSucceed("POST", "logging/v2/entries:list", {
    resourceNames: [`projects/${PROJECT}`],
    filter,
    orderBy: "timestamp desc",
  });
  return found;
}
const told = ({ protoPayload: { methodName, resourceName, authenticationInfo } }: Entry) =>
  `${authenticationInfo.principalEmail} ${methodName} ${resourceName}`;

test("the audit log says who made, changed and deleted what", async () => {
  await cloud().network({ services: true });
  await cloud().redis();
  await cloud().ask("PATCH", `${INSTANCES}/acme-redis?updateMask=authEnabled`, { authEnabled: true }, ANA);
  await cloud().ask("DELETE", `${GLOBAL}/firewalls/none`, undefined, ANA);
  await cloud().ask("DELETE", `${INSTANCES}/acme-redis`, undefined, ANA);
  const redis = `projects/${PROJECT}/locations/${REGION}/instances/acme-redis`;
  expect((await entries(`${ACTIVITY} AND protoPayload.resourceName="${redis}"`)).map(told)).toEqual([
    `ana@netrasystems.ai google.cloud.redis.v1.CloudRedis.DeleteInstance ${redis}`,
    `ana@netrasystems.ai google.cloud.redis.v1.CloudRedis.UpdateInstance ${redis}`,
    `rehearsal@example.com google.cloud.redis.v1.CloudRedis.CreateInstance ${redis}`,
  ]);
});

test("what was refused or only read leaves no entry", async () => {
  await cloud().network();
  const before = (await entries()).length;
  await cloud().ask("DELETE", `${GLOBAL}/firewalls/none`);
  await cloud().get(`${GLOBAL}/networks`);
  await cloud().mustSucceed("POST", `${SERVICES}?serviceId=s`, { template: { containers: [{ image: "a" }] } });
  await cloud().get(`${SERVICES}/s:getIamPolicy`);
  expect((await entries()).length).toBe(before + 1);
});

test("an entry holds nothing of what was sent", async () => {
  const env = [{ name: "TOKEN", value: "a-planted-token" }];
  await cloud().mustSucceed("POST", `${SERVICES}?serviceId=s`, { template: { containers: [{ image: "a", env }] } });
  expect(JSON.stringify(await entries())).not.toContain("a-planted-token");
});

test("entries are found by time, method and caller", async () => {
  const since = new Date(Date.now() - 60_000).toISOString();
  await cloud().network();
  expect(
    await entries(`${ACTIVITY} AND timestamp>="${since}" AND protoPayload.methodName:"networks.insert"`),
  ).toHaveLength(1);
  expect(await entries(`${ACTIVITY} AND protoPayload.authenticationInfo.principalEmail="nobody@acme"`)).toHaveLength(0);
});

test.each([
  ["compute.firewalls.insert", "v1.compute.firewalls.insert"],
  ["run.projects.locations.services.patch", "google.cloud.run.v2.Services.UpdateService"],
  ["run.projects.locations.services.revisions.delete", "google.cloud.run.v2.Revisions.DeleteRevision"],
  ["run.projects.locations.services.setIamPolicy", "google.cloud.run.v2.Services.SetIamPolicy"],
  ["vpcaccess.projects.locations.connectors.delete", "google.cloud.vpcaccess.v1.VpcAccessService.DeleteConnector"],
  [
    "secretmanager.projects.secrets.versions.destroy",
    "google.cloud.secretmanager.v1.SecretManagerService.DestroySecretVersion",
  ],
  ["iam.projects.serviceAccounts.disable", "google.iam.admin.v1.DisableServiceAccount"],
  ["serviceusage.services.disable", "google.api.serviceusage.v1.ServiceUsage.DisableService"],
  ["redis.projects.locations.instances.getAuthString", undefined],
  ["storage.objects.insert", undefined],
  ["run.projects.locations.jobs.run", undefined],
])("%s is %s in the audit log", (id, name) => {
  expect(auditedMethod(id)).toBe(name);
});
