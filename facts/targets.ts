/** What Google and the provider say of a kind of target whose paths are judged. */
export interface TargetFacts {
  type: string;
  /** What it is called in sentences. */
  noun: string;
  /** A cache is called by variables that are named for Redis; a database only where a reference or an address says so. */
  isCache: boolean;
  /** Reached from its own region only. */
  isRegional: boolean;
  /** What a client should read for its address, and for its port. */
  host: string;
  port: string | undefined;
  /** Where something else than it answers at the same address. */
  otherPorts: Readonly<Record<number, string>>;
  /** The attributes that hold its address, that of its read replicas, its port and its certificates. */
  hosts: RegExp;
  readHosts: RegExp;
  ports: RegExp;
  certificates: RegExp;
  /** Attributes that hold addresses of it and do not say which. */
  unclear: RegExp;
  /** What sets its network, its region and its port. */
  network: string;
  region: string;
  portFollows: { from: string; attribute: string };
  /** The schemes that its clients know. */
  schemes: readonly string[];
  /** In some states it may or may not answer. */
  running: string;
  mayAnswer: readonly string[];
  codes: {
    notRunning:
      | "REDIS_INSTANCE_NOT_RUNNING"
      | "REDIS_CLUSTER_NOT_RUNNING"
      | "VALKEY_INSTANCE_NOT_RUNNING"
      | "CLOUD_SQL_INSTANCE_NOT_RUNNING";
    port: "REDIS_INSTANCE_UNSUPPORTED_PORT" | "REDIS_CLUSTER_UNSUPPORTED_PORT" | "TARGET_UNSUPPORTED_PORT";
    protocol: "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL" | "REDIS_CLUSTER_UNSUPPORTED_PROTOCOL" | "TARGET_UNSUPPORTED_PROTOCOL";
  };
}

const NONE = /^(?!)/;
const REDIS_SCHEMES = ["redis", "rediss", "valkey", "valkeys", "tcp", "tls"];
const TLS_MODE = { from: "TLS mode", attribute: "transit_encryption_mode" };

export const REDIS: TargetFacts = {
  type: "google_redis_instance",
  noun: "Redis",
  isCache: true,
  isRegional: true,
  host: "host",
  port: "port",
  otherPorts: {},
  hosts: /^host$/,
  readHosts: /^read_endpoint$/,
  ports: /^(port|read_endpoint_port)$/,
  certificates: /^server_ca_certs/,
  unclear: NONE,
  network: "authorized_network",
  region: "region",
  portFollows: TLS_MODE,
  schemes: REDIS_SCHEMES,
  running: "READY",
  // Its API says of these that availability may be affected, and no more.
  mayAnswer: ["FAILING_OVER", "IMPORTING", "MAINTENANCE", "STATE_UNSPECIFIED", "UPDATING"],
  codes: {
    notRunning: "REDIS_INSTANCE_NOT_RUNNING",
    port: "REDIS_INSTANCE_UNSUPPORTED_PORT",
    protocol: "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL",
  },
};

export const REDIS_CLUSTER: TargetFacts = {
  type: "google_redis_cluster",
  noun: "the Redis Cluster",
  isCache: true,
  isRegional: false,
  host: "discovery_endpoints[0].address",
  port: "discovery_endpoints[0].port",
  otherPorts: {},
  hosts: /^discovery_endpoints\W*\d*\W*address$/,
  readHosts: NONE,
  ports: /^discovery_endpoints\W*\d*\W*port$/,
  certificates: /^managed_server_ca/,
  unclear: /^(discovery_endpoints$|psc_connections)/,
  network: "psc_configs",
  region: "region",
  portFollows: TLS_MODE,
  schemes: REDIS_SCHEMES,
  running: "ACTIVE",
  mayAnswer: ["STATE_UNSPECIFIED", "UPDATING"],
  codes: {
    notRunning: "REDIS_CLUSTER_NOT_RUNNING",
    port: "REDIS_CLUSTER_UNSUPPORTED_PORT",
    protocol: "REDIS_CLUSTER_UNSUPPORTED_PROTOCOL",
  },
};

export const VALKEY: TargetFacts = {
  ...REDIS_CLUSTER,
  type: "google_memorystore_instance",
  noun: "Valkey",
  host: "endpoints[0].connections[0].psc_auto_connection[0].ip_address",
  port: "endpoints[0].connections[0].psc_auto_connection[0].port",
  hosts:
    /^(discovery_endpoints\W*\d*\W*address|(endpoints\W*\d*\W*connections\W*\d*\W*psc_auto_connection|psc_auto_connections)\W*\d*\W*ip_address)$/,
  ports:
    /^(discovery_endpoints|endpoints\W*\d*\W*connections\W*\d*\W*psc_auto_connection|psc_auto_connections)\W*\d*\W*port$/,
  unclear: /^(discovery_endpoints$|endpoints|psc_auto_connections)/,
  network: "desired_auto_created_endpoints",
  region: "location",
  codes: {
    notRunning: "VALKEY_INSTANCE_NOT_RUNNING",
    port: "TARGET_UNSUPPORTED_PORT",
    protocol: "TARGET_UNSUPPORTED_PROTOCOL",
  },
};

