import { type AdoptionCase, gone, PROJECT, pathOf, post, REDIS_SERVICES, set, WORLD } from "./case";

const { redis, network, secret } = WORLD;
const INSTANCES = `redis/v1/projects/${PROJECT}/locations/us-central1/instances`;
const another = (id: string, reservedIpRange: string) =>
  post(`${INSTANCES}?instanceId=${id}`, {
    tier: "BASIC",
    memorySizeGb: 1,
    redisVersion: "REDIS_7_2",
    authEnabled: true,
    connectMode: "PRIVATE_SERVICE_ACCESS",
    authorizedNetwork: pathOf(network),
    reservedIpRange,
    maintenancePolicy: { weeklyMaintenanceWindow: [{ day: "SUNDAY", startTime: { hours: 4 } }] },
  });
const withHost = (host: string) =>
  REDIS_SERVICES.map((service) => set(service, { "template.containers.0.env.[REDIS_HOST].value": host }));

export const redisCases: AdoptionCase[] = [
  {
    id: "redis-by-direct-peering",
    about: "the default of gcloud",
    edits: [
      set(redis, { connectMode: "DIRECT_PEERING", reservedIpRange: "10.9.0.0/29", host: "10.9.0.3" }),
      ...withHost("10.9.0.3"),
    ],
  },
  {
    id: "redis-of-other-tier",
    about: "highly available",
    edits: [
      set(redis, {
        tier: "STANDARD_HA",
        replicaCount: 1,
        alternativeLocationId: "us-central1-b",
        nodes: [
          { id: "node-0", zone: "us-central1-a" },
          { id: "node-1", zone: "us-central1-b" },
        ],
      }),
    ],
  },
  {
    id: "redis-with-tls",
    about: "on port 6378, with a certificate",
    edits: [
      set(redis, {
        transitEncryptionMode: "SERVER_AUTHENTICATION",
        port: 6378,
        serverCaCerts: [
          {
            serialNumber: "0",
            cert: "-----BEGIN CERTIFICATE-----\nrecorded\n-----END CERTIFICATE-----",
            createTime: "2025-01-01T00:00:00Z",
            expireTime: "2035-01-01T00:00:00Z",
            sha1Fingerprint: "0000000000000000000000000000000000000000",
          },
        ],
      }),
    ],
  },
  { id: "redis-older", about: "Redis 6", edits: [set(redis, { redisVersion: "REDIS_6_X" })] },
  { id: "redis-newer", about: "a version that is not written yet", edits: [set(redis, { redisVersion: "REDIS_8_0" })] },
  { id: "redis-with-more-memory", about: "5 GB", edits: [set(redis, { memorySizeGb: 5 })] },
  {
    id: "redis-without-auth",
    about: "no AUTH, no secret, and services without a password",
    edits: [
      set(redis, { authEnabled: null }),
      ...gone(`${redis}/auth`, secret),
      ...REDIS_SERVICES.map((service) => set(service, { "template.containers.0.env.[REDIS_PASSWORD]": null })),
    ],
  },
  {
    id: "redis-without-auth-and-a-secret",
    about: "no AUTH, though the secret is there",
    edits: [set(redis, { authEnabled: null }), ...gone(`${redis}/auth`)],
  },
  {
    id: "redis-in-other-window",
    about: "Tuesday at two",
    edits: [
      set(redis, { maintenancePolicy: { weeklyMaintenanceWindow: [{ day: "TUESDAY", startTime: { hours: 2 } }] } }),
    ],
  },
  { id: "redis-without-window", about: "any time", edits: [set(redis, { maintenancePolicy: null })] },
  {
    id: "redis-of-other-name",
    about: "the services name the address of staging-redis-7f3a",
    edits: [...gone(redis), another("staging-redis-7f3a", "10.166.0.0/29")],
  },
  {
    id: "redis-two-candidates",
    about: "two of other names, and the services name one each",
    edits: [
      ...gone(redis),
      another("staging-redis-7f3a", "10.166.0.0/29"),
      another("staging-redis-9c21", "10.166.0.8/29"),
      set(WORLD.auth, { "template.containers.0.env.[REDIS_HOST].value": "10.166.0.11" }),
    ],
  },
  {
    id: "redis-on-default-network",
    about: "left without a network, it lands there",
    edits: [
      set(redis, {
        authorizedNetwork: `projects/${PROJECT}/global/networks/default`,
        connectMode: "DIRECT_PEERING",
        reservedIpRange: "10.107.0.0/29",
        host: "10.107.0.3",
      }),
      ...withHost("10.107.0.3"),
    ],
  },
  {
    id: "redis-with-settings",
    about: "an eviction policy, set by hand",
    edits: [set(redis, { redisConfigs: { "maxmemory-policy": "allkeys-lru" } })],
  },
  {
    id: "redis-with-snapshots",
    about: "RDB every day",
    edits: [
      set(redis, {
        persistenceConfig: {
          persistenceMode: "RDB",
          rdbSnapshotPeriod: "TWENTY_FOUR_HOURS",
          rdbSnapshotStartTime: "2026-01-01T02:00:00Z",
          rdbNextSnapshotTime: "2026-01-02T02:00:00Z",
        },
      }),
    ],
  },
  {
    id: "redis-in-other-zone",
    about: "us-central1-c",
    edits: [
      set(redis, {
        locationId: "us-central1-c",
        currentLocationId: "us-central1-c",
        nodes: [{ id: "node-0", zone: "us-central1-c" }],
      }),
    ],
  },
  {
    id: "redis-with-display-name",
    about: "the console asks for one",
    edits: [set(redis, { displayName: "Staging cache" })],
  },
];
