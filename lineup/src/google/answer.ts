import { isBlock, own } from "../inputs/blocks";

/** A JSON object of an API's answer. Its shape is not trusted. */
export type ApiObject = Record<string, unknown>;

export function textAt(thing: unknown, key: string): string | undefined {
  const value = own(thing, key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function thingsAt(thing: unknown, key: string): ApiObject[] {
  const value = own(thing, key);
  return Array.isArray(value) ? value.filter(isBlock) : [];
}
