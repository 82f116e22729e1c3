import type { StackJson } from "./synth";
import { schemas } from "./walker/facts";

/** `${...}`, as Terraform writes a reference. */
export function ref(target: string): string {
  return `\${${target}}`;
}

/** Other ways to write the same stack. Each changes the JSON in place and leaves what Terraform makes of it alone. */

/** Replaces every string of the stack by what `rewrite` makes of it. */
export function rewriteStrings(json: StackJson, rewrite: (text: string) => string): void {
  for (const [key, value] of Object.entries(json)) {
    if (typeof value === "string") json[key] = rewrite(value);
    else if (typeof value === "object" && value !== null) rewriteStrings(value, rewrite);
  }
}

/** Gives every resource another address and changes every reference to it. */
export function renameAll(json: StackJson): void {
  const addresses = sectionsOf(json).flatMap(([, resources]) =>
    Object.entries(resources).flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`)),
  );
  const everyAddress = new RegExp(`(?<![\\w.-])(data\\.)?(${addresses.join("|")})(?![\\w-])`, "g");
  rewriteStrings(json, (text) =>
    text.replace(everyAddress, (_, data = "", address) => {
      const [type, name] = address.split(".");
      return `${data}${type}.${renamed(name)}`;
    }),
  );
  for (const [section, resources] of sectionsOf(json)) {
    json[section] = mapValues(resources, (byName) =>
      Object.fromEntries(Object.entries(byName).map(([name, body]) => [renamed(name), body])),
    );
  }
}

/** Spelt backwards, so that the order of addresses changes as well. */
function renamed(name: string): string {
  return `r_${[...name].reverse().join("")}`;
}

/** Turns around the order of everything whose order means nothing to Terraform. */
export function reverseAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseAll).reverse();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, entry]) => [key, reverseAll(entry)])
      .reverse(),
  );
}

/** Writes every block of every resource as a list of objects, where the provider takes one as well. */
export function blocksAsLists(json: StackJson): void {
  eachBlock(json, (value) => (Array.isArray(value) ? value : [value]));
}

/** Writes every block as an object, where there is only one. */
export function blocksAsObjects(json: StackJson): void {
  eachBlock(json, (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value));
}

function eachBlock(json: StackJson, write: (value: unknown) => unknown): void {
  for (const [type, byName] of Object.entries(json.resource as Record<string, StackJson>)) {
    const attributes = Object.keys(schemas[type]?.attributes ?? {});
    const isBlock = (path: string) => attributes.some((other) => other.startsWith(`${path}.`));
    for (const body of Object.values(byName)) writeBlocks(body, "", isBlock, write);
  }
}

function writeBlocks(
  body: StackJson,
  prefix: string,
  isBlock: (path: string) => boolean,
  write: (value: unknown) => unknown,
): void {
  for (const [key, value] of Object.entries(body)) {
    const path = `${prefix}${key}`;
    if (!isBlock(path)) continue;
    for (const inner of [value].flat()) writeBlocks(inner, `${path}.`, isBlock, write);
    body[key] = write(value);
  }
}

function sectionsOf(json: StackJson): ["resource" | "data", Record<string, StackJson>][] {
  return (["resource", "data"] as const).flatMap((section) => (json[section] ? [[section, json[section]]] : []));
}

function mapValues<T>(object: Record<string, T>, change: (value: T) => unknown) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
