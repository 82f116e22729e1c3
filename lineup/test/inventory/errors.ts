import { serviceOf } from "../../src/google/endpoints";
import { type Project, refusal } from "../../src/google/refusal";
import type { Json } from "./live";

export const ACME: Project = { id: "acme-staging", number: "123456789012" };
export const REDIS = { service: serviceOf("REDIS"), permission: "redis.instances.list" };

/** google.rpc.ErrorInfo, as Google's APIs answer it in `details`. */
export const info = (reason: string, metadata: Json = {}) => ({
  "@type": "type.googleapis.com/google.rpc.ErrorInfo",
  reason,
  domain: "googleapis.com",
  metadata,
});
/** An error in both of the forms that Google's APIs have. */
export const error = (
  message: string,
  { details = [], reason = "forbidden" }: { details?: Json[]; reason?: string } = {},
) => ({
  error: { code: 403, message, status: "PERMISSION_DENIED", errors: [{ message, domain: "global", reason }], details },
});

/** Why a request for the list of Redis instances was refused. */
export function why(body: Json, { status = 403, project = ACME } = {}): string {
  return refusal({ status, body, retryAfter: undefined }, REDIS, project).message;
}
