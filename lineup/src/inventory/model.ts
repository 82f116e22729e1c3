import type { z } from "zod";
import type { inventoryShape } from "../inputs/shapes";

/** What an API answered: JSON of nobody knows which shape. */
export type Thing = Record<string, unknown>;

/** What is written of something live: only what is listed for its kind, in Terraform's attribute names. */
export interface Live {
  type: string;
  name: string;
  /** Of what is regional: two regions may hold the same name. */
  region?: string | undefined;
  values: Record<string, unknown>;
}

export type Inventory = Omit<z.infer<typeof inventoryShape>, "unread"> & {
  /** When it was read, in UTC. */
  readAt: string;
  unread: Unread[];
  /** APIs that are switched off in the project: nothing of theirs is there. */
  disabled: { what: string; why: string }[];
};
export type Unread = NonNullable<z.infer<typeof inventoryShape>["unread"]>[number];

export function isThing(value: unknown): value is Thing {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands under a key; never what JavaScript puts under it. */
export function at(thing: unknown, key: string): unknown {
  return isThing(thing) && Object.hasOwn(thing, key) ? thing[key] : undefined;
}

export function textAt(thing: unknown, key: string): string | undefined {
  const value = at(thing, key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function thingsAt(thing: unknown, key: string): Thing[] {
  const value = at(thing, key);
  return Array.isArray(value) ? value.filter(isThing) : [];
}

/**
 * The named fields, as Terraform calls them. Only plain values and lists of them are taken: what an API adds to an
 * object one day is not written because the object was.
 */
export function picked(thing: unknown, ...fields: string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const field of fields) {
    const value = at(thing, field);
    if (isPlain(value) || (Array.isArray(value) && value.every(isPlain))) found[snake(field)] = value;
  }
  return found;
}

/** A block of Terraform's: a list of one, or of none. */
export function block(thing: unknown, write: (thing: Thing) => Record<string, unknown>): Record<string, unknown>[] {
  return isThing(thing) ? [write(thing)] : [];
}

function isPlain(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function snake(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function last(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** `projects/p/locations/europe-west1/…` and `…/regions/europe-west1`. */
export function regionIn(path: string | undefined): string | undefined {
  return /(?:^|\/)(?:locations|regions)\/([^/]+)/.exec(path ?? "")?.[1];
}
