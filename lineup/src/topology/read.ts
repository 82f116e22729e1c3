import type { Resource } from "../inputs/model";
import { COMPUTED, field, isFields, type Maybe, Unresolved, type Value } from "../values";

// Typed access to a resource's attributes. Null and absent are the same; so are a block and a list of one block.

export function get({ values }: Resource, attribute: string): Value | undefined {
  // Most attributes are null: they are recognised first, with one look-up.
  const value = present(values[attribute]);
  return value !== undefined && Object.hasOwn(values, attribute) ? value : undefined;
}

/** What everything in a topology has in common. */
export interface TopologyItem {
  address: string;
  name: Maybe<string> | undefined;
  certain: boolean;
  resource: Resource;
}

export function itemFields(resource: Resource): TopologyItem {
  return { address: resource.address, name: text(get(resource, "name")), certain: resource.certain, resource };
}

/** Whether others name a resource by this attribute. */
export function isIdentity(attribute: string): boolean {
  return attribute === "id" || attribute === "self_link" || attribute === "name";
}

/** The same, or all of it: "" is what a plan keeps of a splat or of `one()`. */
export function isIdentityOrWhole(attribute: string): boolean {
  return attribute === "" || isIdentity(attribute);
}

export function within(value: Value | undefined, key: string): Value | undefined {
  const block = Array.isArray(value) ? value[0] : value;
  return block instanceof Unresolved ? block : present(field(block, key));
}

function present(value: Value | undefined): Value | undefined {
  return value === null ? undefined : value;
}

/** Text that is not empty: Terraform prints unset strings as "" after a refresh. */
export function text(value: Value | undefined): Maybe<string> | undefined {
  if (value instanceof Unresolved) return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function number(value: Value | undefined): Maybe<number> | undefined {
  if (value instanceof Unresolved || typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

export function flag(value: Value | undefined): Maybe<boolean> | undefined {
  if (value instanceof Unresolved || typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : undefined;
}

/** The items of a list; a lone block counts as a list of one. */
export function list(value: Value | undefined): Maybe<Value[]> {
  if (value instanceof Unresolved) return value;
  if (Array.isArray(value)) return value.includes(null) ? value.filter((item) => item !== null) : value;
  return isFields(value) || (value !== undefined && value !== null) ? [value] : [];
}

/** The items of a list; none where the list is unknown. */
export function items(value: Value | undefined): Value[] {
  const found = list(value);
  return found instanceof Unresolved ? [] : found;
}

export function knownText(value: Value | undefined): string | undefined {
  const found = text(value);
  return typeof found === "string" ? found : undefined;
}

/** Undefined for an unset Optional+Computed attribute, which a plan shows as known after apply. */
export function unlessComputed<T extends Value | undefined>(value: T): T | undefined {
  return value instanceof Unresolved && isComputed(value) ? undefined : value;
}

export function isComputed(value: Unresolved): boolean {
  return value.references.length === 0 && value.text === COMPUTED;
}
