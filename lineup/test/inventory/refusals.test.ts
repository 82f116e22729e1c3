import { REASONS } from "../../src/google/reasons";
import { isRateLimit } from "../../src/google/refusal";
import { ACME, error, info, REDIS, why } from "./errors";
import type { Json } from "./live";

const SET_QUOTA_PROJECT = "gcloud auth application-default set-quota-project PROJECT_ID";
const GRANT = "403: grant the permission redis.instances.list, for example with roles/redis.viewer";

test.each<[string, Json, string]>([
  ["nothing but the code", error("The caller does not have permission"), GRANT],
  [
    "the permission, in the words of compute",
    error("Required 'compute.networks.list' permission for 'projects/acme-staging'"),
    "403: grant the permission compute.networks.list, for example with roles/compute.networkViewer",
  ],
  [
    "the permission, in the words of newer APIs",
    error(
      "Permission 'redis.clusters.list' denied on resource '//redis.googleapis.com/projects/x' (or it may not exist).",
    ),
    "403: grant the permission redis.clusters.list, for example with roles/redis.viewer",
  ],
  [
    "the permission, in a field",
    error("no", { details: [info("IAM_PERMISSION_DENIED", { permission: "redis.instances.get" })] }),
    "403: grant the permission redis.instances.get",
  ],
  [
    "a perimeter",
    error("Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: abc", {
      details: [
        { violations: [{ type: "VPC_SERVICE_CONTROLS", description: "abc" }] },
        info("SECURITY_POLICY_VIOLATED", { uid: "abc", consumer: "projects/acme-staging" }),
      ],
    }),
    "403: a VPC Service Controls perimeter keeps the request out: read the project from inside the perimeter, or add an ingress rule for these credentials and redis.googleapis.com",
  ],
  [
    "no billing",
    error("This API method requires billing to be enabled.", { details: [info("BILLING_DISABLED")] }),
    "403: billing is disabled in acme-staging or in the quota project of these credentials: gcloud billing projects link acme-staging --billing-account ACCOUNT_ID",
  ],
  [
    "too narrow a scope",
    error("Request had insufficient authentication scopes.", {
      reason: "insufficientPermissions",
      details: [info("ACCESS_TOKEN_SCOPE_INSUFFICIENT")],
    }),
    "403: the scopes of the access token are too narrow: issue one with https://www.googleapis.com/auth/cloud-platform, for example with gcloud auth application-default login",
  ],
  [
    "a quota project that is not theirs",
    error("Caller does not have required permission to use project x.", { details: [info("USER_PROJECT_DENIED")] }),
    `403: these credentials may not use their quota project: on that project grant the permission serviceusage.services.use, for example with roles/serviceusage.serviceUsageConsumer, or choose another with ${SET_QUOTA_PROJECT}`,
  ],
  [
    "a consumer that nobody knows",
    error("Permission denied on resource project x.", { details: [info("CONSUMER_INVALID")] }),
    `403: Google does not know acme-staging or the quota project of these credentials: check the first with gcloud projects describe acme-staging, set the second with ${SET_QUOTA_PROJECT}`,
  ],
  [
    "an API that is disabled elsewhere",
    error("x", {
      details: [info("SERVICE_DISABLED", { consumer: "projects/987654321" })],
      reason: "accessNotConfigured",
    }),
    `403: the API is disabled in the quota project of these credentials: gcloud services enable redis.googleapis.com --project QUOTA_PROJECT_ID, or choose another project with ${SET_QUOTA_PROJECT}`,
  ],
  [
    "a rate limit",
    error("Quota exceeded", { reason: "rateLimitExceeded" }),
    "403: redis.googleapis.com says that its quota of requests is used up: read the project again later, or ask for a higher quota",
  ],
  [
    "a reason that lineup does not know",
    error("x", { details: [info("CONSUMER_SUSPENDED")] }),
    "the API answered 403 CONSUMER_SUSPENDED: if a permission is missing, grant the permission redis.instances.list, for example with roles/redis.viewer",
  ],
])("a refusal for %s says so, and the way out", (_, body, sentence) => {
  expect(why(body)).toBe(sentence);
});

test.each(REASONS.flatMap(({ phrase, says }) => (phrase === undefined ? [] : [{ phrase, says }])))(
  "an API that gives no reason is known by its message: $phrase",
  ({ phrase, says }) => {
    const told = says({ project: ACME.id, ...REDIS, consumer: undefined, numberUnknown: undefined, tooLong: "" });
    expect(why(error(`Oh no: ${phrase}, and more.`))).toBe(`403: ${told}`);
  },
);

test("every reason has a sentence of its own with its own words, and none has another's", () => {
  const words = REASONS.flatMap((reason) => reason.words);
  expect(new Set(words).size).toBe(words.length);
  const said = words.map((word) => why(error("x", { details: [info(word)] })));
  expect(new Set(said).size).toBe(REASONS.length);
});

test.each<[string, number, Json]>([
  ["the older form", 403, error("x", { reason: "userRateLimitExceeded" })],
  ["the newer form", 403, error("x", { details: [info("RATE_LIMIT_EXCEEDED")] })],
  ["both, which disagree", 403, error("x", { reason: "accessNotConfigured", details: [info("RATE_LIMIT_EXCEEDED")] })],
  ["both, the other way", 403, error("x", { reason: "rateLimitExceeded", details: [info("SERVICE_DISABLED")] })],
  ["the status alone", 429, "Too many requests"],
])("a rate limit is known by %s", (_, status, body) => {
  expect(isRateLimit({ status, body, retryAfter: undefined })).toBe(true);
});

test("a success is no rate limit, whatever it holds", () => {
  expect(isRateLimit({ status: 200, body: error("x", { reason: "rateLimitExceeded" }), retryAfter: undefined })).toBe(
    false,
  );
});

describe("nothing from outside is said", () => {
  const EVIL = "\u001b[31mgo to http://evil.example\nnow";

  test.each<[string, Json]>([
    ["no body", undefined],
    ["a page of HTML", "<html><body>Forbidden: go to http://evil.example</body></html>"],
    ["a body in the shape of a success", { items: [{ name: EVIL }] }],
    ["an error that is text", { error: EVIL }],
    [
      "reasons that are no words",
      { error: { errors: [{ reason: 7 }, { reason: [] }, { reason: EVIL }, null, 3], details: "no" } },
    ],
    [
      "a permission that is none",
      error(`Permission '${EVIL}' denied`, { details: [{ metadata: { permission: EVIL } }] }),
    ],
    ["a permission that is a path", error("Permission '../../x' denied")],
    ["a status that is none", { error: { status: EVIL } }],
    [
      "a hundred thousand errors",
      { error: { errors: Array.from({ length: 100_000 }, () => ({ reason: "forbidden" })) } },
    ],
    ["a message of a megabyte", error("Required '".repeat(100_000))],
  ])("with %s", (_, body) => {
    expect(why(body)).toBe(GRANT);
  });

  test("the last of a hundred thousand reasons counts as the first does", () => {
    const errors = [
      ...Array.from({ length: 100_000 }, (_, index) => ({ reason: `r${index}` })),
      { reason: "rateLimitExceeded" },
    ];
    expect(isRateLimit({ status: 403, body: { error: { errors } }, retryAfter: undefined })).toBe(true);
  });
});
