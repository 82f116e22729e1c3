import { behind, REGION, type Row } from "./row";

const REPLACED = { why: "Redis is replaced: another address, and its data is gone" };

export const ofRedis: Row[] = behind("google_redis_instance.cache", {
  name: ["redis.name", REPLACED],
  region: REGION,
  tier: ["redis.tier", REPLACED],
  redis_version: ["redis.version", { why: "Redis is upgraded in place, connections are reset; nothing takes it back" }],
  memory_size_gb: ["redis.memoryGb", { why: "Redis is resized in place, connections are reset" }],
  auth_enabled: [
    "redis.auth",
    { why: "clients without the password, or with one that is no more, are refused when they connect again" },
  ],
  transit_encryption_mode: ["redis.tls", { ...REPLACED, values: { SERVER_AUTHENTICATION: true, DISABLED: false } }],
  "redis_configs.{name}": [
    "redis.configs.{name}",
    { why: "Redis takes it at once and in place: with another policy it evicts other keys, or refuses writes" },
  ],
  "maintenance_policy.weekly_maintenance_window.day": "redis.maintenance.day",
  "maintenance_policy.weekly_maintenance_window.start_time.hours": "redis.maintenance.hourUtc",
});

/** Where Redis is peered directly; elsewhere this attribute names the services range. */
export const ofDirectPeering: Row[] = behind("google_redis_instance.cache", {
  reserved_ip_range: ["redis.peeringRange", { why: "a change of it is ignored: Redis stays where it is" }],
});
