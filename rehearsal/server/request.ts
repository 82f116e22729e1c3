import { ApiError } from "./api-error";
import type { Request } from "./cloud";
import type { Misfortune } from "./faults";
import { isCloudObject } from "./kind";
import { NotStarted } from "./runs/machine";
import type { CloudObject } from "./store";

/** A request to an API. */
export function requestOf(
  method: string,
  pathname: string,
  query: URLSearchParams,
  body: CloudObject | undefined,
  misfortune: Misfortune | undefined,
): Request {
  return { method, path: namedIn(pathname), query, body: body ?? {}, operation: fateOf(misfortune) };
}

/** What a path names, its API first and without the version. */
export function namedIn(pathname: string): string {
  const [, api = "", ...rest] = decoded(pathname);
  // Some clients of the provider say the version twice.
  const versions = rest.findIndex((part) => !/^v\d+\w*$/.test(part));
  return [api, ...rest.slice(Math.max(versions, 0))].join("/");
}

function fateOf(misfortune: Misfortune | undefined): NonNullable<Request["operation"]> {
  if (misfortune && "takes" in misfortune) return { takes: misfortune.takes };
  if (misfortune && "notStarted" in misfortune) {
    const { reason, message } = misfortune.notStarted;
    return { notStarted: new NotStarted(reason, message) };
  }
  if (misfortune && "revisionFails" in misfortune) return { broken: misfortune.revisionFails };
  return misfortune && "operationFails" in misfortune ? { fails: misfortune.operationFails } : {};
}

export function urlOf(said: string | undefined, base: string): URL {
  try {
    // Put together, and not resolved: a path of two slashes would name another host.
    return new URL(`${base}${said ?? "/"}`);
  } catch {
    throw new ApiError(400, "this address is none");
  }
}

export function decoded(pathname: string): string[] {
  try {
    return pathname.split("/").map(decodeURIComponent);
  } catch {
    throw new ApiError(400, "the path of this request is not a valid URL encoding");
  }
}

export function objectFrom(bytes: Buffer): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString("utf8"), harmless);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError(400, error instanceof RangeError ? "the body is nested too deeply" : "the body is not JSON");
  }
  if (!isCloudObject(json)) throw new ApiError(400, "the body is not a JSON object");
  return json;
}

/** A key that would change the prototype of objects; no field of Google's has this name. */
function harmless(key: string, value: unknown): unknown {
  if (key === "__proto__") throw new ApiError(400, `the body has a field ${key}`);
  return value;
}
