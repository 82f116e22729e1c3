/** What a method needs that the data set does not know, as Google documents it. */
export interface MorePermissions {
  permissions: readonly string[];
  /** The data set lists others, which are wrong or needed for what is not asked here: these hold, and not those. */
  instead?: true;
  /** The page of Google's that says so. */
  source: string;
}

const DOCS = "https://cloud.google.com";
const FIREWALL = `${DOCS}/firewall/docs/access-control/roles-permissions`;
const VPC = `${DOCS}/vpc/docs/audit-logging`;
const PRIVATE_SERVICES = `${DOCS}/vpc/docs/configure-private-services-access`;
const FUNCTIONS = `${DOCS}/functions/docs/reference/iam/roles#additional-configuration`;
const RUN = `${DOCS}/run/docs/reference/iam/roles#additional-configuration`;
const RUN_PERMISSIONS = `${DOCS}/run/docs/reference/iam/permissions`;
const EXECUTE = `${DOCS}/run/docs/execute/jobs`;
const LOGS = `${DOCS}/logging/docs/access-control`;
const SCHEDULER = `${DOCS}/scheduler/docs/http-target-auth`;
const SECRETS = `${DOCS}/secret-manager/docs/access-control`;
const STORAGE = `${DOCS}/storage/docs/access-control/iam-json`;
const SQL = `${DOCS}/sql/docs/postgres/iam-permissions`;
const VALKEY = `${DOCS}/memorystore/docs/valkey/access-control`;

const FEDERATION = `${DOCS}/iam/docs/manage-workload-identity-pools-providers`;

const TESTING = `${DOCS}/iam/docs/testing-permissions`;
const KEYS = `${DOCS}/kms/docs/reference/permissions-and-roles`;

/** What the data set calls a permission that everybody has. */
export const NONE = "iam.permissions.none";
const POOLS = "iam.projects.locations.workloadIdentityPools";
const ACT_AS = "iam.serviceAccounts.actAs";
/** Whoever writes a firewall rule, a router or a subnetwork of a network changes the network's policy. */
const POLICY = "compute.networks.updatePolicy";

