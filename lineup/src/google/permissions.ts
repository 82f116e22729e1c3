/** What the inventory needs, below the smallest predefined role that only reads and holds it. */
const HELD_BY: Record<string, readonly string[]> = {
  "roles/browser": ["resourcemanager.projects.get", "resourcemanager.projects.getIamPolicy"],
  "roles/compute.networkViewer": [
    "compute.firewalls.list",
    "compute.forwardingRules.list",
    "compute.globalAddresses.list",
    "compute.networks.getEffectiveFirewalls",
    "compute.networks.list",
    "compute.networks.listPeeringRoutes",
    "compute.projects.get",
    "compute.routers.list",
    "compute.routes.list",
    "compute.subnetworks.list",
    "networkconnectivity.policyBasedRoutes.list",
    "servicenetworking.services.get",
    "serviceusage.services.list",
  ],
  "roles/compute.viewer": [
    "compute.firewallPolicies.list",
    "compute.regionFirewallPolicies.get",
    "compute.regionFirewallPolicies.list",
  ],
  "roles/dns.reader": [
    "dns.managedZones.list",
    "dns.policies.list",
    "dns.resourceRecordSets.list",
    "dns.responsePolicies.list",
  ],
  "roles/iam.securityReviewer": ["networkconnectivity.serviceConnectionPolicies.list"],
  "roles/iam.serviceAccountTokenCreator": ["iam.serviceAccounts.getAccessToken"],
  "roles/iam.serviceAccountViewer": ["iam.serviceAccounts.get"],
  "roles/memcache.viewer": ["memcache.instances.list"],
  "roles/memorystore.viewer": ["memorystore.instances.list"],
  "roles/redis.viewer": ["redis.clusters.list", "redis.instances.list"],
  "roles/run.viewer": [
    "run.jobs.list",
    "run.locations.list",
    "run.revisions.get",
    "run.services.getIamPolicy",
    "run.services.list",
    "run.workerpools.list",
  ],
  "roles/secretmanager.viewer": [
    "secretmanager.secrets.get",
    "secretmanager.secrets.getIamPolicy",
    "secretmanager.secrets.list",
    "secretmanager.versions.list",
  ],
  "roles/serviceusage.serviceUsageConsumer": ["serviceusage.services.use"],
  "roles/vpcaccess.viewer": ["vpcaccess.connectors.list", "vpcaccess.locations.list"],
};

/** What the probe needs besides. */
const PROBING: Record<string, readonly string[]> = {
  "roles/logging.viewer": ["logging.logEntries.list"],
  "roles/networkmanagement.admin": [
    "networkmanagement.connectivitytests.create",
    "networkmanagement.connectivitytests.rerun",
    "networkmanagement.connectivitytests.update",
  ],
  "roles/networkmanagement.viewer": ["networkmanagement.connectivitytests.get", "networkmanagement.operations.get"],
  "roles/run.invoker": ["run.jobs.run"],
  "roles/run.jobsExecutor": ["run.executions.cancel"],
  "roles/run.viewer": [
    "run.executions.get",
    "run.executions.list",
    "run.jobs.get",
    "run.operations.get",
    "run.services.get",
    "run.tasks.list",
  ],
};

/** What a diagnosis needs besides: without any of these it says what it could not look at. */
const DIAGNOSING: Record<string, readonly string[]> = {
  "roles/logging.viewer": ["logging.logEntries.list"],
  "roles/run.viewer": ["run.revisions.list", "run.services.get"],
  "roles/storage.objectViewer": ["storage.objects.get"],
};

/** What it takes to list the revisions of a service, and to send its requests to another one. */
const GOING_BACK: Record<string, readonly string[]> = {
  "roles/iam.serviceAccountUser": ["iam.serviceAccounts.actAs"],
  "roles/run.developer": ["run.services.update"],
  "roles/run.viewer": ["run.revisions.list"],
};

const ROLES = new Map(
  [HELD_BY, PROBING, DIAGNOSING, GOING_BACK]
    .flatMap((held) => Object.entries(held))
    .flatMap(([role, permissions]) => permissions.map((permission) => [permission, role] as const)),
);

export const PROBING_PERMISSIONS: readonly string[] = Object.values(PROBING).flat();
export const DIAGNOSING_PERMISSIONS: readonly string[] = Object.values(DIAGNOSING).flat();
export const GOING_BACK_PERMISSIONS: readonly string[] = Object.values(GOING_BACK).flat();
export const NEEDED_ROLES: readonly string[] = Object.keys(HELD_BY);

/** A predefined role that holds the permission; undefined for one that lineup does not need. */
export function roleWith(permission: string): string | undefined {
  return ROLES.get(permission);
}

/** `grant the permission redis.instances.list, for example with roles/redis.viewer` */
export function grantOf(permission: string): string {
  const role = roleWith(permission);
  return `grant the permission ${permission}${role === undefined ? "" : `, for example with ${role}`}`;
}
