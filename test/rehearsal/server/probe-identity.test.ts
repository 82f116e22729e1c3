import { ACCOUNT_IDS, grantsOf, STARTS_JOBS } from "../../../facts/identities";
import { NIGHT_MARK } from "../../../facts/night-mark";
import { aCloud, PROJECT, REGION, refusal } from "./cloud";

const cloud = aCloud();
const PROBE = `${ACCOUNT_IDS.probe}@${PROJECT}.iam.gserviceaccount.com`;
const AT = `projects/${PROJECT}/locations/${REGION}`;
const JOBS = `run/v2/${AT}/jobs`;
const SECRETS = `secretmanager/v1/projects/${PROJECT}/secrets`;
const TESTS = `networkmanagement/v1/projects/${PROJECT}/locations/global/connectivityTests`;
const job = { template: { template: { containers: [{ image: "node", command: ["node"] }] } } };
const binding = (role: string) => ({ role, members: [`serviceAccount:${PROBE}`] });
const ask = (method: string, path: string, body?: unknown) =>
  cloud().ask(method, path, body, { authorization: `Bearer ${PROBE}` });

/** A project with a probe, another job and a secret, and what facts/identities.ts gives the account of the probe. */
beforeEach(async () => {
  const owner = cloud();
  for (const id of ["api-probe", "nightly-export"]) await owner.mustSucceed("POST", `${JOBS}?jobId=${id}`, job);
  await owner.mustSucceed("POST", `${SECRETS}?secretId=password`, { replication: { automatic: {} } });
  await owner.mustSucceed("POST", `${SECRETS}/password:addVersion`, { payload: { data: "c2VjcmV0" } });
  const { cloud: google } = owner.loopback;
  google.executions.machine = () => ({
    ended: Promise.resolve({ exitCode: 0, isTimedOut: false, stdout: [], stderr: [] }),
    stop: () => {},
  });
  google.iam.enforce([PROBE]);
  const onProject: object[] = [];
  for (const { role, permissions, on, onlyWith } of grantsOf("probe")) {
    if (on !== "project" || onlyWith) continue;
    if (permissions) {
      await owner.mustSucceed("POST", `iam/v1/projects/${PROJECT}/roles`, {
        roleId: role,
        role: { title: role, stage: "GA", includedPermissions: permissions },
      });
    }
    onProject.push(binding(permissions ? `projects/${PROJECT}/roles/${role}` : role));
  }
  const project = `cloudresourcemanager/v1/projects/${PROJECT}:setIamPolicy`;
  await owner.mustSucceed("POST", project, { policy: { bindings: onProject } });
  await owner.mustSucceed("POST", `${JOBS}/api-probe:setIamPolicy`, { policy: { bindings: [binding(STARTS_JOBS)] } });
});

test("the probe's account starts a probe, reads what came of it and its log, and cancels it", async () => {
  const { status, body: operation } = await ask("POST", `${JOBS}/api-probe:run`, {});
  expect(status).toBe(200);
  expect((await ask("GET", `run/v2/${operation.name}`)).status).toBe(200);
  const { executions } = (await ask("GET", `${JOBS}/api-probe/executions`)).body;
  const [{ name }] = executions;
  expect((await ask("GET", `run/v2/${name}`)).status).toBe(200);
  expect((await ask("GET", `run/v2/${name}/tasks`)).status).toBe(200);
  const entries = { resourceNames: [`projects/${PROJECT}`], filter: 'resource.type="cloud_run_job"' };
  expect((await ask("POST", "logging/v2/entries:list", entries)).status).toBe(200);
  // It has ended, so that there is nothing to cancel; but not for lack of a permission.
  expect((await ask("POST", `run/v2/${name}:cancel`, {})).status).not.toBe(403);
});

