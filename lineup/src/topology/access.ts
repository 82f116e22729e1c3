import { field, isFields, isKnown, type Maybe, Unresolved, type Value } from "../values";
import type { Access } from "./model";
import { isComputed, items, list, text, unlessComputed, within } from "./read";

// How a service of either API version is attached to a network.

interface ServiceAccess {
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
const BOTH: Access = { kind: "unresolved", what: new Unresolved("both a connector and a network interface") };

function direct(block: Value): Access {
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

const EGRESS_V1: Record<string, string> = {
  "private-ranges-only": "PRIVATE_RANGES_ONLY",
  all: "ALL_TRAFFIC",
  "all-traffic": "ALL_TRAFFIC",
};

/** The v1 API keeps all of this in annotations. */
export function accessV1(template: Value | undefined): ServiceAccess {
  const annotations = within(within(template, "metadata"), "annotations");
  const attribute = "template.metadata.annotations";
  // Without any the cloud fills in its own, and none of those attaches the service to a network.
  if (annotations instanceof Unresolved && !isComputed(annotations))
    return { access: { kind: "unresolved", what: annotations }, egress: annotations, attribute };
  const said = (key: string) => text(field(annotations, `run.googleapis.com/${key}`) ?? undefined);
  const mode = said("vpc-access-egress");
  const egress = typeof mode === "string" ? (EGRESS_V1[mode] ?? mode) : mode;
  const connector = said("vpc-access-connector");
  const interfaces = said("network-interfaces");
  if (connector !== undefined) {
    const isBoth = interfaces !== undefined && interfaces !== "[]";
    return { access: isBoth ? BOTH : { kind: "connector", connector }, egress, attribute };
  }
  if (interfaces === undefined) return { access: { kind: "none" }, egress, attribute };
  if (interfaces instanceof Unresolved) return { access: { kind: "unresolved", what: interfaces }, egress, attribute };
  try {
    const [only] = JSON.parse(interfaces) as Value[];
    return { access: direct(only ?? null), egress, attribute };
  } catch {
    return { access: { kind: "unresolved", what: new Unresolved(interfaces.slice(0, 80)) }, egress, attribute };
  }
}