export const CLOUD_SQL: TargetFacts = {
  type: "google_sql_database_instance",
  noun: "Cloud SQL",
  isCache: false,
  isRegional: false,
  host: "private_ip_address",
  port: undefined,
  otherPorts: { 3307: "connectors and the Auth Proxy", 6432: "managed connection pooling" },
  hosts: /^(private_ip_address|first_ip_address|ip_address\W*\d+\W*ip_address)$/,
  readHosts: NONE,
  ports: NONE,
  certificates: /^server_ca_cert/,
  unclear: /^(ip_address$|dns_names?)/,
  network: "settings.ip_configuration.private_network",
  region: "region",
  portFollows: { from: "database version", attribute: "database_version" },
  schemes: ["postgres", "postgresql", "mysql", "mysql2", "sqlserver", "jdbc", "tcp"],
  running: "RUNNABLE",
  mayAnswer: ["MAINTENANCE", "SQL_INSTANCE_STATE_UNSPECIFIED"],
  codes: {
    notRunning: "CLOUD_SQL_INSTANCE_NOT_RUNNING",
    port: "TARGET_UNSUPPORTED_PORT",
    protocol: "TARGET_UNSUPPORTED_PROTOCOL",
  },
};

/** The kinds whose paths are judged. */
export const JUDGED_TARGETS: readonly TargetFacts[] = [REDIS, REDIS_CLUSTER, VALKEY, CLOUD_SQL];

/** The types of caches that a service can be wired to and whose paths are declared and unknown. */
export const OTHER_TARGETS: readonly string[] = ["google_memcache_instance"];

/** Endpoints of a cache that are registered apart from it, under the cache's name. */
export const REGISTERED_ENDPOINTS: Readonly<Record<string, string>> = {
  google_memorystore_instance_desired_user_created_endpoints: VALKEY.type,
  google_redis_cluster_user_created_connections: REDIS_CLUSTER.type,
};

/** Redis and the cluster serve discovery at one port, and the nodes of a cluster these, behind endpoints of their own. */
export const CLUSTER_NODE_PORTS = { from: 11000, to: 13047 };

/** The class that a service connection policy has to name before the endpoints of a target can be made. */
export const SERVICE_CLASSES: Readonly<Record<string, string>> = {
  [REDIS_CLUSTER.type]: "gcp-memorystore-redis",
  [VALKEY.type]: "gcp-memorystore",
};

/** Where a database of Cloud SQL listens, by the first word of its version. */
export const CLOUD_SQL_PORTS: Readonly<Record<string, number>> = { POSTGRES: 5432, MYSQL: 3306, SQLSERVER: 1433 };
/** "The minimum size is a single /24 block": Google makes a subnet of that size for each region. */
export const CLOUD_SQL_NEEDS = 256;

/**
 * What each SSL mode asks of a client. `require_ssl`, which newer providers do not have, is the last one: "only allow
 * connections encrypted with SSL/TLS and with valid client certificates".
 */
export const SSL_MODES: Readonly<Record<string, "nothing" | "TLS" | "a certificate">> = {
  ALLOW_UNENCRYPTED_AND_ENCRYPTED: "nothing",
  SSL_MODE_UNSPECIFIED: "nothing",
  ENCRYPTED_ONLY: "TLS",
  TRUSTED_CLIENT_CERTIFICATE_REQUIRED: "a certificate",
};
/** What makes a certificate for a client of a database. */
export const CLIENT_CERTIFICATE = "google_sql_ssl_cert";

/** Caches and databases: all that a path can end at. */
export const TARGET_TYPES: readonly string[] = [...JUDGED_TARGETS.map(({ type }) => type), ...OTHER_TARGETS];

export function isTargetType(type: string): boolean {
  return TARGET_TYPES.includes(type);
}

const IN_ADDRESS = new RegExp(`(?:^|\\.)(${TARGET_TYPES.join("|")})\\.`);

/** Whether the resource at this address is such a target: `module.m.google_redis_instance.cache["a"]`. */
export function isTargetAddress(address: string): boolean {
  return IN_ADDRESS.test(address);
}

/** What is known of the kind of the target at this address; undefined for one that is not judged. */
export function factsAt(address: string): TargetFacts | undefined {
  const [, type] = IN_ADDRESS.exec(address) ?? [];
  return JUDGED_TARGETS.find((facts) => facts.type === type);
}

/** Whether its port is an attribute that a configuration can refer to. */
export function tellsItsPort({ ports }: TargetFacts): boolean {
  return ports !== NONE;
}

/** Whether it is a cache, judged or not: no database. */
export function isCacheAddress(address: string): boolean {
  return factsAt(address)?.isCache ?? isTargetAddress(address);
}

/** Whether reading this attribute may mean calling what it belongs to: a connection name is none of an address. */
export function mayBeCalledBy({ address, attribute }: { address: string; attribute: string }): boolean {
  const facts = factsAt(address);
  return facts === undefined || facts.isCache || facts.hosts.test(attribute) || facts.unclear.test(attribute);
}
