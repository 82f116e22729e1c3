import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AdoptionCase } from "./case";
import { inputOf, type RecordedWorld } from "./recording";

/** What became of an environment with every sentence that `lineup adopt` proposed for it. */
export interface RecordedTakeOver {
  /** The sentences: a value for each setting, null where it is taken out of the file. */
  settings: Record<string, unknown>;
  /** What `lineup adopt` says of each resource with the sentences written. */
  promised: Record<string, string>;
  /** What `terraform plan` then does to each; nothing where it was not asked. */
  planned: Record<string, string>;
  applied: boolean;
  /** What is in the way of the adoption. */
  why: string[];
  /** What another plan finds after the apply. */
  secondPlan: "empty" | "changes" | "not asked";
}

const FOLDER = join(__dirname, "../recordings/taken-over");
const fileOf = (id: string) => join(FOLDER, `${id}.json`);

type Kept = RecordedTakeOver & { input: string };

/** The cases of which this is recorded. */
export function takenOver(): string[] {
  return existsSync(FOLDER) ? readdirSync(FOLDER).map((file) => file.replace(/\.json$/, "")) : [];
}

export function readTakeOver(id: string): Kept {
  return JSON.parse(readFileSync(fileOf(id), "utf8"));
}

export function writeTakeOver(one: AdoptionCase, world: RecordedWorld, recorded: RecordedTakeOver): void {
  mkdirSync(FOLDER, { recursive: true });
  const file: Kept = { input: inputOf(one, world), ...recorded };
  writeFileSync(fileOf(one.id), `${JSON.stringify(file, null, 1)}\n`);
}

export function isTakeOverCurrent(one: AdoptionCase, world: RecordedWorld): boolean {
  return existsSync(fileOf(one.id)) && readTakeOver(one.id).input === inputOf(one, world);
}

/** Removes the recordings that no case has. */
export function forgetOtherTakeOvers(cases: readonly AdoptionCase[]): string[] {
  const known = new Set(cases.map(({ id }) => id));
  const others = takenOver().filter((id) => !known.has(id));
  for (const id of others) rmSync(fileOf(id));
  return others;
}
