import { jsonName } from "../../facts/google-apis/field-names";
import { ApiError } from "./api-error";
import { type ApiKind, isCloudObject } from "./kind";
import type { CloudObject } from "./store";

/** The object after an update. A mask names the fields; without one, the fields in the body are meant. */
export function updated(thing: CloudObject, body: CloudObject, query: URLSearchParams, kind: ApiKind): CloudObject {
  const mask = (query.get("updateMask") ?? "").split(",").filter((path) => path !== "" && path !== "*");
  if (mask.length === 0) return kind.replaces ? { ...thing, ...body } : merged(thing, body);
  if (mask.some((path) => path.split(".").includes("__proto__"))) throw new ApiError(400, "the mask names no field");
  const result = structuredClone(thing);
  for (const path of mask) assign(result, body, path.split(".").map(jsonName));
  return result;
}

/** Whatever the mask says: it is no field that is written. */
export function refuseStale({ etag }: CloudObject, thing: CloudObject, path: string): void {
  if (etag === undefined || etag === thing.etag) return;
  throw new ApiError(409, `The etag of '${path}' is not that of its current version.`, "aborted");
}

function assign(target: CloudObject, source: CloudObject, [key = "", ...rest]: string[]): void {
  const value = source[key];
  if (rest.length === 0 || !isCloudObject(value)) {
    if (value === undefined) delete target[key];
    else target[key] = value;
    return;
  }
  const inner = isCloudObject(target[key]) ? (target[key] as CloudObject) : {};
  target[key] = inner;
  assign(inner, value, rest);
}

/** Objects are merged, lists replaced, and fields that are null removed. */
export function merged(thing: CloudObject, body: CloudObject): CloudObject {
  const result: CloudObject = { ...thing };
  for (const [key, value] of Object.entries(body)) {
    const before = result[key];
    if (value === null) delete result[key];
    else result[key] = isCloudObject(before) && isCloudObject(value) ? merged(before, value) : value;
  }
  return result;
}

/** A field that is sent as null is one that was not sent: no API prints it. */
export function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutNulls) as T;
  if (!isCloudObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)])) as T;
}
