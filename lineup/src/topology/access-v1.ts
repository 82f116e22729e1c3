import type { Resource } from "../inputs/model";
import { field, type Maybe, type Reference, typeAt, Unresolved, type Value } from "../values";
import { BOTH, direct, type ServiceAccess } from "./access";
import type { Access } from "./model";
import { get, isComputed, isIdentity, text, within } from "./read";

// The first API keeps all of it in annotations of the revision's template.

const KEY = "run.googleapis.com/";
const EGRESS: Record<string, string> = {
  "private-ranges-only": "PRIVATE_RANGES_ONLY",
  all: "ALL_TRAFFIC",
  "all-traffic": "ALL_TRAFFIC",
};

export function accessV1(template: Value | undefined): ServiceAccess {
  const annotations = within(within(template, "metadata"), "annotations");
  const attribute = "template.metadata.annotations";
  // Without any the cloud fills in its own, and none of those attaches the service to a network.
  if (annotations instanceof Unresolved && !isComputed(annotations)) {
    return { access: referredTo(annotations), egress: annotations, attribute };
  }
  const said = (key: string) => text(field(annotations, `${KEY}${key}`) ?? undefined);
  const mode = said("vpc-access-egress");
  const egress = typeof mode === "string" ? (EGRESS[mode] ?? mode) : mode;
  const connector = said("vpc-access-connector");
  const interfaces = said("network-interfaces");
  if (connector !== undefined) {
    const isBoth = interfaces !== undefined && interfaces !== "[]";
    return { access: isBoth ? BOTH : { kind: "connector", connector }, egress, attribute };
  }
  if (interfaces === undefined) return { access: { kind: "none" }, egress, attribute };
  return { access: interfaceIn(interfaces), egress, attribute };
}

/** The annotation is JSON, in which references stand that are not known yet. */
function interfaceIn(text: Maybe<string>): Access {
  const parts = text instanceof Unresolved ? text.parts : [text];
  if (!parts) return referredTo(text as Unresolved);
  const placeholder = (index: number) => `\u0000${index}`;
  const whole = parts.map((part, index) =>
    typeof part === "string" ? part : JSON.stringify(placeholder(index)).slice(1, -1),
  );
  const restored = (_: string, value: Value): Value => {
    if (typeof value !== "string" || !value.includes("\u0000")) return value;
    return (
      parts.find((part, index) => part instanceof Unresolved && value === placeholder(index)) ?? new Unresolved(value)
    );
  };
  try {
    const [only] = JSON.parse(whole.join(""), restored) as Value[];
    return direct(only ?? null);
  } catch {
    return { kind: "unresolved", what: text instanceof Unresolved ? text : new Unresolved(text.slice(0, 80)) };
  }
}

/**
 * Whether the annotations of the service itself name a connector: people put it there, where it does nothing. Where the
 * connector is not known yet, the plan shows none of them, and the service reads it all the same.
 */
export function isAnnotatedItself(resource: Resource): boolean {
  const annotations = within(get(resource, "metadata"), "annotations");
  const isNamed = (key: string) => (field(annotations, `${KEY}${key}`) ?? null) !== null;
  return (
    ["vpc-access-connector", "network-interfaces"].some(isNamed) ||
    resource.reads.some(({ address }) => typeAt(address) === "google_vpc_access_connector")
  );
}

/**
 * A plan does not know any annotation before it knows all of them, and keeps what they refer to. Nothing else in them
 * refers to a connector, a network or a subnetwork than the way into the network. Where a condition may have left it out,
 * something else that they refer to may be why they are not known.
 */
function referredTo(annotations: Unresolved): Access {
  const [connector, network, subnetwork] = [
    only(annotations, "google_vpc_access_connector"),
    only(annotations, "google_compute_network"),
    only(annotations, "google_compute_subnetwork"),
  ];
  const isLeftOut = (annotations.isMixed || annotations.isHidden) && !annotations.references.every(isWayIn);
  const isOne = !isLeftOut && [connector, network, subnetwork].every((found) => found !== "several");
  if (isOne && connector instanceof Unresolved && !network && !subnetwork) return { kind: "connector", connector };
  if (isOne && !connector && (network || subnetwork)) {
    const tags = new Unresolved(annotations.text, annotations.references);
    return { kind: "direct", network: network as Unresolved, subnetwork: subnetwork as Unresolved, tags };
  }
  return { kind: "unresolved", what: annotations };
}

/** The one resource of a type that is referred to by what identifies it. */
function only({ text: written, references }: Unresolved, type: string): Unresolved | "several" | undefined {
  const found = references.filter(({ address, attribute }) => typeAt(address) === type && isIdentity(attribute));
  const [first] = found;
  if (!first) return undefined;
  if (found.some(({ address }) => address !== first.address)) return "several";
  return new Unresolved(written, [first], first, undefined, true);
}

const WAYS_IN = ["google_vpc_access_connector", "google_compute_network", "google_compute_subnetwork"];

function isWayIn({ address, attribute }: Reference): boolean {
  return isIdentity(attribute) && WAYS_IN.includes(typeAt(address));
}
