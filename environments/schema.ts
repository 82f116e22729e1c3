import { z } from "zod";
import {
  CONNECTOR_MACHINE_TYPES,
  CONNECTOR_PREFIX_LENGTH,
  CONNECTOR_MAX_INSTANCES as MAX,
  CONNECTOR_MIN_INSTANCES as MIN,
} from "../facts/connectors";
import { matching, oneOf, plainText, port, privateRange, reason, whole, yesOrNo } from "./fields";

const NAME = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const AT_LEAST_TWO = /^[a-z][a-z0-9-]*[a-z0-9]$/;
const REGION = 'must be a region - such as "us-central1"';
const PORTS = "must be a list of ports - such as [5432]";
const LOWER_CASE = "must be lower-case letters, digits and inner hyphens";

/**
 * What an environment may say. Each field is checked here on its own; what must hold between fields is in rules.ts.
 * Names that follow from the environment's name are derived in names.ts and cannot be said at all.
 */
const network = z.strictObject({
  range: privateRange({ from: 8, to: 29, why: "what a subnet can be" }),
  servicesRange: privateRange({
    from: 8,
    to: 24,
    why: "Google takes a /29 for each Redis and a /24 for each Cloud SQL",
  }),
});

const connector = z.strictObject({
  /** Only where the derived `ENVIRONMENT-connector` is longer than the API takes. */
  name: matching(AT_LEAST_TWO, `${LOWER_CASE} - at least two, such as "prod-connector"`).optional(),
  range: privateRange({
    from: CONNECTOR_PREFIX_LENGTH,
    to: CONNECTOR_PREFIX_LENGTH,
    why: "connectors take exactly 16 addresses",
  }),
  machineType: oneOf(CONNECTOR_MACHINE_TYPES),
  instances: z.strictObject({
    min: whole(MIN.least, MIN.most, "what a connector's lower limit can be"),
    max: whole(MAX.least, MAX.most, "what a connector's upper limit can be; it can grow later, never shrink"),
  }),
});

const redis = z.strictObject({
  tier: oneOf(["BASIC", "STANDARD_HA"]),
  version: oneOf(["REDIS_4_0", "REDIS_5_0", "REDIS_6_X", "REDIS_7_0", "REDIS_7_2"]),
  memoryGb: whole(1, 300, "what one instance can hold"),
  auth: yesOrNo,
  /** TLS moves the port from 6379 to 6378; the port is never said, it follows. */
  tls: yesOrNo,
  /** Where Redis lives when privateNetwork is off. Pinned, because an address range that Google picks can move. */
  peeringRange: privateRange({ from: 29, to: 29, why: "direct peering takes exactly 8 addresses" }),
  maintenance: z.strictObject({
    day: oneOf(["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]),
    hourUtc: whole(0, 23, "an hour of the day, UTC"),
  }),
});

const startupProbe = z.strictObject({
  path: matching(/^\/[\w./~:?=&%-]*$/, 'must be a path - such as "/health/ready"'),
  periodSeconds: whole(1, 240, "Cloud Run's limits"),
  failureThreshold: whole(1, 240, "Cloud Run's limits"),
  timeoutSeconds: whole(1, 240, "Cloud Run's limits"),
});

const service = z.strictObject({
  name: matching(NAME, `${LOWER_CASE} - such as "netra-backend"`),
  /** Only for the very first deploy: afterwards the app's own pipeline ships images. See docs/handover.md. */
  image: matching(
    /^[\w.-]+(\/[\w.-]+)+(:[\w.-]+|@sha256:[0-9a-f]{64})?$/,
    'must be a container image - such as "us-docker.pkg.dev/cloudrun/container/hello"',
  ),
  port: whole(1, 65535, "the port the container listens on"),
  cpu: matching(/^(1|2|4|6|8)$/, 'must be a number of CPUs - "1", "2", "4", "6" or "8"'),
  memory: matching(/^[1-9]\d*(Mi|Gi)$/, 'must be an amount of memory - such as "512Mi" or "2Gi"'),
  concurrency: whole(1, 1000, "Cloud Run's limits"),
  instances: z.strictObject({
    min: whole(0, 1000, "Cloud Run's limits"),
    max: whole(1, 1000, "Cloud Run's limits"),
  }),
  timeoutSeconds: whole(1, 3600, "Cloud Run ends a request, and so a WebSocket, after at most an hour"),
  websockets: yesOrNo.default(false),
  sessionAffinity: yesOrNo.default(false),
  startupProbe,
  redis: yesOrNo.default(false),
  egress: oneOf(["PRIVATE_RANGES_ONLY", "ALL_TRAFFIC"]).optional(),
  env: z.record(
    matching(
      /^[A-Za-z_][A-Za-z0-9_]*$/,
      "must be the name of an environment variable - letters, digits and underscores, a digit never first",
    ),
    plainText("must be a string - put it in quotes"),
  ),
  /** Variables read from secrets that the app's people keep in Secret Manager, by the secrets' names. */
  secrets: z
    .record(
      matching(/^[A-Z][A-Z0-9_]*$/, "must be the name of an environment variable - capitals, digits and underscores"),
      matching(/^[A-Za-z0-9_-]{1,255}$/, "must be the name of a secret - not its value"),
    )
    .default({}),
});

/**
 * A service that uses the environment's Redis goes into the network, and says how much of its traffic goes there; any
 * other stays outside. After this there are only these two kinds: what uses Redis cannot be left unconnected.
 */
const wired = service.transform(({ redis, egress, ...settings }) => {
  if (!redis) return { ...settings, redis };
  // Without egress service-rules.ts refuses it, with its path and beside all other errors.
  return { ...settings, redis, egress: egress ?? "PRIVATE_RANGES_ONLY" };
});

export const environmentSchema = z.strictObject({
  name: matching(AT_LEAST_TWO, `${LOWER_CASE} - at least two, such as "staging"`),
  project: matching(
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    "must be a Google Cloud project id - 6 to 30 lower-case letters, digits and inner hyphens",
  ),
  /** The connector's VMs carry a tag of at most 63 characters that holds the region and the connector's name. */
  region: matching(/^[a-z]+-[a-z]+\d+$/, REGION).max(23, REGION),
  /** false: everything moves to the project's existing default network (the original's enable_private_ip). */
  privateNetwork: yesOrNo,
  network,
  connector,
  redis,
  nat: z.strictObject({ asn: whole(64512, 65534, "the private ASNs") }),
  /** What backend and auth call at private addresses besides Redis. */
  cloudSql: z.strictObject({ ports: z.array(port, PORTS).min(1, PORTS), reason }),
  /** Each under a short name of its own, which becomes a part of its resource addresses: a renamed one is replaced. */
  services: z
    .record(matching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, `${LOWER_CASE} - such as "backend"`), wired)
    .refine((services) => Object.keys(services).length > 0, "must have at least one service - write one"),
  /** Leave it out. With it, nothing in this environment is protected against destruction any more. */
  destroyable: z.strictObject({ reason }).optional(),
});

export type EnvironmentInput = z.input<typeof environmentSchema>;
export type EnvironmentSettings = z.output<typeof environmentSchema>;
export type ServiceSettings = z.output<typeof wired>;
