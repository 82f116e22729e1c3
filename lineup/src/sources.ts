import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { UnusableInput } from "./inputs/model";

export interface Source {
  file: string;
  line: number;
}

/** Where a resource is written, where that is known. */
export type SourceOf = (address: string) => Source | undefined;

const shape = z.record(z.string(), z.string().regex(/^[^:\n]+:\d+$/));

/** Where in TypeScript each resource was written, from the `sources.json` that synth puts beside the JSON that ships. */
export function sourcesBeside(path: string): SourceOf {
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
