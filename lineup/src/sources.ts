import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isBlock } from "./inputs/blocks";
import type { Input } from "./inputs/json";
import { type Position, type Resource, UnusableInput } from "./inputs/model";
import { withoutKeys } from "./values";

export interface Source {
  file: string;
  line: number;
}

/** Where a resource is written, or what is said in it, where that is known. */
export type SourceOf = (address: string, attribute?: string) => Source | undefined;

const FILE_AND_LINE = /^([^:\n]+):(\d+)$/;

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
  const places = placesIn(file);
  if (!places)
    throw new UnusableInput(`${file} is not a list of addresses with "file:line" - synthesize again, or remove it`);
  return (address) => places.get(address);
}

/** Undefined where it holds anything else than synth writes. */
function placesIn(file: string): Map<string, Source> | undefined {
  const places = new Map<string, Source>();
  try {
    const lines: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (!isBlock(lines)) return undefined;
    for (const [address, said] of Object.entries(lines)) {
      const [, name, line] = (typeof said === "string" && FILE_AND_LINE.exec(said)) || [];
      if (name === undefined) return undefined;
      places.set(address, { file: name, line: Number(line) });
    }
  } catch {
    return undefined;
  }
  return places;
}
