import { CONNECTOR, PEERING, RANGE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { access, add, close, copy, deny, env, opening, otherNetwork, remove, set } from "./edit";
import { closedBut, connectorIn, DATABASE, withDatabase } from "./targets";

const SERVICES = ["10.166.0.0/16"];

/** Cloud SQL by its private address, which is behind the services connection of its network. */
export const cloudSql: VerifyCase[] = [
  {
    id: "cloud-sql",
    why: "The private network has a services connection with a range, and the connector is on it.",
    mutate: (root) => withDatabase(root),
    verdict: "reachable",
  },
  {
    id: "cloud-sql-behind-closed-connector",
    why: "The port of PostgreSQL is open to the range that the instance takes its address from.",
    mutate: (root) => {
      withDatabase(root);
      closedBut(root, ["5432"], SERVICES);
    },
    verdict: "reachable",
  },
  {
    id: "cloud-sql-only-redis-open",
    why: "The rule opens 6379 to the range, and PostgreSQL listens on 5432.",
    mutate: (root) => {
      withDatabase(root);
      close(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "cloud-sql-mysql-port",
    why: "MySQL listens on 3306, and 5432 is open.",
    mutate: (root) => {
      withDatabase(root, { database_version: "MYSQL_8_0" });
      env(root, "DB_PORT", undefined);
      closedBut(root, ["5432"], SERVICES);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "cloud-sql-range-denied",
    why: "The deny rule holds the range that the instance takes its address from.",
    mutate: (root) => {
      withDatabase(root);
      deny(root, { deny: [{ protocol: "tcp", ports: ["5432"] }] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "cloud-sql-other-port-denied",
    why: "The deny rule is about the port of Redis.",
    mutate: (root) => {
      withDatabase(root);
      deny(root);
    },
    verdict: "reachable",
  },
  {
    id: "cloud-sql-from-other-region",
    why: "A private address of Cloud SQL is reached from every region of its network.",
    mutate: (root) => {
      withDatabase(root);
      connectorIn(root, "us-central1");
    },
    verdict: "reachable",
  },
  {
    id: "cloud-sql-on-other-network",
    why: "The peering with Google's network is that of another network than the connector's.",
    mutate: (root) => {
      const network = otherNetwork(root);
      withDatabase(root, {}, { private_network: network });
      set(root, PEERING, { network });
      set(root, RANGE, { network });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "cloud-sql-connector-on-other-network",
    why: "VPC peering is not transitive: only the private network itself reaches the instance.",
    mutate: (root) => {
      withDatabase(root);
      set(root, CONNECTOR, { network: otherNetwork(root) });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "cloud-sql-without-services-connection",
    why: "A private address needs a services connection on the network, and the root makes the network without one.",
    mutate: (root) => {
      withDatabase(root, { depends_on: undefined });
      remove(root, PEERING, RANGE);
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "cloud-sql-range-too-small",
    why: "Google makes a /24 for Cloud SQL in each region, and the allocated range holds 16 addresses.",
    mutate: (root) => {
      withDatabase(root);
      set(root, RANGE, { prefix_length: 28 });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "cloud-sql-range-not-held",
    why: "The range that the instance names is not one of the services connection's.",
    mutate: (root) => {
      withDatabase(root, {}, { allocated_ip_range: "sql-range" });
      copy(root, RANGE, "sql", { name: "sql-range", address: "10.168.0.0" });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "cloud-sql-wrong-port",
    why: "PostgreSQL listens on 5432, and the service is given the port of MySQL.",
    mutate: (root) => {
      withDatabase(root);
      env(root, "DB_PORT", "3306");
    },
    verdict: "blocked",
    code: "TARGET_UNSUPPORTED_PORT",
  },
  {
    id: "cloud-sql-port-of-connectors",
    why: "3307 answers connectors and the Auth Proxy, and whether the client is one is not said.",
    mutate: (root) => {
      withDatabase(root);
      env(root, "DB_PORT", "3307");
    },
    verdict: "unknown",
    code: "TARGET_UNSUPPORTED_PORT",
  },
  {
    id: "cloud-sql-without-private-network",
    why: "The instance has no private network, so that its private address stays empty.",
    mutate: (root) => withDatabase(root, {}, { ipv4_enabled: true, private_network: undefined }),
    verdict: "blocked",
    code: "CLOUD_SQL_INSTANCE_NO_IP_ADDRESS",
  },
  {
    id: "cloud-sql-stopped",
    why: "An instance with the activation policy NEVER is stopped.",
    mutate: (root) => withDatabase(root, { settings: { activation_policy: "NEVER" } }),
    verdict: "blocked",
    code: "CLOUD_SQL_INSTANCE_NOT_RUNNING",
  },
  {
    id: "cloud-sql-connector-required",
    why: "The instance refuses whoever does not come through a connector of Cloud SQL.",
    mutate: (root) => withDatabase(root, { settings: { connector_enforcement: "REQUIRED" } }),
    verdict: "blocked",
    code: "CLOUD_SQL_CONNECTOR_REQUIRED",
  },
  {
    id: "cloud-sql-client-certificate-required",
    why: "Only connections with TLS and a valid client certificate are taken, and the service is given none.",
    mutate: (root) => withDatabase(root, {}, { ssl_mode: "TRUSTED_CLIENT_CERTIFICATE_REQUIRED" }),
    verdict: "unknown",
    code: "TARGET_UNSUPPORTED_PROTOCOL",
  },
  {
    id: "cloud-sql-client-certificate-given",
    why: "The service reads the certificate that the instance made for it, and its key.",
    mutate: (root) => {
      withDatabase(root, {}, { ssl_mode: "TRUSTED_CLIENT_CERTIFICATE_REQUIRED" });
      certificateOf(root, ref(`${DATABASE}.name`));
    },
    verdict: "reachable",
  },
  {
    id: "cloud-sql-client-certificate-of-another-instance",
    why: "Each instance signs the certificates of its own clients.",
    mutate: (root) => {
      withDatabase(root, {}, { ssl_mode: "TRUSTED_CLIENT_CERTIFICATE_REQUIRED" });
      certificateOf(root, "reports-db");
    },
    verdict: "unknown",
    code: "TARGET_UNSUPPORTED_PROTOCOL",
  },
  {
    id: "cloud-sql-encrypted-only",
    why: "TLS is asked for and no certificate: clients speak it without being told.",
    mutate: (root) => withDatabase(root, {}, { ssl_mode: "ENCRYPTED_ONLY" }),
    verdict: "reachable",
  },
  {
    id: "cloud-sql-encrypted-only-and-tls-off",
    why: "The client is told to speak without TLS, and the instance takes no such connection.",
    mutate: (root) => {
      withDatabase(root, {}, { ssl_mode: "ENCRYPTED_ONLY" });
      env(root, "PGSSLMODE", "disable");
    },
    verdict: "unknown",
    code: "TARGET_UNSUPPORTED_PROTOCOL",
  },
  {
    id: "cloud-sql-tls-off",
    why: "The client is told to speak without TLS, and the instance takes both.",
    mutate: (root) => {
      withDatabase(root);
      env(root, "PGSSLMODE", "disable");
    },
    verdict: "reachable",
  },
  {
    id: "cloud-sql-first-of-one-address",
    why: "Without a public address the first one listed is the private one.",
    mutate: (root) => {
      withDatabase(root);
      env(root, "DB_HOST", ref(`${DATABASE}.first_ip_address`));
    },
    verdict: "reachable",
  },
  {
    id: "cloud-sql-first-of-two-addresses",
    why: "With a public address beside it the first one listed may be either.",
    mutate: (root) => {
      withDatabase(root, {}, { ipv4_enabled: true });
      env(root, "DB_HOST", ref(`${DATABASE}.first_ip_address`));
    },
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
  },
  {
    id: "cloud-sql-without-way-in",
    why: "The private address is in a network that the service is not in.",
    mutate: (root) => {
      withDatabase(root);
      access(root, undefined);
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "cloud-sql-in-url",
    why: "The URL names the address and the port of PostgreSQL.",
    mutate: (root) => {
      withDatabase(root);
      env(root, "DB_HOST", undefined);
      env(root, "DB_PORT", undefined);
      env(root, "DATABASE_URL", url(5432));
    },
    verdict: "reachable",
  },
  {
    id: "cloud-sql-beside-redis",
    why: "One service reads both: the database is reached, and Redis's port is denied.",
    mutate: (root) => {
      const redis = structuredClone(root.resource.google_redis_instance);
      withDatabase(root);
      root.resource.google_redis_instance = redis;
      env(root, "REDIS_HOST", ref("google_redis_instance.cache.host"));
      deny(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "cloud-sql-opened-by-its-address",
    why: "The rule opens the address of the instance, whatever it will be.",
    mutate: (root) => {
      withDatabase(root);
      close(root);
      opening(root, {
        allow: [{ protocol: "tcp", ports: ["5432"] }],
        destination_ranges: [`${ref(`${DATABASE}.private_ip_address`)}/32`],
      });
    },
    verdict: "reachable",
  },
];

function url(port: number): string {
  return `postgres://app@${ref(`${DATABASE}.private_ip_address`)}:${port}/orders`;
}

/** A certificate for clients of this instance, and the service reads both halves of it. */
function certificateOf(root: Root, instance: string): void {
  add(root, "google_sql_ssl_cert.client", { common_name: "orders", instance });
  env(root, "DB_CERT", ref("google_sql_ssl_cert.client.cert"));
  env(root, "DB_KEY", ref("google_sql_ssl_cert.client.private_key"));
}
