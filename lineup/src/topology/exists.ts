import type { Resource } from "../inputs/model";
import type { Topology } from "./model";
import { get, knownText } from "./read";

/** Whether the input describes existing resources. Google may refuse what is only planned. */
export function isApplied({ kind }: Pick<Topology, "kind">): boolean {
  return kind === "state" || kind === "inventory";
}

/** Whether a resource exists already, so that Google has accepted it. A plan knows the id of existing resources. */
export function exists(topology: Pick<Topology, "kind">, { resource }: { resource: Resource }): boolean {
  return isApplied(topology) || knownText(get(resource, "id")) !== undefined;
}
