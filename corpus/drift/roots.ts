import { API, base, CACHE, RANGE, REGION, type Root, ref, SUBNET, VPC } from "../verify/base";
import { access, add, at, close, copy, deny, set } from "../verify/edit";

// The configurations that are applied before something changes. Each is applied once and restored after every case.

function variant(build: (root: Root) => void): Root {
  const root = structuredClone(base);
  build(root);
  return root;
}

/** The service says that the newest revision has the requests. */
export const latest: Root = variant((root) => {
  set(root, API, { traffic: [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }] });
});

/** No deny rule: egress that no rule matches is allowed. */
export const open = base;

/** The connector may reach only Redis; another port is denied to every instance; SSH is allowed from one range. */
export const closed: Root = variant((root) => {
  close(root);
  deny(
    root,
    { priority: 2000, deny: [{ protocol: "tcp", ports: ["25", "465"] }], destination_ranges: ["0.0.0.0/0"] },
    "mail",
  );
  const network = ref(`${VPC}.id`);
  add(root, "google_compute_firewall.ssh", {
    name: "allow-ssh-from-office",
    network,
    direction: "INGRESS",
    priority: 1000,
    allow: [{ protocol: "tcp", ports: ["22"] }],
    source_ranges: ["198.51.100.0/24"],
  });
  add(root, "google_compute_firewall.lab", {
    name: "deny-lab",
    network,
    direction: "INGRESS",
    priority: 900,
    deny: [{ protocol: "all" }],
    source_ranges: ["203.0.113.0/24"],
  });
});

/** Redis with AUTH; the service gets the password through Secret Manager, and a second one gets none. */
export const secured: Root = variant((root) => {
  set(root, CACHE, { auth_enabled: true });
  add(root, "google_secret_manager_secret.auth", { secret_id: "redis-auth", replication: { auto: {} } });
  add(root, "google_secret_manager_secret_version.auth", {
    secret: ref("google_secret_manager_secret.auth.id"),
    secret_data: ref(`${CACHE}.auth_string`),
  });
  const [container] = at(root, API).template.containers;
  container.env.push(
    {
      name: "REDIS_PASSWORD",
      value_source: {
        secret_key_ref: { secret: ref("google_secret_manager_secret.auth.secret_id"), version: "latest" },
      },
    },
    { name: "API_TOKEN", value: "planted-token-1" },
  );
  at(root, API).depends_on = ["google_secret_manager_secret_version.auth"];
});

/** The service has direct VPC egress, leaves the egress setting to Google, and has a variable whose name does not mention Redis. */
export const direct: Root = variant((root) => {
  at(root, API).template.vpc_access = {
    network_interfaces: [{ network: ref(`${VPC}.id`), subnetwork: ref(`${SUBNET}.id`), tags: ["orders"] }],
  };
  at(root, API).template.containers[0].env.push({ name: "CACHE_NODE", value: ref(`${CACHE}.host`) });
  at(root, API).labels = { owner: "orders" };
  set(root, "google_compute_firewall.redis_out", { target_tags: ["orders"] });
  close(root, { target_tags: ["orders"] });
  copy(root, RANGE, "spare", { name: "spare", address: "10.167.0.0" });
});

/** A service without VPC access from the beginning. */
export const broken: Root = variant((root) => access(root, undefined));

export const INVOKER = "serviceAccount:frontend@acme-staging.iam.gserviceaccount.com";

/** A service that only one account may call. */
export const invoked: Root = variant((root) => {
  add(root, "google_cloud_run_v2_service_iam_binding.invokers", {
    name: ref(`${API}.name`),
    location: REGION,
    role: "roles/run.invoker",
    members: [INVOKER],
  });
});

/** A network policy denies SMTP to every instance; the VPC rules come first and allow Redis. */
export const policed: Root = variant((root) => {
  const policy = "google_compute_network_firewall_policy.egress";
  add(root, policy, { name: "egress" });
  add(root, "google_compute_network_firewall_policy_association.egress", {
    name: "egress",
    attachment_target: ref(`${VPC}.id`),
    firewall_policy: ref(`${policy}.name`),
  });
  add(root, "google_compute_network_firewall_policy_rule.mail", {
    firewall_policy: ref(`${policy}.name`),
    direction: "EGRESS",
    action: "deny",
    priority: 1000,
    match: { dest_ip_ranges: ["0.0.0.0/0"], layer4_configs: [{ ip_protocol: "tcp", ports: ["25"] }] },
  });
});

/** In addition, a Redis with AUTH and TLS that no service uses. */
export const unread: Root = variant((root) => {
  copy(root, CACHE, "spare", {
    name: "orders-spare",
    auth_enabled: true,
    transit_encryption_mode: "SERVER_AUTHENTICATION",
  });
  set(root, API, { ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" });
});

/** As `secured`, and the service runs as an account of its own, which may read its password and a key. */
export const served: Root = variant((root) => {
  set(root, CACHE, { auth_enabled: true });
  add(root, "google_service_account.api", { account_id: "orders-api" });
  add(root, "google_service_account.idle", { account_id: "orders-idle" });
  const member = ref("google_service_account.api.member");
  const role = "roles/secretmanager.secretAccessor";
  const secrets: [name: string, secret_id: string, secret_data: string][] = [
    ["auth", "redis-auth", ref(`${CACHE}.auth_string`)],
    ["key", "app-key", "planted-key-3c7e"],
  ];
  for (const [name, secret_id, secret_data] of secrets) {
    const secret = `google_secret_manager_secret.${name}`;
    add(root, secret, { secret_id, replication: { auto: {} } });
    add(root, `google_secret_manager_secret_version.${name}`, { secret: ref(`${secret}.id`), secret_data });
  }
  add(root, "google_secret_manager_secret_iam_member.auth", {
    secret_id: ref("google_secret_manager_secret.auth.secret_id"),
    role,
    member,
  });
  add(root, "google_secret_manager_secret_iam_binding.key", {
    secret_id: ref("google_secret_manager_secret.key.secret_id"),
    role,
    members: [member, ref("google_service_account.idle.member")],
  });
  const { template } = at(root, API);
  template.service_account = ref("google_service_account.api.email");
  for (const [name, variable] of [
    ["auth", "REDIS_PASSWORD"],
    ["key", "APP_KEY"],
  ]) {
    const secret_key_ref = { secret: ref(`google_secret_manager_secret.${name}.secret_id`), version: "latest" };
    template.containers[0].env.push({ name: variable, value_source: { secret_key_ref } });
  }
  at(root, API).depends_on = ["google_secret_manager_secret_version.auth", "google_secret_manager_secret_version.key"];
});

/** A worker pool beside the service, with an interface of its own. */
export const pooled: Root = variant((root) => {
  const { containers } = at(root, API).template;
  const network_interfaces = [{ network: ref(`${VPC}.id`), subnetwork: ref(`${SUBNET}.id`) }];
  const vpc_access = { network_interfaces, egress: "PRIVATE_RANGES_ONLY" };
  add(root, "google_cloud_run_v2_worker_pool.queue", {
    name: "queue",
    location: REGION,
    deletion_protection: false,
    template: { containers: structuredClone(containers), vpc_access },
  });
});
