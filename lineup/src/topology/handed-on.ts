import { Unresolved, type Value } from "../values";
import type { NetworkFinder } from "./networks";
import { get } from "./read";

/** What hands on a value that its own configuration gave it: the attribute that is read, and the one that was set. */
const HANDS_ON: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  google_parameter_manager_parameter_version: { parameter_data: "parameter_data" },
  google_parameter_manager_regional_parameter_version: { parameter_data: "parameter_data" },
  google_secret_manager_secret_version: { secret_data: "secret_data" },
  google_dns_record_set: { name: "name" },
};
const MOST_STEPS = 10;

/** A value that was read from another resource of the input, as that resource was given it. */
export function handedOn(value: Value | undefined, resources: NetworkFinder): Value | undefined {
  let found = value;
  for (let step = 0; step < MOST_STEPS && found instanceof Unresolved && found.soleReference; step += 1) {
    const { address, attribute } = found.soleReference;
    const resource = resources.resource(address);
    const set = resource?.mode === "managed" ? HANDS_ON[resource.type]?.[attribute] : undefined;
    const given = resource && set !== undefined ? get(resource, set) : undefined;
    if (given === undefined || (given instanceof Unresolved && given.references.length === 0)) return found;
    // What a plan assumes of the way stays assumed.
    found = found.isAssumed && given instanceof Unresolved ? assumed(given) : given;
  }
  return found;
}

function assumed({ text, references, soleReference, parts, kept }: Unresolved): Unresolved {
  return new Unresolved(text, references, soleReference, parts, true, kept);
}
