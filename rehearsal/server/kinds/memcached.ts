import type { ApiKind } from "../kind";
import { messagesOf } from "../operation-messages";

/** Memcached is stored as sent: no path to it is evaluated, but it can be listed. */
export const memcachedInstances: ApiKind = {
  collection: "memcache/projects/{project}/locations/{location}/instances",
  style: "long-running",
  messages: messagesOf("google.cloud.memcache.v1", "Instance"),
  named: { parameter: "instanceId" },
  everywhere: true,
  filled: (draft, { path }) => ({ ...draft, name: path, state: draft.state ?? "ACTIVE" }),
};
