import { permissionsOfMethod, permissionsOfRole, rolesWith } from "../../facts/google-apis/iam";
import { type Grant, type GrantedOn, grantsOf, type Identity } from "../../facts/identities";
import { SOURCES } from "../../lineup/src/inventory";
import {
  type Activity,
  type AskedMethod,
  type AskedOn,
  methodsOf,
  readRequests,
} from "../../rehearsal/recording/requests";

/** A permission that an identity needs, and what for. */
export interface Need {
  permission: string;
  on: AskedOn;
  because: string;
}

/** What each identity does, of what is recorded. */
const ACTIVITIES_OF: Record<Identity, readonly Activity[]> = {
  plan: ["plan", "drift", "inventory"],
  deploy: ["deploy"],
  inventory: ["inventory"],
  bootstrap: ["bootstrap"],
  release: [],
  rollback: [],
  probe: ["inventory"],
  watch: [],
};

const RUN = "run.projects.locations";
const TESTS = "networkmanagement.projects.locations.global";
const SCHEDULES = "cloudscheduler.projects.locations.jobs";

const METRICS = "logging.projects.metrics";
const OF_PROJECT = ["alertPolicies", "dashboards", "notificationChannels", "uptimeCheckConfigs"];
/** What watches an environment. */
const WATCHING = [
  METRICS,
  ...OF_PROJECT.map((things) => `monitoring.projects.${things}`),
  ...["monitoring.services", "monitoring.services.serviceLevelObjectives"],
];
const OPENS_A_CHANNEL: AskedMethod = {
  method: "secretmanager.projects.secrets.versions.access",
  on: "secret of a channel",
};
const asked =
  (verb: string) =>
  (things: string): AskedMethod => ({ method: `${things}.${verb}`, on: "project" });

/** What no recording has: done without Terraform and lineup, by a probe that runs, or only with a setting. */
const NOT_RECORDED: Partial<Record<Identity, readonly AskedMethod[]>> = {
  bootstrap: [
    // gcloud services enable
    { method: "serviceusage.services.batchEnable", on: "project" },
    { method: "serviceusage.operations.get", on: "project" },
    // A setting is changed.
    { method: "storage.buckets.patch", on: "bucket" },
    { method: "iam.projects.roles.patch", on: "project" },
    { method: "iam.projects.serviceAccounts.patch", on: "account" },
    { method: "iam.projects.locations.workloadIdentityPools.patch", on: "project" },
    { method: "iam.projects.locations.workloadIdentityPools.providers.patch", on: "project" },
    // What was deleted is brought back, as the message of a refused apply says.
    { method: "iam.projects.roles.undelete", on: "project" },
    { method: "iam.projects.locations.workloadIdentityPools.undelete", on: "project" },
  ],
  plan: [{ method: `${SCHEDULES}.get`, on: "project" }, OPENS_A_CHANNEL],
  deploy: [
    ...["create", "delete", "get", "patch", "resume"].map((verb): AskedMethod => asked(verb)(SCHEDULES)),
    OPENS_A_CHANNEL,
    // A setting is changed.
    ...WATCHING.map((things) => asked(things === METRICS ? "update" : "patch")(things)),
  ],
  probe: [
    ...["run", "executions.cancel"].map((does): AskedMethod => ({ method: `${RUN}.jobs.${does}`, on: "probe" })),
    ...[
      ...["get", "list", "executions.get", "executions.tasks.list"].map((does) => `${RUN}.jobs.${does}`),
      `${RUN}.operations.get`,
      "logging.entries.list",
      "logging.entries.write",
      ...["create", "get", "patch", "rerun"].map((does) => `${TESTS}.connectivityTests.${does}`),
      `${TESTS}.operations.get`,
    ].map((method): AskedMethod => ({ method, on: "project" })),
  ],
  watch: [{ method: `${RUN}.jobs.run`, on: "probe" }],
  rollback: [
    ...["services.get", "services.patch", "services.revisions.list", "operations.get"],
    ...["jobs.list", "jobs.run", "jobs.executions.get", "jobs.executions.tasks.list", "jobs.executions.cancel"],
  ]
    .map((does): AskedMethod => ({ method: `${RUN}.${does}`, on: "project" }))
    .concat({ method: "logging.entries.list", on: "project" }),
  release: [
    // gcloud run deploy SERVICE --image IMAGE
    { method: "run.namespaces.services.get", on: "project" },
    { method: "run.namespaces.services.replaceService", on: "project" },
  ],
};

/** What is asked and may be refused. */
export const GOES_ON_WITHOUT: Partial<Record<Identity, Record<string, string>>> = {
  bootstrap: { "compute.projects.get": "the provider then takes the project from its own settings" },
};

/** What the data set calls a permission that everybody has. */
const EVERYBODY = "iam.permissions.none";
const ACT_AS = "iam.serviceAccounts.actAs";

export function needsOf(identity: Identity): Need[] {
  const recording = readRequests();
  if (!recording) throw new Error("there is no recording of requests");
  const activities = ACTIVITIES_OF[identity];
  const asked = [...activities.flatMap((one) => methodsOf(recording, one)), ...(NOT_RECORDED[identity] ?? [])];
  const listed = activities.includes("inventory") ? SOURCES : [];
  const all: Need[] = [
    ...asked.flatMap(needsOfMethod),
    ...listed.flatMap(({ what, permissions }) =>
      permissions.map((permission): Need => ({ permission, on: "project", because: `the inventory's ${what}` })),
    ),
  ];
  return all.filter(({ permission }) => permission !== EVERYBODY && !GOES_ON_WITHOUT[identity]?.[permission]);
}

function needsOfMethod({ method, on }: AskedMethod): Need[] {
  const permissions = permissionsOfMethod(method);
  if (!permissions) throw new Error(`facts/google-apis does not say which permissions ${method} needs`);
  return permissions.map((permission) => ({
    permission,
    on: permission !== ACT_AS ? on : method.startsWith(SCHEDULES) ? "account of the schedule" : "account",
    because: method,
  }));
}

const COVERS: Record<GrantedOn, (on: AskedOn) => boolean> = {
  project: () => true,
  "state bucket": (on) => on === "bucket",
  "state of the environment": (on) => on === "bucket",
  "accounts of the services": (on) => on === "account",
  "secrets of Redis": (on) => on === "secret",
  "secrets of the services": (on) => on === "other secret",
  "secrets of the channels": (on) => on === "secret of a channel",
  probes: (on) => on === "probe",
  "account of the schedule": (on) => on === "account of the schedule",
};

export function permissionsOf({ role, permissions }: Grant): readonly string[] {
  const held = permissions ?? permissionsOfRole(role);
  if (!held) throw new Error(`the data set has no role ${role}`);
  return held;
}

export function meets(grant: Grant, { permission, on }: Need): boolean {
  return COVERS[grant.on](on) && permissionsOf(grant).includes(permission);
}

/** What these grants do not allow, with the smallest role that would. */
export function missing(identity: Identity, grants: readonly Grant[] = grantsOf(identity)): string[] {
  const lacking = needsOf(identity).filter((need) => !grants.some((grant) => meets(grant, need)));
  const said = lacking.map(({ permission, on, because }) => {
    const [smallest = "no role of the data set"] = rolesWith(permission);
    return `${identity} lacks ${permission} on ${on}, for ${because}: ${smallest} has it`;
  });
  return [...new Set(said)].sort();
}
