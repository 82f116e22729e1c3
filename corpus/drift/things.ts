import { becomes, CONNECTION, CONNECTOR, deleted, RANGE, REDIS, SUBNET } from "./deeds";
import { benign, breaks, CLEAN, type DriftCase } from "./wanted";
import { broken, closed, direct, open, secured } from "./worlds";

export const thingCases: DriftCase[] = [
  { id: "none", title: "nothing happens after the first apply", before: open, want: CLEAN },
  { id: "none-closed", title: "nothing happens to a closed connector", before: closed, want: CLEAN },
  { id: "none-secured", title: "nothing happens to a Redis with AUTH", before: secured, want: CLEAN },
  {
    id: "none-direct",
    title: "nothing happens to a service with an interface of its own",
    before: direct,
    want: CLEAN,
  },
  {
    id: "none-broken",
    title: "nothing happens to a service that was cut off when it was written",
    before: broken,
    want: { verdict: "breaks", drifted: [] },
  },
  {
    id: "redis-moved",
    title: "Redis is replaced by hand and gets another address",
    before: open,
    byHand: [becomes(REDIS, { host: "10.107.0.3" })],
    want: {
      ...breaks("cache.host"),
      repair: "terraform apply gives the new host to google_cloud_run_v2_service.api",
    },
  },
  {
    id: "redis-moved-under-another-name",
    title: "the same, and a variable with a name of its own holds the address",
    before: direct,
    byHand: [becomes(REDIS, { host: "10.166.4.3" })],
    want: breaks("cache.host"),
  },
  {
    id: "redis-deleted",
    title: "somebody deletes Redis",
    before: open,
    byHand: [deleted(REDIS)],
    want: { ...breaks("cache"), repair: "terraform apply creates google_redis_instance.cache again, empty" },
  },
  {
    id: "redis-resized",
    title: "somebody gives Redis more memory",
    before: open,
    byHand: [becomes(REDIS, { memorySizeGb: 4 })],
    want: { ...benign("cache.memory_size_gb"), repair: "terraform apply sets memory_size_gb back" },
  },
  {
    id: "redis-renamed",
    title: "somebody gives Redis a display name and a setting",
    before: open,
    byHand: [becomes(REDIS, { displayName: "orders", redisConfigs: { "maxmemory-policy": "allkeys-lru" } })],
    want: benign("cache.display_name", "cache.redis_configs.maxmemory-policy"),
  },
  {
    id: "redis-auth-off",
    title: "somebody switches AUTH off, and the service sends a password",
    before: secured,
    byHand: [becomes(REDIS, { authEnabled: false })],
    // The provider asks for the password only where there is one: the old one stays in the state.
    want: breaks("cache.auth_enabled"),
  },
  {
    id: "redis-auth-on",
    title: "somebody switches AUTH on, and the service has no password",
    before: open,
    byHand: [becomes(REDIS, { authEnabled: true })],
    want: breaks("cache.auth_enabled"),
  },
  {
    id: "redis-tls-by-hand",
    title: "Redis is made again with TLS and listens on another port",
    before: open,
    byHand: [becomes(REDIS, { transitEncryptionMode: "SERVER_AUTHENTICATION", port: 6378 })],
    want: { verdict: "breaks", drifted: ["breaks cache.port", "breaks cache.transit_encryption_mode"] },
  },
  {
    id: "redis-other-network",
    title: "Redis is made again on another network",
    before: open,
    byHand: [becomes(REDIS, { authorizedNetwork: "projects/acme-staging/global/networks/default" })],
    want: breaks("cache.authorized_network"),
  },
  {
    id: "connector-deleted",
    title: "somebody deletes the connector",
    before: open,
    byHand: [deleted(CONNECTOR)],
    want: { ...breaks("conn"), repair: "terraform apply creates google_vpc_access_connector.conn again" },
  },
  {
    id: "connector-error",
    title: "the connector turns to ERROR",
    before: open,
    byHand: [becomes(CONNECTOR, { state: "ERROR" })],
    want: breaks("conn.state"),
  },
  {
    id: "connector-grown",
    title: "somebody lets the connector grow",
    before: open,
    byHand: [becomes(CONNECTOR, { maxInstances: 8 })],
    want: benign("conn.max_instances"),
  },
  {
    id: "connection-emptied",
    title: "the services connection holds no range any more",
    before: open,
    byHand: [becomes(CONNECTION, { reservedPeeringRanges: [] })],
    want: breaks("psa.reserved_peering_ranges"),
  },
  {
    id: "connection-removed",
    title: "Redis and then the services connection under it are deleted",
    before: open,
    byHand: [
      deleted(REDIS),
      {
        method: "POST",
        path: "servicenetworking/v1/services/servicenetworking.googleapis.com/connections/servicenetworking-googleapis-com",
        body: { consumerNetwork: "projects/acme-staging/global/networks/acme-vpc" },
      },
    ],
    want: breaks("cache", "psa"),
  },
  {
    id: "spare-range-deleted",
    title: "a range that nothing uses is deleted",
    before: direct,
    byHand: [deleted(RANGE("spare"))],
    want: benign("spare"),
  },
  {
    id: "subnet-flow-logs",
    title: "somebody lets the subnet reach Google's APIs privately",
    before: open,
    byHand: [becomes(SUBNET, { privateIpGoogleAccess: true })],
    want: benign("apps.private_ip_google_access"),
  },
  {
    id: "auth-string-rotated",
    title: "the password of Redis is rotated by hand",
    before: secured,
    byHand: [becomes(`${REDIS}/auth`, { string: "planted-password-3" })],
    want: breaks("cache.auth_string"),
  },
  {
    id: "everything-at-once",
    title: "a label, all traffic and another address",
    before: open,
    byHand: [
      becomes(REDIS, { host: "10.107.0.3", memorySizeGb: 2 }),
      becomes("run/projects/acme-staging/locations/europe-west1/services/orders-api", {
        "template.vpcAccess.egress": "ALL_TRAFFIC",
      }),
    ],
    want: {
      verdict: "breaks",
      drifted: ["breaks cache.host", "weakens api.template.vpc_access.egress", "benign cache.memory_size_gb"],
    },
  },
];
