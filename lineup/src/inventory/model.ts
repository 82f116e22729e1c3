import type { ApiObject } from "../google/answer";
import { isBlock, own } from "../inputs/blocks";
import type { LiveProject, Missing, Unread } from "../inputs/shapes";

/** A live resource in Terraform's attribute names, with only the attributes listed for its kind. */
export interface LiveResource {
  type: string;
  name: string;
  /** Set for regional resources: two regions may hold the same name. */
  region?: string | undefined;
  values: Record<string, unknown>;
}

export type Inventory = Omit<LiveProject, "unread" | "missing" | "nulls"> & {
  nulls: "withheld";
  /** When it was read, in UTC. */
  readAt: string;
  unread: Unread[];
  missing: Missing[];
  /** APIs that are disabled in the project, so that none of their resources exist. */
  disabled: { what: string; why: string }[];
};

/**
 * The named fields under Terraform's names. Only plain values and lists of them are copied, so that a field which an API
 * adds to a nested object later is never written.
 */
export function picked(thing: unknown, ...fields: string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const field of fields) {
    const value = own(thing, field);
    if (isPlain(value) || (Array.isArray(value) && value.every(isPlain))) found[snake(field)] = value;
  }
  return found;
}

/** A Terraform block: a list with one item or none. */
export function block(thing: unknown, write: (thing: ApiObject) => Record<string, unknown>): Record<string, unknown>[] {
  return isBlock(thing) ? [write(thing)] : [];
}

function isPlain(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function snake(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `projects/p/locations/europe-west1/…` and `…/regions/europe-west1`. */
export function regionIn(path: string | undefined): string | undefined {
  return /(?:^|\/)(?:locations|regions)\/([^/]+)/.exec(path ?? "")?.[1];
}
