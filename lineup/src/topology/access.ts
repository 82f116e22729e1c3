import { isFields, isKnown, type Maybe, Unresolved, type Value } from "../values";
import type { Access } from "./model";
import { items, list, text, unlessComputed, within } from "./read";

// How a service of the second API is attached to a network, and a job, a worker pool or a function.

export interface ServiceAccess {
  access: Access;
  egress: Maybe<string> | undefined;
  attribute: string;
}

export function accessV2(template: Value | undefined, path: string): ServiceAccess {
  const attribute = `${path}.vpc_access`;
  if (template instanceof Unresolved)
    return { access: { kind: "unresolved", what: template }, egress: template, attribute };
  const block = within(template, "vpc_access");
  if (block instanceof Unresolved) return { access: { kind: "unresolved", what: block }, egress: block, attribute };
  const egress = text(within(block, "egress"));
  const connector = within(block, "connector");
  const interfaces = within(block, "network_interfaces");
  const [only] = items(interfaces instanceof Unresolved ? undefined : interfaces);
  if (connector !== undefined && connector !== "") {
    if (isFields(only)) return { access: BOTH, egress: unlessComputed(egress), attribute };
    return { access: { kind: "connector", connector }, egress: unlessComputed(egress), attribute };
  }
  if (interfaces instanceof Unresolved && interfaces.references.length > 0) {
    return { access: { kind: "unresolved", what: interfaces }, egress, attribute };
  }
  if (!isFields(only)) return { access: { kind: "none" }, egress: unlessComputed(egress), attribute };
  return { access: direct(only), egress: unlessComputed(egress), attribute: `${attribute}.network_interfaces` };
}

/** The two exclude each other: Google refuses a revision with both. */
export const BOTH: Access = { kind: "unresolved", what: new Unresolved("both a connector and a network interface") };

/** An interface of its own, as a block or as an annotation says it. */
export function direct(block: Value): Access {
  const said = (key: string) => {
    const value = within(block, key);
    return value === "" || (value instanceof Unresolved && value.references.length === 0) ? undefined : value;
  };
  const tags = list(within(block, "tags"));
  const names = isKnown(tags) ? tags.map((tag) => text(tag)) : tags;
  const unknown = isKnown(names) ? names.find((name) => name instanceof Unresolved) : names;
  return {
    kind: "direct",
    network: said("network"),
    subnetwork: said("subnetwork"),
    tags:
      unknown instanceof Unresolved
        ? unknown
        : ((names as (string | undefined)[]).filter((name) => name !== undefined) as string[]),
  };
}
