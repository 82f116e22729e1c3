import { AFTER_IMPORT, EMPTY_AFTER_IMPORT } from "../../../../facts/after-import";
import type { AttributeFacts } from "../../../../facts/provider";
import { type Fields, isFields, lastSegment, Unresolved, type Value } from "../../values";
import { type Attribute, schemaOf } from "./schema";
import { inPart } from "./withheld";

const IN_PART = new Unresolved("a value that the inventory holds in part");

/**
 * What an import of a live thing puts into the state, as far as a configuration can say it: what the provider reads and
 * the API leaves out is empty, and what it does not read is what the import says. Held against real imports by the
 * rehearsal `life`.
 */
export function asImported(type: string, values: Fields): Fields {
  const schema = schemaOf(type);
  const unread = AFTER_IMPORT[type] ?? {};
  const beside = Object.entries(EMPTY_AFTER_IMPORT).filter(([, all]) => schema.some(({ name }) => name === all));
  const empty = beside.flatMap(([name, all]): [string, Value][] => [
    [name, {}],
    [all, values[name] ?? {}],
  ]);
  const { network } = values;
  return {
    ...(values.id === undefined ? {} : { id: values.id }),
    ...filled(schema, values),
    ...(unread as Fields),
    ...Object.fromEntries(empty),
    // The inventory has the network of a host project with its path.
    ...(type === "google_vpc_access_connector" && typeof network === "string" ? { network: lastSegment(network) } : {}),
  };
}

function filled(attributes: readonly Attribute[], values: Fields): Fields {
  const all = attributes.filter(({ isRead }) => isRead);
  return Object.fromEntries(all.map((attribute) => [attribute.name, valueIn(attribute, values)]));
}

function valueIn({ name, facts, within }: Attribute, values: Fields): Value {
  if (values[inPart(name)] === true) return IN_PART;
  const value = values[name];
  if (value === undefined) return EMPTY[facts.type ?? ""] ?? "";
  if (within.length === 0 || !Array.isArray(value)) return value;
  return value.map((item) => (isFields(item) ? filled(within, item) : item));
}

const EMPTY: Readonly<Record<NonNullable<AttributeFacts["type"]>, Value>> = {
  Bool: false,
  Float: 0,
  Int: 0,
  List: [],
  Map: {},
  Set: [],
  String: "",
};
