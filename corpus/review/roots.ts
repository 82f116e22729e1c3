import { API, base, CACHE, CONNECTOR, PEERING, RANGE, type Root, ref, SUBNET, VPC } from "../verify/base";
import { add, at, close, copy, env, set, subnet } from "../verify/edit";

// The configurations that are applied before a plan is made. Each is applied once and restored after every case.

function variant(build: (root: Root) => void): Root {
  const root = structuredClone(base);
  build(root);
  return root;
}

export const WORKER = "google_cloud_run_v2_service.worker";
export const SPARE = "google_redis_instance.spare";
export const SQL_RANGE = "google_compute_global_address.sql";
export const SECRET = "google_secret_manager_secret.redis_auth";
export const SECRET_VERSION = "google_secret_manager_secret_version.redis_auth";

/** Two services, a connector that may reach only Redis, and a services connection that Cloud SQL shares. */
export const closed: Root = variant((root) => {
  close(root);
  copy(root, API, "worker", { name: "orders-worker" });
  copy(root, RANGE, "sql", { name: "sql", address: "10.168.0.0" });
  at(root, PEERING).reserved_peering_ranges.push(ref(`${SQL_RANGE}.name`));
  add(root, "google_compute_firewall.ssh", {
    name: "allow-ssh-from-office",
    network: ref(`${VPC}.id`),
    direction: "INGRESS",
    priority: 1000,
    allow: [{ protocol: "tcp", ports: ["22"] }],
    source_ranges: ["198.51.100.0/24"],
  });
});

/** Redis with AUTH and TLS; the service gets the AUTH string through Secret Manager. */
export const secured: Root = variant((root) => {
  set(root, CACHE, { auth_enabled: true, transit_encryption_mode: "SERVER_AUTHENTICATION" });
  set(root, "google_compute_firewall.redis_out", { allow: [{ protocol: "tcp", ports: ["6378"] }] });
  add(root, SECRET, { secret_id: "redis-auth", replication: { auto: {} } });
  add(root, SECRET_VERSION, { secret: ref(`${SECRET}.id`), secret_data: ref(`${CACHE}.auth_string`) });
  const [container] = at(root, API).template.containers;
  container.env.push({
    name: "REDIS_PASSWORD",
    value_source: { secret_key_ref: { secret: ref(`${SECRET}.secret_id`), version: "latest" } },
  });
  at(root, API).depends_on = [SECRET_VERSION];
});

export const ACCOUNT = "google_service_account.api";
export const SPARE_ACCOUNT = "google_service_account.spare";
export const KEY = "google_secret_manager_secret.key";
export const KEY_VERSION = "google_secret_manager_secret_version.key";
export const CA = "google_secret_manager_secret.redis_ca";
export const ROLE = "google_project_iam_custom_role.reader";
export const BUCKET = "google_storage_bucket.state";
const ACCESSOR = "roles/secretmanager.secretAccessor";

/**
 * Redis with AUTH and TLS. The service runs as an account of its own, which may read its three secrets by three kinds
 * of grant: a member, a binding beside others, a custom role. A second account may read all of them by the project.
 */
