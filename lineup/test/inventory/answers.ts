import type { Get } from "../../src/inventory/reader";
import type { Json } from "./live";

/**
 * What an API answers instead, one after the other, for every address that holds `part`; the last for good. An address
 * without a query ends in a question mark as well.
 */
export function instead(get: Get, part: string, ...answers: (Json | undefined)[]): Get {
  const left = [...answers];
  return async (url, readsPolicy) => {
    const answer = (url.includes("?") ? url : `${url}?`).includes(part)
      ? left.length > 1
        ? left.shift()
        : left[0]
      : undefined;
    return answer ? { status: 200, retryAfter: undefined, body: {}, ...answer } : get(url, readsPolicy);
  };
}

/** As Google refuses. */
export const denied = {
  status: 403,
  body: { error: { code: 403, message: "Required permission", status: "PERMISSION_DENIED" } },
};
export const off = (consumer: string) => ({
  status: 403,
  body: {
    error: { code: 403, details: [{ reason: "SERVICE_DISABLED", metadata: { consumer: `projects/${consumer}` } }] },
  },
});
