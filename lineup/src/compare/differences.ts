import { isDeepStrictEqual } from "node:util";
import { type Fields, isFields, Unresolved, type Value } from "../values";

/** A step into a resource's values: a key, a place in a list, or the item of a set that has this name. */
export type Step = { key: string } | { index: number } | { name: string };

/** One place in which two versions of a resource differ. */
export interface Difference {
  /** As people and causes say it: `template.containers.env[REDIS_HOST].value`. */
  attribute: string;
  steps: readonly Step[];
  before: Value | undefined;
  after: Value | undefined;
}

/** Every place in which one version of a resource differs from the other, as deep as the two have the same shape. */
export function differences(before: Fields, after: Fields): Difference[] {
  const found: Difference[] = [];
  compareFields(before, after, "", [], found);
  return found;
}

/** Null, empty, zero and false: what Terraform and the API exchange for each other at will. */
export function isNothing(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.every(isNothing);
  return isFields(value) && Object.values(value).every(isNothing);
}

/** Whether two values say the same to Terraform: both nothing, or the same in any order. */
export function areAlike(one: Value | undefined, other: Value | undefined): boolean {
  // Most often nothing changes, which is seen at one look.
  if (one === other) return true;
  return (isNothing(one) && isNothing(other)) || areSame(one ?? null, other ?? null);
}

/** Whether two versions differ by null, [] and {} alone, which a first refresh exchanges on nearly every resource. */
export function areSpellings(one: Side, other: Side): boolean {
  if (one === other || (isEmpty(one) && isEmpty(other))) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => areSpellings(item, other[index]));
  }
  if (!isFields(one) || !isFields(other)) return false;
  return Object.keys({ ...one, ...other }).every((key) => areSpellings(own(one, key), own(other, key)));
}

function isEmpty(value: Side): boolean {
  return (
    (value ?? null) === null ||
    (typeof value === "object" && !(value instanceof Unresolved) && Object.keys(value ?? {}).length === 0)
  );
}

/** The same in any order. A list of one has no order, and most have one. */
function areSame(one: Value, other: Value): boolean {
  if (Array.isArray(one) && Array.isArray(other) && one.length === 1 && other.length === 1)
    return areSame(one[0] as Value, other[0] as Value);
  if (!isFields(one) || !isFields(other)) {
    return typeof one === "object" && typeof other === "object"
      ? isDeepStrictEqual(unordered(one), unordered(other))
      : one === other;
  }
  const keys = Object.keys(one);
  const isAlike = (key: string) =>
    Object.hasOwn(other, key) && areSame((one[key] ?? null) as Value, (other[key] ?? null) as Value);
  return keys.length === Object.keys(other).length && keys.every(isAlike);
}

function unordered(value: Value): Value {
  if (Array.isArray(value)) {
    const items = value.map((item) => JSON.stringify(unordered(item)));
    return items.sort();
  }
  if (!isFields(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, unordered(value[key] ?? null)]));
}

/** Whether an attribute is this one, or a place in it. */
export function isWithin(attribute: string, whole: string): boolean {
  return attribute === whole || (attribute.startsWith(whole) && /^[.[]/.test(attribute.slice(whole.length)));
}

type Side = Value | undefined;

function compare(before: Side, after: Side, attribute: string, steps: readonly Step[], found: Difference[]): void {
  if (isDeepStrictEqual(before, after)) return;
  const nothing = isNothing(before) && isNothing(after);
  // Of a block that came or went, only what it said is worth telling.
  if (nothing && (before === undefined || after === undefined)) return;
  if (!nothing && isFields(before ?? {}) && isFields(after ?? {})) {
    compareFields((before ?? {}) as Fields, (after ?? {}) as Fields, attribute, steps, found);
  } else if (!nothing && isBlocks(before) && isBlocks(after)) {
    compareBlocks(before ?? [], after ?? [], attribute, steps, found);
  } else {
    found.push({ attribute, steps, before, after });
  }
}

function compareFields(before: Fields, after: Fields, at: string, steps: readonly Step[], found: Difference[]): void {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const key of [...keys].sort()) {
    const [was, is] = [own(before, key), own(after, key)];
    compare(was, is, at === "" ? key : `${at}.${key}`, [...steps, { key }], found);
  }
}

function own(fields: Fields, key: string): Side {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function isBlocks(value: Side): value is Fields[] | null | undefined {
  return value === null || value === undefined || (Array.isArray(value) && value.every(isFields));
}

function compareBlocks(before: Fields[], after: Fields[], at: string, steps: readonly Step[], found: Difference[]) {
  if (before.length <= 1 && after.length <= 1) {
    compare(before[0], after[0], at, [...steps, { index: 0 }], found);
  } else if (haveNames(before) && haveNames(after)) {
    const names = new Set([...before, ...after].map(nameOf));
    for (const name of [...names].sort()) {
      const [was, is] = [before, after].map((items) => items.find((item) => nameOf(item) === name));
      compare(unnamed(was), unnamed(is), `${at}[${name}]`, [...steps, { name }], found);
    }
  } else if (before.length === after.length && isListOfPlaces(at)) {
    before.forEach((item, index) => {
      compare(item, after[index], `${at}[${index}]`, [...steps, { index }], found);
    });
  } else {
    found.push({ attribute: at, steps, before, after });
  }
}

/** Containers have an order; most other repeated blocks are sets, of which a place says nothing. */
function isListOfPlaces(attribute: string): boolean {
  return /(^|\.)containers$/.test(attribute);
}

function haveNames(items: readonly Fields[]): boolean {
  const names = items.map(nameOf);
  return names.every((name) => name !== "") && new Set(names).size === names.length;
}

function nameOf(item: Fields): string {
  const name = own(item, "name");
  return typeof name === "string" ? name : "";
}

function unnamed(item: Fields | undefined): Fields | undefined {
  if (!item) return undefined;
  const { name: _, ...rest } = item;
  return rest;
}
