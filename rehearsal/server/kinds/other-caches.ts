import type { ApiKind } from "../kind";

/** Caches of other kinds are kept as they are given: nothing here evaluates a path to them, but they can be listed. */
function kept(collection: string, parameter: string): ApiKind {
  return {
    collection: `${collection.replace("/", "/projects/{project}/locations/{location}/")}`,
    style: "long-running",
    named: { parameter },
    everywhere: true,
    filled: (draft, { path }) => ({ ...draft, name: path, state: draft.state ?? "ACTIVE" }),
  };
}

export const otherCaches: ApiKind[] = [
  kept("redis/clusters", "clusterId"),
  kept("memorystore/instances", "instanceId"),
  kept("memcache/instances", "instanceId"),
];
