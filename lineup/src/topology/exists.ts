import type { Resource } from "../inputs/model";
import type { Topology } from "./model";
import { get, knownText } from "./read";

/** What has been applied is as the cloud took it; what is only written, Google may refuse to make. */
export function isApplied({ kind }: Pick<Topology, "kind">): boolean {
  return kind === "state" || kind === "inventory";
}

/** Whether it is there already: what Google would refuse to make, it has then made. A plan knows the id of such. */
export function exists(topology: Pick<Topology, "kind">, { resource }: { resource: Resource }): boolean {
  return isApplied(topology) || knownText(get(resource, "id")) !== undefined;
}
