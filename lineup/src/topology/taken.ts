import type { Reference, Value } from "../values";
import { isLost, mayGiveAddress, onlySource } from "./address-sources";
import type { Target, Topology } from "./model";
import { endpointAt, targetsAt } from "./targets";

/**
 * What a value that a plan does not show is taken to hold: something of the one target that it can come from. Whoever
 * relies on it names it as an assumption.
 */
export interface Taken {
  target: Target;
  endpoint: "host" | "read_endpoint";
  /** Whether its port is among what the value refers to. */
  hasPort: boolean;
  /** Whether the value may come from something that the plan does not show. */
  isHidden: boolean;
  /** Whether the value is made of more than that, so that another part of it may be why it is unknown. */
  isMixed: boolean;
}

/** `isNamed`: its name says that it is the address of a Redis. */
export function takenFor(value: Value | undefined, isNamed: boolean, topology: Topology): Taken | undefined {
  if (topology.kind !== "plan" || !isLost(value)) return undefined;
  const of = targetOf(value.references, topology);
  if (of === "several") return undefined;
  const { isHidden, isMixed } = value;
  const attributes = of?.attributes ?? [];
  const endpoints = new Set(attributes.map((attribute) => (of ? addressAt(of.target, attribute) : undefined)));
  endpoints.delete(undefined);
  const [endpoint = "host", other] = endpoints;
  // A port or a password that it refers to is reason enough for a plan not to know it: what is hidden may be written out.
  const isExplained = value.references.length > 0;
  if (other !== undefined || (endpoints.size === 0 && (!isHidden || isExplained))) return undefined;
  const whole = attributes.includes("");
  if ((isHidden || whole) && !isNamed) return undefined;
  const target = of?.target ?? onlySource(topology);
  if (!target || (isHidden && target !== onlySource(topology))) return undefined;
  const hasPort = attributes.some((attribute) => target.kind.facts.ports.test(attribute));
  return { target, endpoint: endpoint ?? "host", hasPort, isHidden, isMixed };
}

/** Whether a port that a plan does not show can only be that of this target. */
export function isPortTaken(value: Value | undefined, target: Target, topology: Topology): boolean {
  if (topology.kind !== "plan" || !isLost(value)) return false;
  const of = targetOf(value.references, topology);
  if (of === "several" || (of && of.target !== target)) return false;
  const isPort = (attribute: string) => attribute === "" || target.kind.facts.ports.test(attribute);
  if (of && !of.attributes.every(isPort)) return false;
  return value.isHidden ? onlySource(topology) === target : of !== undefined;
}

/** A whole resource may have been any of its attributes: `one(google_redis_instance.r[*].host)`. */
function addressAt(target: Target, attribute: string): "host" | "read_endpoint" | undefined {
  const endpoint = attribute === "" ? "host" : endpointAt(target, attribute);
  return endpoint === "unclear" ? undefined : endpoint;
}

/** The one target that the references lead to; undefined for none, "several" where an address may be another's. */
function targetOf(
  references: readonly Reference[],
  topology: Topology,
): { target: Target; attributes: string[] } | "several" | undefined {
  const attributes: string[] = [];
  const found = new Set<Target>();
  for (const { address, attribute } of references) {
    const owners = targetsAt(topology, address);
    const target = owners.find(({ resource }) => resource.mode === "managed") ?? owners[0];
    if (target) {
      found.add(target);
      attributes.push(attribute);
      continue;
    }
    const resource = topology.finder.resource(address);
    // What is not in the plan may be anything.
    if (!resource || mayGiveAddress(resource)) return "several";
  }
  const [target, ...more] = found;
  if (more.length > 0) return "several";
  return target && { target, attributes };
}

/** The assumption, for the setting of this name. */
export function takenText(name: string, { target, isHidden }: Taken, rest: string): string {
  const noun = target.kind.facts.noun.replace(/^the /, "");
  const why = isHidden ? `the only ${noun} here` : "it refers to nothing else that has an address";
  return `${name} is taken to hold ${target.address}: ${why}${rest}`;
}
