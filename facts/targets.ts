/** The types of caches that a service can be wired to. A path to one that is not evaluated is declared and unknown. */
export const EVALUATED_TARGET = "google_redis_instance";
export const OTHER_TARGETS: readonly string[] = [
  "google_memcache_instance",
  "google_memorystore_instance",
  "google_redis_cluster",
];

export function isTargetType(type: string): boolean {
  return type === EVALUATED_TARGET || OTHER_TARGETS.includes(type);
}

const IN_ADDRESS = new RegExp(`(^|\\.)(${[EVALUATED_TARGET, ...OTHER_TARGETS].join("|")})\\.`);

/** Whether the resource at this address is such a cache: `module.m.google_redis_instance.cache["a"]`. */
export function isTargetAddress(address: string): boolean {
  return IN_ADDRESS.test(address);
}
