import { isNothing } from "../compare/differences";
import { type Attribute, schemaOf } from "../inventory/shape/schema";
import { type Fields, field, isFields, Unresolved, type Value } from "../values";
import { isSameValue } from "./same-value";

/** What a resource will be, and what Terraform takes from elsewhere for it. */
export interface Wanted {
  type: string;
  written: Fields;
  /** What a reference in the configuration comes to; as it is where that is not known before the apply. */
  resolve: (value: Unresolved) => Value;
  /** Whether Terraform ignores changes of an attribute. */
  ignores: (path: string) => boolean;
}

/**
 * What `terraform plan` puts in the place of a thing that is there: what is written, and the rest as the provider's
 * schema has it. What is the same in another spelling stays as it is there, so that whatever differs is a change.
 */
export function planned(wanted: Wanted, live: Fields): Fields {
  const attributes = schemaOf(wanted.type);
  return { ...live, ...block(wanted, attributes, wanted.written, live) };
}

function block(wanted: Wanted, attributes: readonly Attribute[], written: Fields, live: Fields): Fields {
  return Object.fromEntries(
    attributes.flatMap((attribute): [string, Value][] => {
      const { name, path } = attribute;
      const was = field(live, name);
      if (wanted.ignores(path)) return was === undefined ? [] : [[name, was]];
      const will = plannedValue(wanted, attribute, field(written, name), was);
      return will === undefined ? [] : [[name, will]];
    }),
  );
}

function plannedValue(wanted: Wanted, attribute: Attribute, said: Value | undefined, live: Value | undefined) {
  const { facts, within } = attribute;
  if (facts.computed && !facts.optional) return live;
  const written = resolved(wanted, said);
  if (isUnset(written)) return unset(wanted, attribute, live);
  if (written instanceof Unresolved) return written;
  if (within.length > 0) return blocksOf(wanted, attribute, itemsOf(written), itemsOf(live));
  const known = leaves(wanted, written as Value);
  if (live instanceof Unresolved) return known;
  if (isNothing(live) && isNothing(known)) return live ?? known;
  return isSameValue(wanted.type, attribute, live ?? null, known) ? live : known;
}

/** Left to the cloud, or the schema's default, or nothing. */
function unset({ type }: Wanted, attribute: Attribute, live: Value | undefined): Value | undefined {
  const { facts } = attribute;
  if (facts.computed) return live;
  if (facts.default === undefined) return isNothing(live) ? live : null;
  const standard = facts.default as Value;
  return isNothing(live) && isNothing(standard) ? live : isAs(type, attribute, live, standard) ? live : standard;
}

function isAs(type: string, attribute: Attribute, live: Value | undefined, value: Value): boolean {
  return live !== undefined && live !== null && isSameValue(type, attribute, live, value);
}

function isUnset(value: Value | undefined): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Blocks of a list by their places, those of a set by what they say. */
function blocksOf(wanted: Wanted, attribute: Attribute, written: readonly Value[], live: readonly Value[]): Value[] {
  const asBlock = (item: Value | undefined, there: Value | undefined) =>
    item instanceof Unresolved ? item : block(wanted, attribute.within, fieldsOf(item), fieldsOf(there));
  if (attribute.facts.type !== "Set") return written.map((item, index) => asBlock(item, live[index]));
  const left = [...live];
  const taken = (at: number) => (at < 0 ? undefined : left.splice(at, 1)[0]);
  return written.map((item) => {
    const name = field(item, "name");
    const at = left.findIndex((there) =>
      name === undefined ? isAsThere(asBlock(item, there), there) : field(there, "name") === name,
    );
    return asBlock(item, taken(at));
  });
}

/** Whether nothing would change about a block that is there. */
function isAsThere(will: Value, there: Value): boolean {
  if (!isFields(will) || !isFields(there)) return false;
  return Object.entries(will).every(([key, value]) => {
    const was = field(there, key);
    return value === was || (isNothing(value) && isNothing(was)) || isSameItems(value, was);
  });
}

function isSameItems(will: Value, was: Value | undefined): boolean {
  if (!Array.isArray(will) || !Array.isArray(was) || will.length !== was.length) return false;
  return will.every((item, index) => item === was[index] || isAsThere(item, was[index] ?? null));
}

function resolved({ resolve }: Wanted, value: Value | undefined): Value | undefined {
  return value instanceof Unresolved ? resolve(value) : value;
}

/** A list or map with what its references come to. */
function leaves(wanted: Wanted, value: Value): Value {
  if (value instanceof Unresolved) return wanted.resolve(value);
  if (Array.isArray(value)) return value.map((item) => leaves(wanted, item));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, leaves(wanted, item)]));
}

function itemsOf(value: Value | undefined): Value[] {
  if (Array.isArray(value)) return value;
  return isFields(value) ? [value] : [];
}

function fieldsOf(value: Value | undefined): Fields {
  return isFields(value) ? value : {};
}
