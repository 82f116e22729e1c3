import { Unresolved } from "../../../values";
import { convert, type Outcome, setInPart } from "../convert";
import { numberText } from "../numbers";
import { entriesOf, fieldsOf, itemsOf, OpenList, OpenMap, type Type, type Typed, typeOf } from "../types";
import { type Implementation, known } from "./implementation";

const to =
  (type: Type): Implementation =>
  (args) => {
    const [value] = args;
    // A null may have a type of its own that does not fit.
    return value === undefined || value === null || args.length !== 1 ? undefined : convert(value, type);
  };

/** A collection: an attribute turned into one is no longer the attribute alone. */
const collected =
  (kind: "list" | "set" | "map"): Implementation =>
  (args) =>
    args[0] instanceof Unresolved ? ofText(args[0], kind) : to({ kind, element: "any" })(args);

/** Whatever becomes one with text becomes text: nothing changes what is text already. */
function ofText(value: Unresolved, kind: "list" | "set" | "map"): Outcome {
  const certain =
    value instanceof OpenList ? value.certain : value instanceof OpenMap ? Object.values(value.certain) : [];
  if (certain.length === 0 || !certain.every((item) => typeOf(item) === "string")) return undefined;
  return value instanceof OpenList && kind === "set" ? setInPart(value) : value;
}

export const CONVERSIONS: Record<string, Implementation> = {
  tonumber: to("number"),
  tobool: to("bool"),
  tolist: collected("list"),
  toset: collected("set"),
  tomap: collected("map"),
  nonsensitive: ([value]) => value,
  sensitive: ([value]) => value,
  jsonencode: known(([value]) => (value === undefined ? undefined : encoded(value))),
};

/** As Go writes it: keys in order, and nothing that could end a script element. */
function encoded(value: Typed): Outcome {
  const text = written(value);
  return text?.replace(/[<>&\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function written(value: Typed): string | undefined {
  if (typeof value === "number") return numberText(value);
  if (typeof value === "string") return CONTROL.test(value) ? undefined : JSON.stringify(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const items = itemsOf(value)?.map(written);
  if (items) return items.every((item) => item !== undefined) ? `[${items.join(",")}]` : undefined;
  const fields = entriesOf(fieldsOf(value) ?? {}).map(([key, item]) => {
    const [name, inside] = [written(key), written(item)];
    return name === undefined || inside === undefined ? undefined : `${name}:${inside}`;
  });
  return fields.every((item) => item !== undefined) ? `{${fields.join(",")}}` : undefined;
}

/** Go and JavaScript write these differently. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;
