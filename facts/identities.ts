/** What a role is granted on. Where that is a part of a project or bucket, the grant has a condition. */
export type GrantedOn =
  | "project"
  | "state bucket"
  | "state of the environment"
  | "accounts of the services"
  | "secrets of Redis"
  | "secrets of the services"
  | "secrets of the channels"
  | "probes"
  | "account of the schedule";

/** A setting of an environment's file, without which a grant is not made. */
export type OnlyWith = "probe.trace" | "watch";

/** One role that an identity holds. */
export interface Grant {
  /** A predefined role, or the id of a custom role of the project. */
  role: string;
  /** What a custom role holds. */
  permissions?: readonly string[];
  on: GrantedOn;
  onlyWith?: OnlyWith;
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

/** Starts a Cloud Run job as it is written, and cancels what it has started. roles/run.invoker also calls services. */
export const STARTS_JOBS = "roles/run.jobsExecutor";

const of = (things: string, ...verbs: string[]) => verbs.map((verb) => `${things}.${verb}`);

/** A refresh reads it, as it reads Redis's AUTH string; Google itself gives it back as asterisks. */
const OPENS_CHANNELS: Grant = {
  role: "roles/secretmanager.secretAccessor",
  on: "secrets of the channels",
  for: "the token, key or password that opens a channel of alerts: Terraform reads its value in every plan",
};

/** What `terraform apply` needs. Each custom role holds what is asked, and no more; a test takes away each permission. */
const DEPLOYS: readonly Grant[] = [
  {
    role: "lineupDeploy",
    permissions: [
      "compute.firewalls.create",
      "compute.firewalls.delete",
      "compute.firewalls.get",
      "compute.firewalls.update",
      "compute.globalAddresses.create",
      "compute.globalAddresses.createInternal",
      "compute.globalAddresses.delete",
      "compute.globalAddresses.deleteInternal",
      "compute.globalAddresses.get",
      "compute.globalAddresses.setLabels",
      "compute.globalOperations.get",
      "compute.networks.create",
      "compute.networks.delete",
      "compute.networks.get",
      "compute.networks.updatePolicy",
      "compute.networks.use",
      "compute.regionOperations.get",
      "compute.routers.create",
      "compute.routers.delete",
      "compute.routers.get",
      "compute.routers.update",
      "compute.subnetworks.create",
      "compute.subnetworks.delete",
      "compute.subnetworks.get",
      "compute.subnetworks.update",
      "redis.instances.create",
      "redis.instances.delete",
      "redis.instances.get",
      "redis.instances.getAuthString",
      "redis.instances.update",
      "redis.instances.updateAuth",
      "redis.operations.get",
      "resourcemanager.projects.get",
      "run.jobs.create",
      "run.jobs.delete",
      "run.jobs.get",
      "run.jobs.getIamPolicy",
      "run.jobs.setIamPolicy",
      "run.jobs.update",
      "run.operations.get",
      "run.services.create",
      "run.services.delete",
      "run.services.get",
      "run.services.getIamPolicy",
      "run.services.setIamPolicy",
      "run.services.update",
      "secretmanager.secrets.create",
      "serviceusage.services.list",
      "servicenetworking.operations.get",
      "servicenetworking.services.addPeering",
      "servicenetworking.services.deleteConnection",
      "servicenetworking.services.get",
      "vpcaccess.connectors.create",
      "vpcaccess.connectors.delete",
      "vpcaccess.connectors.get",
      "vpcaccess.connectors.update",
      "vpcaccess.operations.get",
    ],
    on: "project",
    for: "network, connector, Redis, services and their probes",
    beyond:
      "the names of networks, connectors, Redis, services and jobs are none that a condition knows (https://cloud.google.com/iam/docs/conditions-resource-attributes), and what is created is asked for on the project",
  },
  {
    role: "lineupOwnSecrets",
    permissions: [
      "secretmanager.secrets.delete",
      "secretmanager.secrets.get",
      "secretmanager.secrets.getIamPolicy",
      "secretmanager.secrets.setIamPolicy",
      "secretmanager.versions.add",
      "secretmanager.versions.enable",
      "secretmanager.versions.get",
    ],
    on: "secrets of Redis",
    for: "AUTH string and certificates of Redis, and which services read them",
  },
  {
    role: "lineupOtherSecrets",
    permissions: [
      "secretmanager.secrets.get",
      "secretmanager.secrets.getIamPolicy",
      "secretmanager.secrets.setIamPolicy",
    ],
    on: "secrets of the services",
    for: "which services read the secrets that the environment file lists; who may say that can also read them",
  },
  {
    role: "roles/iam.serviceAccountUser",
    on: "accounts of the services",
    for: "deploying services that run as these accounts",
  },
  {
    role: "lineupState",
    permissions: ["storage.objects.create", "storage.objects.delete", "storage.objects.get", "storage.objects.list"],
    on: "state of the environment",
    for: "writing the state and its lock, and not the state of the bootstrap, which lies beside it",
  },
  {
    role: "lineupSchedule",
    permissions: [
      "cloudscheduler.jobs.create",
      "cloudscheduler.jobs.delete",
      "cloudscheduler.jobs.enable",
      "cloudscheduler.jobs.get",
      "cloudscheduler.jobs.update",
    ],
    on: "project",
    onlyWith: "watch",
    for: "the schedules that start the probes",
  },
  {
    role: "roles/iam.serviceAccountUser",
    on: "account of the schedule",
    onlyWith: "watch",
    for: "a schedule starts its probe as this account",
  },
  {
    role: "lineupAlerts",
    permissions: [
      ...of("logging.logMetrics", "create", "delete", "get", "update"),
      ...of("monitoring.alertPolicies", "create", "delete", "get", "update"),
      ...of("monitoring.dashboards", "create", "delete", "get", "update"),
      ...of("monitoring.notificationChannels", "create", "delete", "get", "update"),
      ...of("monitoring.services", "create", "delete", "get", "update"),
      ...of("monitoring.slos", "create", "delete", "get", "update"),
      ...of("monitoring.uptimeCheckConfigs", "create", "delete", "get", "update"),
    ],
    on: "project",
    for: "alerts and who is told, what is counted in the logs, objectives, checks from outside, the dashboard",
    beyond:
      "Monitoring knows no condition and no policy below the project: it can change and silence the alerts of anything there",
  },
  OPENS_CHANNELS,
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
    {
      role: "lineupPlanSchedule",
      permissions: ["cloudscheduler.jobs.get"],
      on: "project",
      onlyWith: "watch",
      for: "every refresh reads the schedules that start the probes",
    },
    {
      role: "lineupPlanAlerts",
      permissions: [
        "logging.logMetrics.get",
        "monitoring.alertPolicies.get",
        "monitoring.dashboards.get",
        "monitoring.notificationChannels.get",
        "monitoring.services.get",
        "monitoring.slos.get",
        "monitoring.uptimeCheckConfigs.get",
      ],
      on: "project",
      for: "every refresh reads what watches; roles/monitoring.viewer also reads every measured value",
    },
    OPENS_CHANNELS,
  ],
  /** Applies what was reviewed. */
  deploy: DEPLOYS,
  /** Proves after a deploy, and at night, that the services reach their Redis: starts the probes, and reads the project. */
  probe: [
    ...READS,
    { role: STARTS_JOBS, on: "probes", for: "starting a probe as it is written, and cancelling what was started" },
    {
      role: "lineupProbe",
      permissions: ["logging.logEntries.list"],
      on: "project",
      for: "the line that a probe has written to the log",
      beyond:
        "no condition narrows it to the probes: it reads every log of the project. Without it the verdict is made of the exit code",
    },
    {
      role: "lineupMark",
      permissions: ["logging.logEntries.create"],
      on: "project",
      for: "the entry that says that drift was judged this night, for which an alert waits",
      beyond:
        "no condition narrows it to one log: it can write any entry, also one that looks like a probe's line or a service's. What lineup believes of a log has to fit the exit code of the probe",
    },
    {
      role: "lineupTrace",
      permissions: [
        "networkmanagement.connectivitytests.create",
        "networkmanagement.connectivitytests.rerun",
        "networkmanagement.connectivitytests.update",
        "networkmanagement.operations.get",
      ],
      on: "project",
      onlyWith: "probe.trace",
      for: "Google's own trace of each path; only roles/networkmanagement.admin has it, and deletes",
    },
  ],
  /** Cloud Scheduler, which starts the probes every few minutes. */
  watch: [
    {
      role: STARTS_JOBS,
      on: "probes",
      onlyWith: "watch",
      for: "starting a probe as it is written",
      beyond: "no smaller predefined role starts a job; this one also cancels what was started",
    },
  ],
  /** Takes the inventory with `lineup inventory`, without Terraform. */
  inventory: READS,
  /** Bootstraps an environment: a person, once, and again when it changes. */
  bootstrap: [
    {
      role: "lineupBootstrap",
      permissions: [
        "iam.roles.create",
        "iam.roles.get",
        "iam.roles.undelete",
        "iam.roles.update",
        "iam.serviceAccounts.create",
        "iam.serviceAccounts.get",
        "iam.serviceAccounts.getIamPolicy",
        "iam.serviceAccounts.setIamPolicy",
        "iam.serviceAccounts.update",
        "resourcemanager.projects.getIamPolicy",
        "resourcemanager.projects.setIamPolicy",
        "storage.buckets.create",
        "storage.buckets.get",
        "storage.buckets.getIamPolicy",
        "storage.buckets.setIamPolicy",
        "storage.buckets.update",
        "storage.objects.create",
        "storage.objects.delete",
        "storage.objects.get",
        "storage.objects.list",
      ],
      on: "project",
      for: "buckets, accounts, roles, and who has them",
      beyond:
        "who says who may do what can give himself the rest: this is an owner of the project in all but name, and so a person and never a pipeline",
    },
    {
      role: "roles/iam.workloadIdentityPoolAdmin",
      on: "project",
      for: "the pool and the provider by which GitHub's jobs sign in",
      beyond: "no smaller predefined role makes a pool; this one also deletes it",
    },
    {
      role: "roles/serviceusage.serviceUsageAdmin",
      on: "project",
      for: "turning the APIs on",
      beyond: "no smaller predefined role turns one on; this one also turns them off and changes quotas",
    },
  ],
  /** Sends the requests of a service back to an older revision: a person, who may take the inventory as well. */
  rollback: [
    {
      role: "roles/run.developer",
      on: "project",
      for: "the revisions of a service, sending its requests to another one, and starting its probe",
      beyond: "no smaller predefined role updates a service; this one also deploys and deletes services and jobs",
    },
    {
      role: "roles/iam.serviceAccountUser",
      on: "accounts of the services",
      for: "Google asks for it at every change of a service, also where no new revision is made",
    },
    {
      role: "roles/logging.viewer",
      on: "project",
      for: "the line that the probe has written to the log",
      beyond: "no smaller predefined role reads the log; without it the verdict is made of the exit code",
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

/** The service accounts that the bootstrap makes. People are the other identities, with accounts of their own. */
export const ACCOUNT_IDS = {
  plan: "lineup-plan",
  deploy: "lineup-deploy",
  probe: "lineup-probe",
  watch: "lineup-watch",
} as const satisfies Partial<Record<Identity, string>>;

export function grantsOf(identity: Identity): readonly Grant[] {
  return IDENTITIES[identity];
}

/** GitHub's environments, in which the jobs of an environment run. */
export const githubEnvironments = (environment: string) => ({
  /** Applies, from main alone, after an approval. */
  deploy: environment,
  /** Plans a pull request. Where `plans` is "approved", a reviewer lets each one begin. */
  plan: `${environment}-plan`,
  /** Reads, from main alone: review before a deploy, verify after it, drift at night. Nobody is asked. */
  main: `${environment}-main`,
  /** Starts the probes, from main alone: after a deploy, and at night. Nobody is asked. */
  probe: `${environment}-probe`,
});
