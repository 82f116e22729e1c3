import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Input } from "./inputs/json";
import { type Position, type Resource, UnusableInput } from "./inputs/model";
import { withoutKeys } from "./values";

export interface Source {
  file: string;
  line: number;
}

/** Where a resource is written, or what is said in it, where that is known. */
export type SourceOf = (address: string, attribute?: string) => Source | undefined;

const shape = z.record(z.string(), z.string().regex(/^[^:\n]+:\d+$/));

/** In the files of configuration that were read, else in the sources of what was synthesized. */
export function sourcesOf(path: Input, resources: readonly Resource[]): SourceOf {
  const written = new Map(resources.flatMap(({ address, at }) => (at ? [[withoutKeys(address), at]] : [])));
  const synthesized = sourcesBeside(path);
  return (address, attribute = "") => {
    const at = written.get(withoutKeys(address));
    return at ? { file: at.file, line: lineWithin(at, attribute) } : synthesized(address);
  };
}

/** The line of the innermost thing that an attribute names and that stands once: `template.containers.env[NAME].value`. */
function lineWithin({ line, within }: Position, attribute: string): number {
  const parts = attribute
    .replace(/\[\d+\]/g, "")
    .replace(/\[["']?([^[\]"']{0,200})["']?\]/g, ".$1")
    .split(".");
  for (let length = parts.length; length > 0; length--) {
    const found = within?.get(parts.slice(0, length).join("."));
    if (found !== undefined) return found;
  }
  return line;
}

/** Where in TypeScript each resource was written, from the `sources.json` that synth puts beside the JSON that ships. */
export function sourcesBeside(path: Input): SourceOf {
  if (typeof path !== "string") return () => undefined;
  const folder = existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
  const file = join(folder, "sources.json");
  if (path === "-" || !existsSync(file)) return () => undefined;
  let lines: Map<string, string>;
  try {
    lines = new Map(Object.entries(shape.parse(JSON.parse(readFileSync(file, "utf8")))));
  } catch {
    throw new UnusableInput(`${file} is not a list of addresses with "file:line" - synthesize again, or remove it`);
  }
  return (address) => {
    const [, name, line] = /^(.*):(\d+)$/.exec(lines.get(address) ?? "") ?? [];
    return name === undefined ? undefined : { file: name, line: Number(line) };
  };
}
