import * as z from "zod";
import { callers } from "./callers";
import { type Draft, isRecord } from "./draft";
import { expected } from "./expected";
import { matching, oneOf, plainText, whole, yesOrNo } from "./fields";

/** Lower-case letters, digits and inner hyphens: what Google takes as a name. */
export const NAME = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
export const LOWER_CASE = "must be lower-case letters, digits and inner hyphens";
const LIMITS = "Cloud Run's limits";

const startupProbe = z.strictObject({
  path: matching(/^\/[\w./~:?=&%-]*$/, 'must be a path - such as "/health/ready"'),
  periodSeconds: whole(1, 240, LIMITS),
  failureThreshold: whole(1, 240, LIMITS),
  timeoutSeconds: whole(1, 240, LIMITS),
});

const service = z.strictObject({
  name: matching(NAME, `${LOWER_CASE} - such as "netra-backend"`),
  /** Used by the first deploy only: afterwards the app's own pipeline ships images. See docs/handover.md. */
  image: matching(
    /^[\w.-]+(\/[\w.-]+)+(:[\w.-]+|@sha256:[0-9a-f]{64})?$/,
    'must be a container image - such as "us-docker.pkg.dev/cloudrun/container/hello"',
  ),
  port: whole(1, 65535, "the port the container listens on"),
  cpu: matching(/^(1|2|4|6|8)$/, 'must be a number of CPUs - "1", "2", "4", "6" or "8"'),
  memory: matching(/^[1-9]\d*(Mi|Gi)$/, 'must be an amount of memory - such as "512Mi" or "2Gi"'),
  concurrency: whole(1, 1000, LIMITS),
  instances: z.strictObject({ min: whole(0, 1000, LIMITS), max: whole(1, 1000, LIMITS) }),
  timeoutSeconds: whole(1, 3600, "Cloud Run ends a request, and so a WebSocket, after at most an hour"),
  websockets: yesOrNo.default(false),
  sessionAffinity: yesOrNo.default(false),
  startupProbe,
  ...callers,
  env: z.record(
    matching(
      /^[A-Za-z_][A-Za-z0-9_]*$/,
      "must be the name of an environment variable - letters, digits and underscores, a digit never first",
    ),
    plainText("must be a string - put it in quotes"),
  ),
  /** Variables read from secrets that the app's developers keep in Secret Manager, by the secrets' names. */
  secrets: z
    .record(
      matching(/^[A-Z][A-Z0-9_]*$/, "must be the name of an environment variable - capitals, digits and underscores"),
      matching(/^[A-Za-z0-9_-]{1,255}$/, "must be the name of a secret - not its value"),
    )
    .default({}),
  ...expected,
});

/** In the network: attached to the connector and connected to Redis. */
const withRedis = service.extend({
  redis: z.literal(true),
  /** How much of the service's traffic goes through the connector. */
  egress: oneOf(["PRIVATE_RANGES_ONLY", "ALL_TRAFFIC"]),
});

/**
 * Outside the network. A service that needs the network for something else than Redis is refused: everything that
 * checks the network, from the firewall's policy to lineup, asks for the path to Redis.
 */
const withoutRedis = service.extend({
  redis: z.literal(false),
  egress: z
    .never(
      "must be left out where redis is false - only services with Redis use the connector: remove egress or set redis to true",
    )
    .optional(),
});

const anyService = z.discriminatedUnion("redis", [withRedis, withoutRedis], {
  error: ({ code }) => (code === "invalid_union" ? "must be true or false - without quotes" : undefined),
});

/**
 * The services by key. `auth` becomes the construct `auth-service`, and so google_cloud_run_v2_service.auth_service:
 * with "service" in keys, two of them could share an address.
 */
export const services = z.record(
  matching(
    /^(?!.*service)[a-z](-?[a-z0-9])*$/,
    'must be the key of a service - such as "auth": lower-case letters, digits and single hyphens, without the word "service"',
  ),
  anyService,
);

/** Where `redis` is neither true nor false, the union reports nothing else: this adds the service's other problems. */
export function issuesBesideRedis(draft: Draft): z.core.$ZodIssue[] {
  return draft.entries("services").flatMap(([key, value]) => {
    if (!isRecord(value) || typeof value.redis === "boolean") return [];
    const { redis: _redis, egress: _egress, ...settings } = value;
    const issues = service.safeParse(settings).error?.issues ?? [];
    return issues.map((issue) => ({ ...issue, path: ["services", key, ...issue.path] }));
  });
}
