import { AFTER_IMPORT } from "../../../../facts/after-import";
import { type AttributeFacts, attributesOf } from "../../../../facts/provider";
import { groupedBy } from "../../grouping";
import { READINGS } from "./readings";

/** An attribute, and what is within it where it is a block. */
export interface Attribute {
  name: string;
  path: string;
  facts: AttributeFacts;
  within: readonly Attribute[];
  /** A configuration can say it, and the provider reads it. */
  isRead: boolean;
}

const SCHEMAS = new Map<string, readonly Attribute[]>();

/** The attributes of the first level, with what is within them; none of a type that the facts do not have. */
export function schemaOf(type: string): readonly Attribute[] {
  const known = SCHEMAS.get(type);
  if (known) return known;
  const below = groupedBy(Object.entries(attributesOf(type) ?? {}), ([path]) => around(path));
  const made = attributesBelow(type, "", below);
  SCHEMAS.set(type, made);
  return made;
}

/** The path of the block that an attribute is in; "" on the first level. */
const around = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf(".")));

function attributesBelow(
  type: string,
  block: string,
  below: ReadonlyMap<string, readonly [path: string, facts: AttributeFacts][]>,
): Attribute[] {
  return (below.get(block) ?? []).map(([path, facts]) => ({
    name: path.slice(path.lastIndexOf(".") + 1),
    path,
    facts,
    within: attributesBelow(type, path, below),
    isRead: isRead(type, path, facts),
  }));
}

function isRead(type: string, path: string, { optional, required }: AttributeFacts): boolean {
  if (READINGS[type]?.also?.includes(path)) return true;
  return (optional === true || required === true) && !Object.hasOwn(AFTER_IMPORT[type] ?? {}, path);
}