export const served: Root = variant((root) => {
  set(root, CACHE, { auth_enabled: true, transit_encryption_mode: "SERVER_AUTHENTICATION" });
  set(root, "google_compute_firewall.redis_out", { allow: [{ protocol: "tcp", ports: ["6378"] }] });
  add(root, ACCOUNT, { account_id: "orders-api" });
  add(root, SPARE_ACCOUNT, { account_id: "orders-spare" });
  add(root, "google_service_account.idle", { account_id: "orders-idle" });
  add(root, BUCKET, { name: "acme-terraform-state", location: "EU" });
  const secrets: [secret: string, version: string, content: string][] = [
    [SECRET, SECRET_VERSION, ref(`${CACHE}.auth_string`)],
    [CA, CA.replace("secret.", "secret_version."), ref(`${CACHE}.server_ca_certs[0].cert`)],
    [KEY, KEY_VERSION, "planted-key-9d1f"],
  ];
  for (const [secret, version, secret_data] of secrets) {
    const secret_id = (secret.split(".")[1] ?? "").replaceAll("_", "-");
    add(root, secret, { secret_id, replication: { auto: {} } });
    add(root, version, { secret: ref(`${secret}.id`), secret_data });
  }
  const member = ref(`${ACCOUNT}.member`);
  const on = (secret: string) => ref(`${secret}.secret_id`);
  add(root, "google_secret_manager_secret_iam_member.auth", { secret_id: on(SECRET), role: ACCESSOR, member });
  add(root, "google_secret_manager_secret_iam_binding.ca", {
    secret_id: on(CA),
    role: ACCESSOR,
    members: [member, ref("google_service_account.idle.member")],
  });
  add(root, ROLE, {
    role_id: "keyReader",
    title: "Reads keys",
    permissions: ["secretmanager.versions.access", "secretmanager.versions.get"],
  });
  add(root, "google_secret_manager_secret_iam_member.key", { secret_id: on(KEY), role: ref(`${ROLE}.id`), member });
  add(root, "google_project_iam_member.spare", {
    project: "acme-staging",
    role: ACCESSOR,
    member: ref(`${SPARE_ACCOUNT}.member`),
  });
  const { template } = at(root, API);
  template.service_account = ref(`${ACCOUNT}.email`);
  template.containers[0].env.push(
    { name: "APP_KEY", value_source: { secret_key_ref: { secret: on(KEY), version: "1" } } },
    { name: "REDIS_PASSWORD", value_source: { secret_key_ref: { secret: on(SECRET), version: "latest" } } },
  );
  template.volumes = [{ name: "ca", secret: { secret: on(CA), items: [{ version: "latest", path: "ca.pem" }] } }];
  template.containers[0].volume_mounts = [{ name: "ca", mount_path: "/etc/redis" }];
  at(root, API).depends_on = [SECRET_VERSION, KEY_VERSION, CA.replace("secret.", "secret_version.")];
});

/** Two resources hold one and the same grant. */
export const grantedTwice: Root = structuredClone(served);
copy(grantedTwice, "google_secret_manager_secret_iam_member.auth", "auth_twin");

export const WIDE_ROLE = "google_project_iam_custom_role.wide";

/** Everybody has a custom role on the project, which shows next to nothing. */
export const publicRole: Root = variant((root) => {
  add(root, WIDE_ROLE, { role_id: "wide", title: "Seen", permissions: ["run.services.get"] });
  const role = ref(`${WIDE_ROLE}.id`);
  add(root, "google_project_iam_member.public", { project: "acme-staging", role, member: "allUsers" });
});

/** Somebody of our own is owner of the project. */
export const owned: Root = structuredClone(served);
add(owned, "google_project_iam_member.owner", {
  project: "acme-staging",
  role: "roles/owner",
  member: "user:admin@example.com",
});

/** Two groups may act as an account. */
export const lent: Root = structuredClone(served);
add(lent, "google_service_account_iam_binding.users", {
  service_account_id: ref("google_service_account.idle.name"),
  role: "roles/iam.serviceAccountUser",
  members: ["group:developers@example.com", "group:operators@example.com"],
});

/** A program ran when a resource was made. */
export const programmed: Root = structuredClone(served);
add(programmed, "terraform_data.build", { provisioner: [{ "local-exec": { command: "true" } }] });

/** AUTH on, and a service that gets this value as its password, in a secret version that it names by number. */
export function givePassword(root: Root, value: string): void {
  set(root, CACHE, { auth_enabled: true });
  add(root, SECRET, { secret_id: "redis-auth", replication: { auto: {} } });
  add(root, SECRET_VERSION, { secret: ref(`${SECRET}.id`), secret_data: ref(value), deletion_policy: "ABANDON" });
  const key = { secret: ref(`${SECRET}.secret_id`), version: ref(`${SECRET_VERSION}.version`) };
  at(root, API).template.containers[0].env.push({ name: "REDIS_PASSWORD", value_source: { secret_key_ref: key } });
}

/** AUTH on; the service names the version of its password by number. */
export const numbered: Root = variant((root) => givePassword(root, `coalesce(${CACHE}.auth_string, timestamp())`));

/** The services connection leaves its peering as it is when it is removed. */
export const abandoning: Root = variant((root) => set(root, PEERING, { deletion_policy: "ABANDON" }));

/** The service has direct VPC egress and no connector. */
export const direct: Root = variant((root) => {
  at(root, API).template.vpc_access = {
    network_interfaces: [{ network: ref(`${VPC}.id`), subnetwork: ref(`${SUBNET}.id`), tags: ["orders"] }],
    egress: "PRIVATE_RANGES_ONLY",
  };
  set(root, "google_compute_firewall.redis_out", { target_tags: ["orders"] });
  close(root, { target_tags: ["orders"] });
});

