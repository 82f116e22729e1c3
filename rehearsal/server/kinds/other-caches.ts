import type { ApiKind } from "../kind";

/** Other kinds of caches are stored as sent: no path to them is evaluated, but they can be listed. */
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
