/** What a role is granted on. */
export type GrantedOn = "project" | "state bucket" | "accounts of the services";

/** One role that an identity holds. */
export interface Grant {
  /** A predefined role, or the id of a custom role of the project. */
  role: string;
  /** What a custom role holds. */
  permissions?: readonly string[];
  on: GrantedOn;
  /** What it is needed for. */
  for: string;
  /** Why it is this one, where it allows to change or to use more than is needed. */
  beyond?: string;
}

/** lineup's own reading of a project. */
const READS: readonly Grant[] = [
  {
    role: "roles/compute.networkViewer",
    on: "project",
    for: "networks, subnetworks, routes and those of peerings, firewall rules, NAT, reserved ranges, services connections, enabled APIs",
  },
  { role: "roles/run.viewer", on: "project", for: "services, jobs and worker pools, and who may call them" },
  {
    role: "roles/redis.viewer",
    on: "project",
    for: "Redis instances and clusters",
    beyond: "no smaller predefined role lists them; this one also lets requests count for the project's quota",
  },
  { role: "roles/memorystore.viewer", on: "project", for: "Valkey instances" },
  { role: "roles/memcache.viewer", on: "project", for: "Memcached instances" },
  { role: "roles/vpcaccess.viewer", on: "project", for: "connectors" },
  { role: "roles/secretmanager.viewer", on: "project", for: "secrets without their values, and who reads them" },
  { role: "roles/iam.serviceAccountViewer", on: "project", for: "the accounts that services run as" },
  { role: "roles/dns.reader", on: "project", for: "records of the names that variables hold" },
  { role: "roles/browser", on: "project", for: "who has which role on the whole project" },
  {
    role: "lineupReader",
    permissions: [
      "compute.firewallPolicies.list",
      "compute.regionFirewallPolicies.get",
      "compute.regionFirewallPolicies.list",
      "networkconnectivity.serviceConnectionPolicies.list",
    ],
    on: "project",
    for: "firewall policies, and service connection policies; roles/compute.viewer has the first, and reads every machine and disk; roles/iam.securityReviewer has the others, and lists nearly everything",
  },
];

/** What `terraform apply` needs beside what everybody needs to read the state. */
const DEPLOYS: readonly Grant[] = [
  {
    role: "roles/compute.networkAdmin",
    on: "project",
    for: "network, subnetwork, reserved range, router and NAT, services connection",
    beyond: "no smaller predefined role makes a network; this one also manages load balancers and VPN",
  },
  {
    role: "roles/compute.securityAdmin",
    on: "project",
    for: "firewall rules",
    beyond: "no smaller predefined role makes a firewall rule; this one also manages policies and certificates",
  },
  {
    role: "roles/vpcaccess.admin",
    on: "project",
    for: "connector",
  },
  {
    role: "roles/redis.admin",
    on: "project",
    for: "Redis and its AUTH string",
    beyond: "roles/redis.editor neither creates nor reads the AUTH string; this one also exports and imports data",
  },
  {
    role: "roles/run.admin",
    on: "project",
    for: "services, and who may call them",
    beyond: "roles/run.developer may not say who calls a service; this one also manages and runs jobs",
  },
  {
    role: "roles/secretmanager.admin",
    on: "project",
    for: "Redis's secrets, and who reads which secret",
    beyond: "no smaller predefined role says who reads a secret; this one can read every secret of the project itself",
  },
  {
    role: "roles/iam.serviceAccountAdmin",
    on: "project",
    for: "the accounts that the services run as",
    beyond: "roles/iam.serviceAccountCreator cannot delete one; this one also says who may use an account",
  },
  {
    role: "roles/iam.serviceAccountUser",
    on: "project",
    for: "deploying services that run as these accounts",
    beyond: "the same apply makes the accounts, so none is there to grant it on; it covers all of the project",
  },
  {
    role: "roles/serviceusage.serviceUsageAdmin",
    on: "project",
    for: "turning APIs on",
    beyond: "no smaller predefined role turns one on; this one also turns them off and changes quotas",
  },
];

/** Who does something with an environment, and with which roles. */
export const IDENTITIES = {
  /** Plans, looks for drift, and takes the inventory in CI. It changes nothing. */
  plan: [
    ...READS,
    {
      role: "lineupPlan",
      permissions: ["redis.instances.getAuthString"],
      on: "project",
      for: "every refresh reads the AUTH string, which only roles/redis.admin may",
    },
    { role: "roles/storage.objectViewer", on: "state bucket", for: "reading the state" },
  ],
  /** Applies the plan that was reviewed. */
  deploy: [
    ...DEPLOYS,
    {
      role: "roles/storage.objectUser",
      on: "state bucket",
      for: "writing the state and its lock",
      beyond: "roles/storage.objectCreator cannot take the lock away; this one also makes folders in the bucket",
    },
  ],
  /** Takes the inventory with `lineup inventory`, without Terraform. */
  inventory: READS,
  /** Makes the bucket of the state, once for each environment. */
  bootstrap: [
    {
      role: "lineupBootstrap",
      permissions: ["storage.buckets.create", "storage.buckets.get", "storage.buckets.update"],
      on: "project",
      for: "the bucket; of the predefined roles roles/storage.admin has these, and deletes every object of the project",
    },
    {
      role: "roles/serviceusage.serviceUsageAdmin",
      on: "project",
      for: "turning on the two APIs that Terraform needs to turn on the rest",
      beyond: "no smaller predefined role turns one on; this one also turns them off and changes quotas",
    },
  ],
  /** The app's own pipeline, which writes images and nothing else. */
  release: [
    {
      role: "roles/run.developer",
      on: "project",
      for: "the image of a service",
      beyond: "no smaller predefined role updates a service; this one also deletes services and runs jobs",
    },
    {
      role: "roles/iam.serviceAccountUser",
      on: "accounts of the services",
      for: "the new revision runs as its service's account",
    },
  ],
} satisfies Record<string, readonly Grant[]>;

export type Identity = keyof typeof IDENTITIES;

/** The service accounts that a pipeline uses. People are the other identities, with accounts of their own. */
export const ACCOUNT_IDS: Partial<Record<Identity, string>> = { plan: "lineup-plan", deploy: "lineup-deploy" };

export function grantsOf(identity: Identity): readonly Grant[] {
  return IDENTITIES[identity];
}
