import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Store, type Thing } from "../server/store";
import type { Tools } from "../tools";
import { World } from "../world";
import { type Mutant, prepare, unserved } from "./mutants";

/** All that is left of a mutant when its cloud is gone: to be judged, now or again. */
export interface Trial {
  id: string;
  /** Why there is nothing to judge. */
  leftOut?: string;
  files: Record<string, string>;
  plan?: unknown;
  state?: unknown;
  store?: [name: string, thing: Thing][];
}

const PATIENCE = 180_000;
/** What a root of before leaves behind must not reach the next; what `init` has installed may stay. */
const KEPT = [".terraform", ".terraform.lock.hcl"];

/** Applies a mutant to a cloud of its own. One folder serves one mutant after another. */
export async function attempt(mutant: Mutant, folder: string, tools: Tools): Promise<Trial> {
  const { id, files } = mutant;
  const foreign = unserved(mutant);
  if (foreign.length > 0) return { id, files, leftOut: `the loopback cloud has no ${foreign.join(", ")}` };
  const world = await World.open(folder, tools);
  const timer = setTimeout(() => world.interrupt(), PATIENCE);
  try {
    empty(folder);
    for (const name of Object.keys(files)) mkdirSync(dirname(join(folder, name)), { recursive: true });
    world.write(files);
    await prepare(mutant, world);
    const plan = await planned(world);
    const first = await world.terraform("apply", "-input=false", "-no-color", "plan.tfplan");
    // A name that is written out where a reference belongs says no order: what came too early comes the second time.
    if (first.code !== 0) await world.must("apply", "-auto-approve", "-input=false", "-no-color");
    if (mutant.afterwards) {
      await mutant.afterwards(world);
      await world.must("apply", "-refresh-only", "-auto-approve", "-input=false", "-no-color");
    }
    return withoutSecrets({ id, files, plan, state: await world.state(), store: kept(world) }, world);
  } catch (error) {
    return { id, files, leftOut: reasonOf(error) };
  } finally {
    clearTimeout(timer);
    await world.close();
  }
}

async function planned(world: World): Promise<unknown> {
  await world.must("init", "-input=false", "-no-color");
  await world.must("plan", "-input=false", "-no-color", "-out=plan.tfplan");
  return JSON.parse((await world.must("show", "-json", "plan.tfplan")).stdout);
}

function empty(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!KEPT.includes(name)) rmSync(join(folder, name), { recursive: true });
  }
}

const AUTH = /\/instances\/[^/]+\/auth$/;

function kept(world: World): [string, Thing][] {
  const all = [...world.cloud.cloud.store.matching(/./)].filter(({ name }) => !AUTH.test(name));
  return all.map(({ name, thing }) => [name, thing]);
}

/** No AUTH string is written anywhere. What a secret says is kept: whether it is Redis's address is the question. */
function withoutSecrets(trial: Trial, world: World): Trial {
  let text = JSON.stringify(trial);
  for (const { name, thing } of world.cloud.cloud.store.matching(/./)) {
    if (AUTH.test(name)) text = text.replaceAll(String(thing.string), "(secret)");
  }
  return JSON.parse(text);
}

export function storeOf({ store = [] }: Trial): Store {
  const again = new Store();
  for (const [name, thing] of store) again.put(name, thing);
  return again;
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /Error: ([^\n]*(\n[^\n]+)?)/.exec(text)?.[1]?.replaceAll(/[\s│]+/g, " ") ?? text.slice(0, 300);
}