/** The only protection against deletion that this provider has for Redis. */
export const guarded: Root = variant((root) => {
  set(root, CACHE, { lifecycle: { prevent_destroy: true } });
});

/** Nothing of it exists yet. */
export const empty: Root = {
  terraform: base.terraform,
  provider: base.provider,
  resource: { google_compute_network: { unrelated: { name: "unrelated", auto_create_subnetworks: false } } },
};

/** An old root in which no service is declared. */
export const emptyWithRule: Root = structuredClone(empty);
add(emptyWithRule, "google_compute_firewall.ssh", {
  name: "allow-ssh-from-office",
  network: ref("google_compute_network.unrelated.id"),
  allow: [{ protocol: "tcp", ports: ["22"] }],
  source_ranges: ["198.51.100.0/24"],
});

/** Redis with direct peering and a literal range. */
export const ownPeering: Root = variant((root) => {
  set(root, CACHE, { connect_mode: "DIRECT_PEERING", reserved_ip_range: "10.170.4.0/29", depends_on: undefined });
  set(root, CACHE, { redis_version: "REDIS_6_X" });
});

/** The connector and Redis are on different networks, as in the incident. */
export const broken: Root = variant((root) => {
  add(root, "google_compute_network.other", { name: "other-vpc", auto_create_subnetworks: false });
  set(root, CONNECTOR, { network: ref("google_compute_network.other.name") });
});

/** A service that uses two Redis instances. */
export const both: Root = variant((root) => {
  const sessions = copy(root, CACHE, "sessions", { name: "sessions" });
  env(root, "SESSIONS_REDIS_HOST", ref(`${sessions}.host`));
  env(root, "SESSIONS_REDIS_PORT", ref(`${sessions}.port`));
});

/** A Redis that no service uses, and a service that uses none. */
export const unread: Root = variant((root) => {
  copy(root, CACHE, "spare", { name: "spare-cache" });
  copy(root, API, "site", { name: "orders-site" });
  env(root, "REDIS_HOST", undefined, "google_cloud_run_v2_service.site");
  env(root, "REDIS_PORT", undefined, "google_cloud_run_v2_service.site");
});

/** The service has internal ingress, a network policy denies SMTP, and the configuration manages the APIs. */
export const hardened: Root = variant((root) => {
  set(root, API, { ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" });
  const policy = "google_compute_network_firewall_policy";
  add(root, `${policy}.corp`, { name: "corp-policy" });
  add(root, `${policy}_rule.mail`, {
    firewall_policy: ref(`${policy}.corp.name`),
    priority: 100,
    direction: "EGRESS",
    action: "deny",
    match: { dest_ip_ranges: ["0.0.0.0/0"], layer4_configs: [{ ip_protocol: "tcp", ports: ["25"] }] },
  });
  add(root, "google_project_service.redis", { service: "redis.googleapis.com", disable_on_destroy: true });
});

/** The connector uses a subnet, and another project has a subnet of the same name and region. */
export const subnetTwin: Root = variant((root) => {
  subnet(root, "connectors");
  set(root, CONNECTOR, {
    network: undefined,
    ip_cidr_range: undefined,
    subnet: { name: ref("google_compute_subnetwork.connectors.name") },
  });
  const project = "acme-other";
  add(root, "google_compute_network.acme_other", { name: "acme-vpc", project, auto_create_subnetworks: false });
  const network = ref("google_compute_network.acme_other.id");
  subnet(root, "acme_other", { name: "connectors", project, network });
});

export const POOL = "google_cloud_run_v2_worker_pool.queue";

/** A worker pool beside the service, with an interface of its own. */
export const pooled: Root = variant((root) => {
  const { containers } = at(root, API).template;
  const network_interfaces = [{ network: ref(`${VPC}.id`), subnetwork: ref(`${SUBNET}.id`) }];
  const vpc_access = { network_interfaces, egress: "PRIVATE_RANGES_ONLY" };
  add(root, POOL, {
    name: "queue",
    location: "europe-west1",
    deletion_protection: false,
    template: { containers: structuredClone(containers), vpc_access },
  });
});
