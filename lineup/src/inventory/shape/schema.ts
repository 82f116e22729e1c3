import { AFTER_IMPORT } from "../../../../facts/after-import";
import { type AttributeFacts, attributesOf } from "../../../../facts/provider";
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
  const made = attributesBelow(type, "");
  SCHEMAS.set(type, made);
  return made;
}

function attributesBelow(type: string, around: string): Attribute[] {
  const all = attributesOf(type) ?? {};
  const direct = Object.entries(all).filter(([path]) => path.slice(0, Math.max(0, path.lastIndexOf("."))) === around);
  return direct.map(([path, facts]) => ({
    name: path.slice(path.lastIndexOf(".") + 1),
    path,
    facts,
    within: attributesBelow(type, path),
    isRead: isRead(type, path, facts),
  }));
}

function isRead(type: string, path: string, { optional, required }: AttributeFacts): boolean {
  if (READINGS[type]?.also?.includes(path)) return true;
  return (optional === true || required === true) && !Object.hasOwn(AFTER_IMPORT[type] ?? {}, path);
}
