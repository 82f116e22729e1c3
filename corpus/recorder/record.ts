import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hashOf } from "../canonical";
import type { Case, Root } from "./case";
import {
  type Applied,
  commandOf,
  folderOf,
  indexOf,
  inputsOf,
  logOf,
  planOf,
  type Recorded,
  readIndex,
  type Shelf,
} from "./recordings";

export interface Task {
  shelf: Shelf;
  one: Case;
}

export const PROVIDER = "6.50.0";

/** What real Terraform made of one case. */
export interface Played {
  plan: string;
  log: string;
  exit: number;
  applied: Applied | undefined;
}

/** A world that was applied once and is put back after every case that begins with it. */
export interface Stage {
  play(one: Case, apply: boolean): Promise<Played>;
  close(): Promise<void>;
}

/** Who has Terraform apply worlds: the rehearsal, with its loopback cloud. */
export interface Theatre {
  terraform: string;
  set(before: Root): Promise<Stage>;
}

/** Plays every case before real Terraform; cases that begin with the same world share one. Answers what failed. */
export async function record(
  tasks: readonly Task[],
  { terraform, set }: Theatre,
  stopped: () => boolean,
): Promise<string[]> {
  const failed: string[] = [];
  for (const scenes of sharingOneWorld(tasks)) {
    const [first] = scenes;
    if (!first || stopped()) break;
    let stage: Stage;
    try {
      stage = await set(first.one.before);
    } catch (error) {
      failed.push(`${scenes.map(({ one }) => one.id).join(", ")}: ${(error as Error).message}`);
      continue;
    }
    for (const { shelf, one } of scenes) {
      if (stopped()) break;
      try {
        // A drift's plan is looked at, never applied.
        keep(shelf, one, await stage.play(one, shelf === "review"), terraform);
        console.log(`recorded ${shelf}/${one.id}`);
      } catch (error) {
        failed.push(`${shelf}/${one.id}: ${(error as Error).message}`);
      }
    }
    await stage.close();
  }
  return failed;
}

function sharingOneWorld(tasks: readonly Task[]): Task[][] {
  const worlds = new Map<string, Task[]>();
  for (const task of tasks) {
    const world = hashOf(task.one.before);
    worlds.set(world, [...(worlds.get(world) ?? []), task]);
  }
  return [...worlds.values()];
}

function keep(shelf: Shelf, one: Case, { plan, log, exit, applied }: Played, terraform: string): void {
  mkdirSync(folderOf(shelf), { recursive: true });
  writeFileSync(planOf(shelf, one.id), plan);
  if (shelf === "drift") writeFileSync(logOf(one.id), log);
  const entry: Recorded = {
    command: commandOf(one),
    terraform,
    provider: PROVIDER,
    input: hashOf(inputsOf(one)),
    exit,
    ...(applied ? { applied } : {}),
  };
  writeIndex(shelf, { ...readIndex(shelf), [one.id]: entry });
}

/** A recording of a case that is no more goes as well. */
export function forget(shelf: Shelf, cases: readonly Case[]): void {
  mkdirSync(folderOf(shelf), { recursive: true });
  const ids = new Set(cases.map(({ id }) => id));
  for (const file of readdirSync(folderOf(shelf))) {
    if (file === "index.json" || ids.has(file.replace(/\.jsonl?$/, ""))) continue;
    rmSync(`${folderOf(shelf)}/${file}`);
    console.log(`removed ${shelf}/${file}`);
  }
  const kept = Object.entries(readIndex(shelf)).filter(([id]) => ids.has(id));
  writeIndex(shelf, Object.fromEntries(kept));
}

function writeIndex(shelf: Shelf, index: Record<string, Recorded>): void {
  const sorted = Object.entries(index).sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(indexOf(shelf), `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`);
}
