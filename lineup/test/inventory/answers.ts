import type { Get } from "../../src/inventory/reader";
import type { Json } from "./live";

/** What an API answers instead, one after the other, for every address that holds `part` or fits it; the last for good. */
export function instead(get: Get, part: string | RegExp, ...answers: (Json | undefined)[]): Get {
  const left = [...answers];
  return async (url, readsPolicy) => {
    const answer = (typeof part === "string" ? url.includes(part) : part.test(url))
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