/** By the method's id. The permissions of one are about its own resource, or about one that its body names. */
export const MORE_PERMISSIONS: Readonly<Record<string, MorePermissions>> = {
  "compute.firewalls.insert": { permissions: [POLICY], source: FIREWALL },
  "compute.globalAddresses.insert": {
    // The provider labels what it makes; the network is the one that the range is for.
    permissions: ["compute.networks.use", "compute.globalAddresses.setLabels"],
    source: PRIVATE_SERVICES,
  },
  "compute.projects.getXpnHost": {
    permissions: ["compute.projects.get"],
    source: `${DOCS}/compute/docs/reference/rest/v1/projects/getXpnHost`,
  },
  "compute.routers.insert": { permissions: [POLICY], source: VPC },
  "compute.routers.patch": { permissions: [POLICY], source: VPC },
  "compute.subnetworks.insert": { permissions: [POLICY], source: VPC },
  "servicenetworking.services.connections.create": {
    permissions: ["servicenetworking.services.addPeering", "compute.networks.use"],
    source: PRIVATE_SERVICES,
  },
  "servicenetworking.services.connections.patch": {
    permissions: ["servicenetworking.services.addPeering", "compute.networks.use"],
    source: PRIVATE_SERVICES,
  },
  "redis.projects.locations.instances.create": {
    permissions: ["redis.instances.updateAuth"],
    source: `${DOCS}/memorystore/docs/redis/audit-logging`,
  },
  "redis.projects.locations.instances.patch": {
    permissions: ["redis.instances.updateAuth"],
    source: `${DOCS}/memorystore/docs/redis/access-control`,
  },
  ...needs("memorystore.projects.locations.instances", "memorystore.instances", VALKEY, {
    create: "create",
    delete: "delete",
    get: "get",
    list: "list",
    patch: "update",
  }),
  ...needs("memorystore.projects.locations.operations", "memorystore.operations", VALKEY, { get: "get" }),
  // The data set writes them in a way of its own, and takes one of providers for one of workforce pools.
  ...instead(POOLS, "iam.googleapis.com/workloadIdentityPools", FEDERATION, {
    create: "create",
    delete: "delete",
    get: "get",
    list: "list",
    patch: "update",
    undelete: "undelete",
    "operations.get": "get",
  }),
  ...instead(`${POOLS}.providers`, "iam.googleapis.com/workloadIdentityPoolProviders", FEDERATION, {
    create: "create",
    delete: "delete",
    get: "get",
    list: "list",
    patch: "update",
    undelete: "undelete",
    "operations.get": "get",
  }),
  // Who signs in has no token yet, and nobody is asked whether he may ask what he may.
  "sts.token": { permissions: [NONE], source: `${DOCS}/iam/docs/reference/sts/rest/v1/TopLevel/token` },
  "cloudresourcemanager.projects.testIamPermissions": { permissions: [NONE], source: TESTING },
  "iam.projects.serviceAccounts.testIamPermissions": { permissions: [NONE], source: TESTING },
  "iamcredentials.projects.serviceAccounts.generateAccessToken": {
    permissions: ["iam.serviceAccounts.getAccessToken"],
    source: `${DOCS}/iam/docs/service-account-permissions`,
  },
  ...needs("orgpolicy.projects.policies", "orgpolicy", `${DOCS}/iam/docs/roles-permissions/orgpolicy`, {
    create: "policies.create",
    delete: "policies.delete",
    get: "policy.get",
    list: "policies.list",
    patch: "policies.update",
    getEffectivePolicy: "policy.get",
  }),
  ...needs("cloudbilling.projects", "resourcemanager.projects", `${DOCS}/billing/docs/how-to/billing-access`, {
    getBillingInfo: "get",
    updateBillingInfo: "createBillingAssignment",
  }),
  ...needs("cloudkms.projects.locations.keyRings", "cloudkms.keyRings", KEYS, { create: "create", get: "get" }),
  ...needs("cloudkms.projects.locations.keyRings.cryptoKeys", "cloudkms.cryptoKeys", KEYS, {
    create: "create",
    get: "get",
    getIamPolicy: "getIamPolicy",
    list: "list",
    setIamPolicy: "setIamPolicy",
  }),
  "storage.projects.serviceAccount.get": { permissions: ["resourcemanager.projects.get"], source: STORAGE },
  "storage.buckets.list": { permissions: ["storage.buckets.list"], instead: true, source: STORAGE },
  "cloudfunctions.projects.locations.functions.create": { permissions: [ACT_AS], source: FUNCTIONS },
  "cloudfunctions.projects.locations.functions.patch": { permissions: [ACT_AS], source: FUNCTIONS },
  "run.namespaces.services.create": { permissions: [ACT_AS], source: RUN },
  "run.namespaces.services.replaceService": { permissions: [ACT_AS], source: RUN },
  "run.projects.locations.services.create": { permissions: [ACT_AS], source: RUN },
  "run.projects.locations.services.patch": { permissions: [ACT_AS], source: RUN },
  "run.projects.locations.jobs.create": { permissions: [ACT_AS], source: RUN },
  "run.projects.locations.jobs.patch": { permissions: [ACT_AS], source: RUN },
  "run.projects.locations.workerPools.create": { permissions: ["run.workerpools.create", ACT_AS], source: RUN },
  "run.projects.locations.workerPools.patch": { permissions: ["run.workerpools.update", ACT_AS], source: RUN },
  "cloudscheduler.projects.locations.jobs.create": { permissions: [ACT_AS], source: SCHEDULER },
  "cloudscheduler.projects.locations.jobs.patch": { permissions: [ACT_AS], source: SCHEDULER },
  // The other permission that the data set lists is for a body with overrides.
  "run.projects.locations.jobs.run": { permissions: ["run.jobs.run"], instead: true, source: EXECUTE },
  ...needs("run.projects.locations.jobs.executions", "run.executions", RUN_PERMISSIONS, { cancel: "cancel" }),
  ...needs("run.projects.locations.workerPools", "run.workerpools", RUN_PERMISSIONS, {
    getIamPolicy: "getIamPolicy",
    list: "list",
    setIamPolicy: "setIamPolicy",
  }),
  ...needs("run.projects.locations", "run.locations", RUN_PERMISSIONS, { list: "list" }),
  ...needs("run.projects.locations.domainmappings", "run.domainmappings", RUN_PERMISSIONS, { list: "list" }),
  ...needs("run.projects.locations.services.revisions", "run.revisions", RUN_PERMISSIONS, { delete: "delete", get: "get", list: "list" }),
  ...needs("run.projects.locations.workerPools.revisions", "run.revisions", RUN_PERMISSIONS, { get: "get" }),
  // The data set takes the verb of the version for one of the secret; no role has such a permission.
  "secretmanager.projects.secrets.versions.disable": {
    permissions: ["secretmanager.versions.disable"],
    instead: true,
    source: SECRETS,
  },
  "secretmanager.projects.secrets.versions.enable": {
    permissions: ["secretmanager.versions.enable"],
    instead: true,
    source: SECRETS,
  },
  // The policies of objects and buckets are needed for their access control lists only; here access is uniform.
  "storage.buckets.get": { permissions: ["storage.buckets.get"], instead: true, source: STORAGE },
  "storage.buckets.patch": { permissions: ["storage.buckets.update"], instead: true, source: STORAGE },
  "storage.objects.get": { permissions: ["storage.objects.get"], instead: true, source: STORAGE },
  "storage.objects.list": { permissions: ["storage.objects.list"], instead: true, source: STORAGE },
  ...needs("storage.anywhereCaches", "storage.anywhereCaches", STORAGE, { list: "list" }),
  ...needs("logging.entries", "logging.logEntries", LOGS, { list: "list", write: "create" }),
  ...needs("logging.projects.metrics", "logging.logMetrics", LOGS, {
    create: "create",
    delete: "delete",
    get: "get",
    list: "list",
    update: "update",
  }),
  ...needs("sql.instances", "cloudsql.instances", SQL, {
    delete: "delete",
    get: "get",
    insert: "create",
    patch: "update",
    update: "update",
  }),
  ...needs("sql.operations", "cloudsql.instances", SQL, { get: "get" }),
  ...needs("sql.users", "cloudsql.users", SQL, { list: "list" }),
};

function instead(...said: Parameters<typeof needs>): Record<string, MorePermissions> {
  const needed = Object.entries(needs(...said));
  return Object.fromEntries(needed.map(([method, one]) => [method, { ...one, instead: true }]));
}

/** Methods that each need one permission, of which the verb differs at most. */
function needs(methods: string, permissions: string, source: string, verbs: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(verbs).map(([method, verb]) => [
      `${methods}.${method}`,
      { permissions: [`${permissions}.${verb}`], source },
    ]),
  );
}
