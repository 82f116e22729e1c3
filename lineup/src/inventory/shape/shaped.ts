import type { ApiObject } from "../../google/answer";
import { isBlock, own } from "../../inputs/blocks";
import { HostName } from "../kinds/host-name";
import type { Reading } from "./reading";
import { READINGS } from "./readings";
import { type Attribute, schemaOf } from "./schema";
import { Withheld } from "./withheld";

type Values = Record<string, unknown>;

/**
 * An object of an API in the shape of a Terraform resource: every attribute of the schema that a configuration can say
 * and the provider reads, and none besides, so that a field which an API adds later is never written. What the API
 * leaves out is left out; blocks are always lists. What has another form than the schema says is null: it is there, and
 * it is not known.
 */
export function shaped(type: string, thing: ApiObject): Values {
  return valuesOf(schemaOf(type), thing, READINGS[type] ?? {});
}

/** One block of it, where another kind of thing has the same one. */
export function shapedBlock(type: string, name: string, thing: unknown): Values[] {
  const block = schemaOf(type).find((attribute) => attribute.name === name);
  return block && isBlock(thing) ? [valuesOf(block.within, thing, READINGS[type] ?? {})] : [];
}

function valuesOf(attributes: readonly Attribute[], thing: ApiObject, reading: Reading): Values {
  const said = attributes.flatMap((attribute): [string, unknown][] => {
    if (!attribute.isRead) return [];
    const { name, path } = attribute;
    const field = at(thing, reading.from?.[path] ?? camel(name));
    const made = reading.made?.[path];
    const value = told(attribute, made ? made(field, thing) : field, thing, reading);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(said);
}

function told(attribute: Attribute, value: unknown, around: ApiObject, reading: Reading): unknown {
  const { within, path, facts } = attribute;
  if (within.length > 0) return blocksOf(attribute, value, reading);
  if (value === undefined || value === null) return undefined;
  const shown = reading.withheld?.[path];
  if (facts.type === "Map") {
    return isBlock(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, item]) => {
            const text = isPlain(item) ? String(item) : null;
            return [name, shown && text !== null ? withheld(text, shown(text, { name })) : text];
          }),
        )
      : null;
  }
  const plain = plainOf(facts.type, value);
  return shown && plain !== null ? withheld(plain, shown(plain, around)) : plain;
}

/** What may be written whole is written as it is. */
function withheld(value: unknown, shown: Withheld["shown"] | readonly unknown[]): unknown {
  if (shown === value) return value;
  return new Withheld(value, shown === null || typeof shown === "string" || shown instanceof HostName ? shown : null);
}

/** The providers leave out what is empty, except for some. */
function blocksOf({ path, within }: Attribute, value: unknown, reading: Reading): Values[] | null {
  const items = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
  if (!items.every(isBlock)) return null;
  const kept = items.filter((item) => Object.keys(item).length > 0 || reading.empty?.includes(path));
  return kept.map((item) => valuesOf(within, item, reading));
}

function plainOf(type: string | undefined, value: unknown): unknown {
  if (type === "List" || type === "Set") return Array.isArray(value) && value.every(isPlain) ? value : null;
  if (type === "Bool") return typeof value === "boolean" ? value : null;
  if (type === "String") return isPlain(value) ? String(value) : null;
  // A number of 64 bits is text in JSON.
  const number = typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" ? number : null;
}

function isPlain(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function at(thing: unknown, path: string): unknown {
  return path.split(".").reduce(own, thing);
}

function camel(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
