import { benign, breaks, CLEAN, type DriftCase } from "./label";
import { CONNECTION, CONNECTOR, changed, deleted, RANGE, REDIS, SUBNET } from "./out-of-band";
import { broken, closed, direct, open, secured } from "./roots";

export const resourceCases: DriftCase[] = [
  { id: "none", title: "nothing happens after the first apply", before: open, label: CLEAN },
  { id: "none-closed", title: "nothing happens to a closed connector", before: closed, label: CLEAN },
  { id: "none-secured", title: "nothing happens to a Redis with AUTH", before: secured, label: CLEAN },
  {
    id: "none-direct",
    title: "nothing happens to a service with an interface of its own",
    before: direct,
    label: CLEAN,
  },
  {
    id: "none-broken",
    title: "nothing happens to a service that was cut off when it was written",
    before: broken,
    label: { verdict: "breaks", drifted: [] },
  },
  {
    id: "redis-moved",
    title: "Redis is replaced by hand and gets another address",
    before: open,
    outOfBand: [changed(REDIS, { host: "10.107.0.3" })],
    label: {
      ...breaks("cache.host"),
      repair: "terraform apply gives the new host to google_cloud_run_v2_service.api",
    },
  },
  {
    id: "redis-moved-under-another-name",
    title: "the same, and a variable with a name of its own holds the address",
    before: direct,
    outOfBand: [changed(REDIS, { host: "10.166.4.3" })],
    label: breaks("cache.host"),
  },
  {
    id: "redis-deleted",
    title: "somebody deletes Redis",
    before: open,
    outOfBand: [deleted(REDIS)],
    label: { ...breaks("cache"), repair: "terraform apply creates google_redis_instance.cache again, empty" },
  },
  {
    id: "redis-resized",
    title: "somebody gives Redis more memory",
    before: open,
    outOfBand: [changed(REDIS, { memorySizeGb: 4 })],
    label: { ...benign("cache.memory_size_gb"), repair: "terraform apply sets memory_size_gb back" },
  },
  {
    id: "redis-renamed",
    title: "somebody gives Redis a display name and a setting",
    before: open,
    outOfBand: [changed(REDIS, { displayName: "orders", redisConfigs: { "maxmemory-policy": "allkeys-lru" } })],
    label: benign("cache.display_name", "cache.redis_configs.maxmemory-policy"),
  },
  {
    id: "redis-auth-off",
    title: "somebody switches AUTH off, and the service sends a password",
    before: secured,
    outOfBand: [changed(REDIS, { authEnabled: false })],
    // The provider asks for the password only where there is one: the old one stays in the state.
    label: breaks("cache.auth_enabled"),
  },
  {
    id: "redis-auth-on",
    title: "somebody switches AUTH on, and the service has no password",
    before: open,
    outOfBand: [changed(REDIS, { authEnabled: true })],
    label: breaks("cache.auth_enabled"),
  },
  {
    id: "redis-tls-by-hand",
    title: "Redis is made again with TLS and listens on another port",
    before: open,
    outOfBand: [changed(REDIS, { transitEncryptionMode: "SERVER_AUTHENTICATION", port: 6378 })],
    label: { verdict: "breaks", drifted: ["breaks cache.port", "breaks cache.transit_encryption_mode"] },
  },
  {
    id: "redis-other-network",
    title: "Redis is made again on another network",
    before: open,
    outOfBand: [changed(REDIS, { authorizedNetwork: "projects/acme-staging/global/networks/default" })],
    label: breaks("cache.authorized_network"),
  },
  {
    id: "connector-deleted",
    title: "somebody deletes the connector",
    before: open,
    outOfBand: [deleted(CONNECTOR)],
    label: { ...breaks("conn"), repair: "terraform apply creates google_vpc_access_connector.conn again" },
  },
  {
    id: "connector-error",
    title: "the connector turns to ERROR",
    before: open,
    outOfBand: [changed(CONNECTOR, { state: "ERROR" })],
    label: breaks("conn.state"),
  },
  {
    id: "connector-grown",
    title: "somebody lets the connector grow",
    before: open,
    outOfBand: [changed(CONNECTOR, { maxInstances: 8 })],
    label: benign("conn.max_instances"),
  },
  {
    id: "connection-emptied",
    title: "the services connection holds no range any more",
    before: open,
    outOfBand: [changed(CONNECTION, { reservedPeeringRanges: [] })],
    label: breaks("psa.reserved_peering_ranges"),
  },
  {
    id: "connection-removed",
    title: "Redis and then the services connection under it are deleted",
    before: open,
    outOfBand: [
      deleted(REDIS),
      {
        method: "POST",
        path: "servicenetworking/v1/services/servicenetworking.googleapis.com/connections/servicenetworking-googleapis-com",
        body: { consumerNetwork: "projects/acme-staging/global/networks/acme-vpc" },
      },
    ],
    label: breaks("cache", "psa"),
  },
  {
    id: "spare-range-deleted",
    title: "a range that nothing uses is deleted",
    before: direct,
    outOfBand: [deleted(RANGE("spare"))],
    label: benign("spare"),
  },
  {
    id: "subnet-flow-logs",
    title: "somebody lets the subnet reach Google's APIs privately",
    before: open,
    outOfBand: [changed(SUBNET, { privateIpGoogleAccess: true })],
    label: benign("apps.private_ip_google_access"),
  },
  {
    id: "auth-string-rotated",
    title: "the password of Redis is rotated by hand",
    before: secured,
    outOfBand: [changed(`${REDIS}/auth`, { string: "planted-password-3" })],
    label: breaks("cache.auth_string"),
  },
  {
    id: "everything-at-once",
    title: "a label, all traffic and another address",
    before: open,
    outOfBand: [
      changed(REDIS, { host: "10.107.0.3", memorySizeGb: 2 }),
      changed("run/projects/acme-staging/locations/europe-west1/services/orders-api", {
        "template.vpcAccess.egress": "ALL_TRAFFIC",
      }),
    ],
    label: {
      verdict: "breaks",
      drifted: ["breaks cache.host", "weakens api.template.vpc_access.egress", "benign cache.memory_size_gb"],
    },
  },
];
