import { ApiDisabled, type Project, refusal } from "../../src/google/refusal";
import { ACME, error, info, REDIS, why } from "./errors";
import type { Json } from "./live";

const disabled = (body: Json, { project = ACME, status = 403 } = {}) =>
  refusal({ status, body, retryAfter: undefined }, REDIS, project) instanceof ApiDisabled;
const off = (metadata: Json, more: Json[] = []) =>
  error("x", { details: [info("SERVICE_DISABLED", metadata), ...more], reason: "accessNotConfigured" });
const own = { consumer: "projects/123456789012", service: "redis.googleapis.com" };
const numberless = { id: ACME.id, number: undefined, numberUnknown: "nobody says it" };

test("an API is known to be disabled in the project by its number, by its id, and in the words of older APIs", () => {
  expect(disabled(off(own))).toBe(true);
  expect(disabled(off({ consumer: "projects/acme-staging" }))).toBe(true);
  const words = "Redis API has not been used in project 123456789012 before or it is disabled.";
  expect(disabled(error(words, { reason: "accessNotConfigured" }))).toBe(true);
});

test.each<[string, Json, { project?: Project; status?: number }]>([
  ["where it is another API", off({ ...own, service: "compute.googleapis.com" }), {}],
  ["where it is another project", off({ ...own, consumer: "projects/987654321" }), {}],
  ["where the error names nobody", off({}), {}],
  ["where anything else is said as well", off(own, [info("SECURITY_POLICY_VIOLATED")]), {}],
  ["where a permission is missing as well", off(own, [info("IAM_PERMISSION_DENIED")]), {}],
  ["where the quota is used up as well", off(own, [info("RATE_LIMIT_EXCEEDED")]), {}],
  ["where the number of the project is unknown", off(own), { project: numberless }],
  ["where the status is another one", off(own), { status: 404 }],
])("an API is not taken for disabled in the project %s", (_, body, more) => {
  expect(disabled(body, more)).toBe(false);
});

test("without the number of the project it says what is needed to tell", () => {
  expect(why(off(own), { project: numberless })).toBe(
    "403: the API is disabled in acme-staging or in the quota project of these credentials: gcloud services enable redis.googleapis.com --project acme-staging. Only the number of acme-staging tells which, and nobody says it",
  );
});
