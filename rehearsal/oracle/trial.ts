import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Sandbox } from "../sandbox";
import { type CloudObject, Store } from "../server/store";
import type { Tools } from "../tools";
import { type OracleCase, prepare, unserved } from "./cases";
import { maskOf } from "./redis-endpoints";

/** All that is left of a oracleCase when its cloud is gone: to be judged, now or again. */
export interface Trial {
  id: string;
  /** Why there is nothing to judge. */
  leftOut?: string;
  files: Record<string, string>;
  plan?: unknown;
  state?: unknown;
  store?: [name: string, thing: CloudObject][];
}

const PATIENCE = 180_000;
/** What a root of before leaves behind must not reach the next; what `init` has installed may stay. */
const KEPT = [".terraform", ".terraform.lock.hcl"];

/** Applies a oracleCase to a cloud of its own. One folder serves one oracleCase after another. */
export async function attempt(oracleCase: OracleCase, folder: string, tools: Tools): Promise<Trial> {
  const { id, files } = oracleCase;
  const foreign = unserved(oracleCase);
  if (foreign.length > 0) return { id, files, leftOut: `the loopback cloud has no ${foreign.join(", ")}` };
  const sandbox = await Sandbox.open(folder, tools);
  const timer = setTimeout(() => sandbox.interrupt(), PATIENCE);
  try {
    empty(folder);
    for (const name of Object.keys(files)) mkdirSync(dirname(join(folder, name)), { recursive: true });
    sandbox.write(files);
    await prepare(oracleCase, sandbox);
    const plan = await planned(sandbox);
    const first = await sandbox.terraform("apply", "-input=false", "-no-color", "plan.tfplan");
    // A name that is written out where a reference belongs says no order: what came too early comes the second time.
    if (first.code !== 0 || oracleCase.twice)
      await sandbox.mustSucceed("apply", "-auto-approve", "-input=false", "-no-color");
    if (oracleCase.outOfBand) {
      await oracleCase.outOfBand(sandbox);
      await sandbox.mustSucceed("apply", "-refresh-only", "-auto-approve", "-input=false", "-no-color");
    }
    sandbox.cloud.demandNoInventions();
    return withoutSecrets({ id, files, plan, state: await sandbox.state(), store: kept(sandbox) }, sandbox);
  } catch (error) {
    return { id, files, leftOut: reasonOf(error) };
  } finally {
    clearTimeout(timer);
    await sandbox.close();
  }
}

async function planned(sandbox: Sandbox): Promise<unknown> {
  await sandbox.mustSucceed("init", "-input=false", "-no-color");
  await sandbox.mustSucceed("plan", "-input=false", "-no-color", "-out=plan.tfplan");
  return JSON.parse((await sandbox.mustSucceed("show", "-json", "plan.tfplan")).stdout);
}

function empty(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!KEPT.includes(name)) rmSync(join(folder, name), { recursive: true });
  }
}

const AUTH = /\/instances\/[^/]+\/auth$/;

function kept(sandbox: Sandbox): [string, CloudObject][] {
  const all = [...sandbox.cloud.cloud.store.matching(/./)].filter(({ name }) => !AUTH.test(name));
  return all.map(({ name, thing }) => [name, thing]);
}

/** No AUTH string is written anywhere, as text or in a secret: in its place stands whose it is, which is the question. */
function withoutSecrets(trial: Trial, sandbox: Sandbox): Trial {
  let text = JSON.stringify(trial);
  for (const { name, thing } of sandbox.cloud.cloud.store.matching(/./)) {
    const mask = maskOf(name.replace(/\/auth$/, ""));
    const password = String(thing.string);
    if (AUTH.test(name)) text = text.replaceAll(password, mask).replaceAll(inBase64(password), inBase64(mask));
  }
  return JSON.parse(text);
}

function inBase64(text: string): string {
  return Buffer.from(text).toString("base64");
}

export function storeOf({ store = [] }: Trial): Store {
  const again = new Store();
  for (const [name, thing] of store) again.put(name, thing);
  for (const { name, thing } of [...again.matching(/^redis\/.*\/instances$/)]) {
    if (thing.authEnabled === true) again.put(`${name}/auth`, { string: maskOf(name) });
  }
  return again;
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /Error: ([^\n]*(\n[^\n]+)?)/.exec(text)?.[1]?.replaceAll(/[\s│]+/g, " ") ?? text.slice(0, 300);
}