test("the probe's account leaves the mark of a night, which an alert can count; sent again it is the same entry", async () => {
  const { log, resource, schema } = NIGHT_MARK;
  const mark = {
    logName: `projects/${PROJECT}/logs/${log}`,
    resource: { type: resource, labels: { project_id: PROJECT } },
    entries: [{ insertId: "a-night", jsonPayload: { schema, environment: "staging", verdict: "clean" } }],
  };
  for (const _ of [1, 2]) expect((await ask("POST", "logging/v2/entries:write", mark)).status).toBe(200);
  const filter = `logName="projects/${PROJECT}/logs/${log}" AND jsonPayload.environment="staging"`;
  const { entries } = (await ask("POST", "logging/v2/entries:list", { resourceNames: [`projects/${PROJECT}`], filter }))
    .body;
  expect(entries).toMatchObject([{ insertId: "a-night", resource: mark.resource, jsonPayload: { verdict: "clean" } }]);
});

test.each<[string, string, string, unknown, string]>([
  ["start another job", "POST", `${JOBS}/nightly-export:run`, {}, "run.jobs.run"],
  [
    "start the probe with arguments of its own",
    "POST",
    `${JOBS}/api-probe:run`,
    { overrides: { containerOverrides: [{ args: ["--eval", "process.env"] }] } },
    "run.jobs.runWithOverrides",
  ],
  ["change the probe", "PATCH", `${JOBS}/api-probe`, job, "run.jobs.update"],
  ["make a job", "POST", `${JOBS}?jobId=mine`, job, "run.jobs.create"],
  ["delete the probe", "DELETE", `${JOBS}/api-probe`, undefined, "run.jobs.delete"],
  ["say who may start it", "POST", `${JOBS}/api-probe:setIamPolicy`, { policy: {} }, "run.jobs.setIamPolicy"],
  ["read a secret", "GET", `${SECRETS}/password/versions/1:access`, undefined, "secretmanager.versions.access"],
  [
    "have Google trace, without the setting",
    "POST",
    `${TESTS}?testId=mine`,
    {},
    "networkmanagement.connectivitytests.create",
  ],
])("the probe's account may not %s", async (_, method, path, body, permission) => {
  const answer = await ask(method, path, body);
  expect(answer.status).toBe(403);
  expect(refusal(answer)[1]).toContain(permission);
});

test("a schedule is made only by who may act as the account that it calls as", async () => {
  const schedules = `cloudscheduler/v1/${AT}/jobs`;
  const uri = `https://run.googleapis.com/v2/${AT}/jobs/api-probe:run`;
  const as = (account: string) => ({
    ...{ name: `${AT}/jobs/api-probe`, schedule: "*/10 * * * *" },
    httpTarget: { uri, oauthToken: { serviceAccountEmail: account } },
  });
  const roles = `iam/v1/projects/${PROJECT}/roles`;
  const includedPermissions = ["cloudscheduler.jobs.create"];
  await cloud().mustSucceed("POST", roles, {
    roleId: "schedules",
    role: { title: "S", stage: "GA", includedPermissions },
  });
  const project = `cloudresourcemanager/v1/projects/${PROJECT}:setIamPolicy`;
  const bindings = [binding(`projects/${PROJECT}/roles/schedules`)];
  await cloud().mustSucceed("POST", project, { policy: { bindings } });
  const watch = `${ACCOUNT_IDS.watch}@${PROJECT}.iam.gserviceaccount.com`;
  const refused = await ask("POST", schedules, as(watch));
  expect(refusal(refused)).toEqual([403, expect.stringContaining(watch)]);
  const accounts = `iam/v1/projects/${PROJECT}/serviceAccounts`;
  await cloud().mustSucceed("POST", accounts, { accountId: ACCOUNT_IDS.watch });
  const actsAs = { policy: { bindings: [binding("roles/iam.serviceAccountUser")] } };
  await cloud().mustSucceed("POST", `${accounts}/${watch}:setIamPolicy`, actsAs);
  expect((await ask("POST", schedules, as(watch))).status).toBe(200);
});
