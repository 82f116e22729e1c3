import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "../recorder/hash";
import { PROVIDER_VERSION } from "../verify/base";
import { type AdoptionCase, byHand } from "./case";

/** What a plan says of one resource: its attributes as far as they change, and nothing that is sensitive. */
export interface PlannedChange {
  /** By which id it is imported. */
  importing?: string;
  actions: string[];
  /** The attributes that force a replacement. */
  replaces?: (string | number)[][];
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** Attributes that are known after the apply only. */
  unknown?: Record<string, unknown>;
}

/** What real Terraform says when it is to take over the environment of a case. */
export interface RecordedAdoption {
  /** Exit code of `terraform plan`. */
  exit: number;
  errors: { address?: string; summary: string; detail: string }[];
  /** What the plan does not list, because it depends on something protected that would be replaced. */
  unlisted?: string[];
  /** Where the plan fails, of the plan without protection. */
  changes: Record<string, PlannedChange>;
}

/** The base world as the loopback cloud holds it: `lineup` can read it, and each case, without Terraform. */
export interface RecordedWorld {
  terraform: string;
  provider: string;
  /** The synthesized stack that made it, and that is planned. */
  stack: string;
  cloud: { serial: number; things: [string, Record<string, unknown>][] };
}

/** A file holds only what is otherwise than in this one. */
const BASE = "as-it-is-written";
const FOLDER = join(__dirname, "../recordings/adoptions");
const fileOf = (name: string) => join(FOLDER, `${name}.json`);
const WORLD = fileOf("world");

type Kept = Omit<RecordedAdoption, "changes"> & { input: string; changes: Record<string, PlannedChange | null> };

export function readWorld(): RecordedWorld | undefined {
  return existsSync(WORLD) ? JSON.parse(readFileSync(WORLD, "utf8")) : undefined;
}

export function writeWorld(world: RecordedWorld): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(WORLD, `${JSON.stringify(world, null, 1)}\n`);
}

/** Why the world cannot be used; undefined where it is current. */
export function worldStaleness(stack: string, world = readWorld()): string | undefined {
  if (!world) return "there is no recording of adoptions - run npm run record -- adoptions";
  if (world.provider !== PROVIDER_VERSION)
    return `the adoptions were recorded with google ${world.provider}, not with ${PROVIDER_VERSION} - run npm run record -- adoptions`;
  return world.stack === stack
    ? undefined
    : "what ships has changed since its adoptions were recorded - run npm run record -- adoptions";
}

/** What real Terraform said of this case. */
export function readAdoption(id: string): RecordedAdoption {
  const { input: _, changes, ...rest } = kept(id);
  const base = id === BASE ? {} : kept(BASE).changes;
  const all = Object.entries({ ...base, ...changes }).filter(([, change]) => change !== null);
  return { ...rest, changes: Object.fromEntries(all) as RecordedAdoption["changes"] };
}

export function writeAdoption(one: AdoptionCase, world: RecordedWorld, recorded: RecordedAdoption): void {
  const { changes, ...rest } = recorded;
  const base = one.id === BASE ? {} : kept(BASE).changes;
  const addresses = [...new Set([...Object.keys(base), ...Object.keys(changes)])].sort();
  const different = addresses.filter((address) => hashOf(base[address] ?? null) !== hashOf(changes[address] ?? null));
  const others = Object.fromEntries(different.map((address) => [address, changes[address] ?? null]));
  const file: Kept = { input: inputOf(one, world), ...rest, changes: others };
  writeFileSync(fileOf(one.id), `${JSON.stringify(file, null, 1)}\n`);
}

/** The first is the one that the others are written against. */
export function inOrder(cases: readonly AdoptionCase[]): AdoptionCase[] {
  return [...cases].sort((one, other) => Number(other.id === BASE) - Number(one.id === BASE));
}

export function isCurrent(one: AdoptionCase, world: RecordedWorld): boolean {
  return existsSync(fileOf(one.id)) && kept(one.id).input === inputOf(one, world);
}

/** Recordings that no case has. */
export function forgottenIn(cases: readonly AdoptionCase[]): string[] {
  const known = new Set(["world", ...cases.map(({ id }) => id)]);
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).map((file) => file.replace(/\.json$/, "")) : [];
  return files.filter((name) => !known.has(name));
}

/** Removes them. */
export function forgetOthers(cases: readonly AdoptionCase[]): string[] {
  const others = forgottenIn(cases);
  for (const name of others) rmSync(fileOf(name));
  return others;
}

const kept = (id: string): Kept => JSON.parse(readFileSync(fileOf(id), "utf8"));

/** What a recording of a case was made from. */
export function inputOf({ edits }: AdoptionCase, { terraform, provider, stack }: RecordedWorld): string {
  return hashOf({ edits, byHand, terraform, provider, stack });
}
