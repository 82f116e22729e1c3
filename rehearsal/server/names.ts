import type { Request } from "./cloud";
import type { ApiKind, Place } from "./kind";
import type { CloudObject } from "./store";

/** The name of a new object, as its API takes it. */
export function idOf(
  kind: ApiKind,
  body: CloudObject,
  { query }: Request,
  place: Pick<Place, "store" | "project">,
): string | undefined {
  if ("made" in kind.named) return kind.named.made(body, place);
  if ("parameter" in kind.named) return query.get(kind.named.parameter) ?? undefined;
  const said = body[kind.named.field];
  return typeof said === "string" ? said.slice(said.lastIndexOf("/") + 1) : undefined;
}

/** What a path must look like to mean a collection of this kind, or one of its things. */
export function patternsOf(collection: string): { ofCollection: RegExp; ofItem: RegExp } {
  const holes = collection.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return {
    ofCollection: new RegExp(`^${holes}(?::(?<action>[A-Za-z]+))?$`),
    ofItem: new RegExp(`^(?<name>${holes}/[^/:]+)(?:[:/](?<action>[A-Za-z]+))?$`),
  };
}

/** Where an API keeps what is at this path. */
export function locationOf(path: string): string {
  return /^projects\/[^/]+\/(global|regions\/[^/]+|locations\/[^/]+)/.exec(path)?.[0] ?? "";
}
