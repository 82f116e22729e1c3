import { assertThat, type ScenarioStep } from "../../steps";
import { BUCKET } from "../faults/recovery";
import { BACKEND, PROJECT } from "../incident/names";
import { accountOf } from "./grants";
import type { Scene } from "./scene";

const SECRETS = `secretmanager/v1/projects/${PROJECT}/secrets`;
const JOBS = `run/v2/projects/${PROJECT}/locations/us-central1/jobs`;
const PROBE = `${JOBS}/netra-backend-staging-probe`;
/** Somebody else's, in the same project. */
const EXPORT = `${JOBS}/nightly-export`;
/** Somebody else's, which no environment file lists. */
const KEPT = "payments-key";
const BOOTSTRAPS_STATE = encodeURIComponent("staging-bootstrap/default.tfstate");
const anybody = { policy: { bindings: [{ role: "roles/secretmanager.secretAccessor", members: ["allUsers"] }] } };

interface Attempt {
  as: "plan" | "deploy" | "probe";
  to: string;
  method: string;
  path: string;
  body?: unknown;
  lacks: string;
}

const ATTEMPTS: readonly Attempt[] = [
  {
    as: "deploy",
    to: "run a service as another account of the project",
    method: "PATCH",
    path: `${BACKEND}?updateMask=template`,
    body: { template: { serviceAccount: accountOf("bootstrap") } },
    lacks: "iam.serviceaccounts.actAs",
  },
  {
    as: "deploy",
    to: "make an account",
    method: "POST",
    path: `iam/v1/projects/${PROJECT}/serviceAccounts`,
    body: { accountId: "another" },
    lacks: "iam.serviceAccounts.create",
  },
  {
    as: "deploy",
    to: "say who becomes an account",
    method: "POST",
    path: `iam/v1/projects/${PROJECT}/serviceAccounts/${accountOf("plan")}:setIamPolicy`,
    body: { policy: { bindings: [] } },
    lacks: "iam.serviceAccounts.setIamPolicy",
  },
  {
    as: "deploy",
    to: "say who may do what on the project",
    method: "POST",
    path: `cloudresourcemanager/v1/projects/${PROJECT}:setIamPolicy`,
    body: { policy: { bindings: [] } },
    lacks: "resourcemanager.projects.setIamPolicy",
  },
  {
    as: "deploy",
    to: "say who reads a secret that is not the environment's",
    method: "POST",
    path: `${SECRETS}/${KEPT}:setIamPolicy`,
    body: anybody,
    lacks: "secretmanager.secrets.setIamPolicy",
  },
  {
    as: "deploy",
    to: "delete it",
    method: "DELETE",
    path: `${SECRETS}/${KEPT}`,
    lacks: "secretmanager.secrets.delete",
  },
  {
    as: "deploy",
    to: "read it",
    method: "GET",
    path: `${SECRETS}/${KEPT}/versions/latest:access`,
    lacks: "secretmanager.versions.access",
  },
  {
    as: "deploy",
    to: "read the state of the bootstrap, beside its own",
    method: "GET",
    path: `storage/v1/b/${BUCKET}/o/${BOOTSTRAPS_STATE}`,
    lacks: "storage.objects.get",
  },
  {
    as: "deploy",
    to: "delete the state of the bootstrap",
    method: "DELETE",
    path: `storage/v1/b/${BUCKET}/o/${BOOTSTRAPS_STATE}`,
    lacks: "storage.objects.delete",
  },
  {
    as: "deploy",
    to: "say who reads the state",
    method: "PUT",
    path: `storage/v1/b/${BUCKET}/iam`,
    body: { bindings: [] },
    lacks: "storage.buckets.setIamPolicy",
  },
  {
    as: "deploy",
    to: "keep no old states",
    method: "PATCH",
    path: `storage/v1/b/${BUCKET}`,
    body: { versioning: { enabled: false } },
    lacks: "storage.buckets.update",
  },
  {
    as: "plan",
    to: "read the AUTH secret's value",
    method: "GET",
    path: `${SECRETS}/staging-redis-auth/versions/latest:access`,
    lacks: "secretmanager.versions.access",
  },
  {
    as: "plan",
    to: "write a state",
    method: "DELETE",
    path: `storage/v1/b/${BUCKET}/o/${encodeURIComponent("staging/default.tfstate")}`,
    lacks: "storage.objects.delete",
  },
  {
    as: "plan",
    to: "start a probe",
    method: "POST",
    path: `${PROBE}:run`,
    body: {},
    lacks: "run.jobs.run",
  },
  {
    as: "probe",
    to: "start another job",
    method: "POST",
    path: `${EXPORT}:run`,
    body: {},
    lacks: "run.jobs.run",
  },
  {
    as: "probe",
    to: "start a probe with arguments of its own",
    method: "POST",
    path: `${PROBE}:run`,
    body: { overrides: { containerOverrides: [{ args: ["--eval", "process.env"] }] } },
    lacks: "run.jobs.runWithOverrides",
  },
  {
    as: "probe",
    to: "change a probe",
    method: "PATCH",
    path: PROBE,
    body: {},
    lacks: "run.jobs.update",
  },
  {
    as: "probe",
    to: "read the AUTH secret's value",
    method: "GET",
    path: `${SECRETS}/staging-redis-auth/versions/latest:access`,
    lacks: "secretmanager.versions.access",
  },
  {
    as: "probe",
    to: "read the state",
    method: "GET",
    path: `storage/v1/b/${BUCKET}/o/${encodeURIComponent("staging/default.tfstate")}`,
    lacks: "storage.objects.get",
  },
];

/** What the pipeline's identities must not be able to do, tried. */
export function mayNot(scene: Scene): ScenarioStep[] {
  return [
    {
      title: `somebody else keeps a secret and a job in the project: ${KEPT}`,
      run: async () => {
        const template = { template: { containers: [{ image: "us-docker.pkg.dev/cloudrun/container/job" }] } };
        await scene.owner.callApi("POST", `${JOBS}?jobId=nightly-export`, { template });
        await scene.owner.callApi("POST", `${SECRETS}?secretId=${KEPT}`, { replication: { automatic: {} } });
        const payload = { data: Buffer.from("a value").toString("base64") };
        await scene.owner.callApi("POST", `${SECRETS}/${KEPT}:addVersion`, { payload });
        return undefined;
      },
    },
    ...ATTEMPTS.map(
      ({ as, to, method, path, body, lacks }): ScenarioStep => ({
        title: `lineup-${as} may not ${to}`,
        run: async () => {
          const said = await scene
            .as(as)
            .callApi(method, path, body)
            .then(
              () => "it was done",
              (error: Error) => error.message,
            );
          assertThat(said.includes("403") && said.includes(lacks), `it is refused for lack of ${lacks}: ${said}`);
          return lacks;
        },
      }),
    ),
  ];
}
