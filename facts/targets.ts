/** The types of caches that a service can be wired to. A path to one that is not evaluated is declared and unknown. */
export const EVALUATED_TARGET = "google_redis_instance";
export const OTHER_TARGETS: readonly string[] = [
  "google_memcache_instance",
  "google_memorystore_instance",
  "google_redis_cluster",
];

/** No cache, and reached by its private address as one is: declared where a service reads that address. */
export const DATABASE_TARGET = "google_sql_database_instance";
const PRIVATE_ADDRESS = /^(private_ip_address|first_ip_address|ip_address|dns_name)\b/;

/** Endpoints of a cache that are registered apart from it, under the cache's name. */
export const REGISTERED_ENDPOINTS: Readonly<Record<string, string>> = {
  google_memorystore_instance_desired_user_created_endpoints: "google_memorystore_instance",
  google_redis_cluster_user_created_connections: "google_redis_cluster",
};

const ALL: readonly string[] = [EVALUATED_TARGET, ...OTHER_TARGETS, DATABASE_TARGET];

export function isTargetType(type: string): boolean {
  return ALL.includes(type);
}

const IN_ADDRESS = new RegExp(`(^|\\.)(${ALL.join("|")})\\.`);
const DATABASE_IN_ADDRESS = new RegExp(`(^|\\.)${DATABASE_TARGET}\\.`);

/** Whether the resource at this address is such a cache: `module.m.google_redis_instance.cache["a"]`. */
export function isTargetAddress(address: string): boolean {
  return IN_ADDRESS.test(address);
}

/** Whether reading this attribute may mean calling what it belongs to: a connection name is none of an address. */
export function mayBeCalledBy({ address, attribute }: { address: string; attribute: string }): boolean {
  return !DATABASE_IN_ADDRESS.test(address) || PRIVATE_ADDRESS.test(attribute);
}
