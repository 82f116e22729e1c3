import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { adoptionCases } from "../../../corpus/adoptions";
import {
  forgetOthers,
  inOrder,
  isCurrent,
  type RecordedAdoption,
  type RecordedWorld,
  readWorld,
  worldStaleness,
  writeAdoption,
  writeWorld,
} from "../../../corpus/adoptions/recording";
import { hashOf } from "../../../corpus/recorder/hash";
import { init } from "../../plans";
import type { Sandbox } from "../../sandbox";
import { ScenarioContext } from "../../scenario-context";
import type { Tools } from "../../tools";
import { plannedChanges } from "./planned";
import { become, importsOf, makeWorld, stackIn } from "./world";

interface Asked {
  /** Current recordings too. */
  all: boolean;
  isAsked: (id: string) => boolean;
  stopped: () => boolean;
  say: (line: string) => void;
}

/** Has real Terraform plan the adoption of every hand-made environment of the corpus. Returns what failed. */
export class AdoptionRecorder {
  private readonly context: ScenarioContext;

  /** `kept`: where the log of the commands goes. */
  constructor(
    private readonly tools: Tools,
    kept: string,
  ) {
    this.context = new ScenarioContext(tools, kept, () => {});
  }

  async record({ all, isAsked, stopped, say }: Asked): Promise<string[]> {
    for (const name of forgetOthers(adoptionCases)) say(`removed adoptions/${name}`);
    const stack = join(await this.context.synthesize("main.ts", "world"), "staging");
    const world = await this.world(stack);
    const asked = inOrder(adoptionCases).filter((one) => isAsked(one.id) && (all || !isCurrent(one, world)));
    if (asked.length === 0) return [];
    const sandbox = await this.adopting(stack);
    const failed: string[] = [];
    for (const one of asked) {
      if (stopped()) break;
      const start = Date.now();
      try {
        await become(sandbox, world, one);
        writeAdoption(one, world, await foreseen(sandbox, importsOf(sandbox, world, one)));
        say(`recorded adoptions/${one.id} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
      } catch (error) {
        failed.push(`adoptions/${one.id}: ${(error as Error).message}`);
      }
    }
    sandbox.cloud.demandNoInventions();
    return failed;
  }

  close(): Promise<void> {
    return this.context.close();
  }

  /** With another stack, Terraform or provider the world is made again. */
  private async world(folder: string): Promise<RecordedWorld> {
    const stack = hashOf(JSON.parse(stackIn(folder)));
    const { version: terraform, provider } = this.tools;
    const known = readWorld();
    if (known?.terraform === terraform && worldStaleness(stack, known) === undefined) return known;
    const world = { terraform, provider, stack, ...(await makeWorld(this.context, folder)) };
    writeWorld(world);
    return world;
  }

  /** A root that is what ships, with a state of its own, and one provider for all cases. */
  private async adopting(stack: string): Promise<Sandbox> {
    const folder = join(this.context.folder, "adopting");
    mkdirSync(folder);
    cpSync(join(stack, "cdk.tf.json"), join(folder, "cdk.tf.json"));
    const sandbox = await this.context.sandbox(folder);
    sandbox.write({ "backend_override.tf.json": JSON.stringify({ terraform: { backend: { local: {} } } }) });
    await init(sandbox);
    return sandbox;
  }
}

/** What the plan says with everything imported that exists. */
async function foreseen(sandbox: Sandbox, imports: Record<string, string>): Promise<RecordedAdoption> {
  const blocks = Object.entries(imports).map(([to, id]) => ({ to, id }));
  sandbox.write({ "imports.tf.json": JSON.stringify({ import: blocks }) });
  const { exit, log, changes } = await planned(sandbox);
  if (exit === 0) return { exit, errors: [], changes };
  // Where something protected would be replaced, terraform leaves out all that depends on it.
  const whole = await unprotected(sandbox, () => planned(sandbox));
  const isListed = (address: string) => address in changes;
  const unlisted = Object.keys(whole.changes).filter((address) => !isListed(address));
  return { exit, errors: errorsIn(log), unlisted, changes: whole.changes };
}

async function planned(sandbox: Sandbox): Promise<Pick<RecordedAdoption, "exit" | "changes"> & { log: string }> {
  const { code, stdout } = await sandbox.terraform("plan", "-input=false", "-json", "-out=plan.tfplan");
  const shown = await sandbox.terraform("show", "-json", "plan.tfplan");
  if (shown.code !== 0) throw new Error(`terraform saved no plan:\n${stdout}`);
  return { exit: code, log: stdout, changes: plannedChanges(JSON.parse(shown.stdout)) };
}

async function unprotected<T>(sandbox: Sandbox, work: () => Promise<T>): Promise<T> {
  const { resource } = JSON.parse(stackIn(sandbox.folder)) as { resource: Record<string, Record<string, object>> };
  const lifted = Object.entries(resource).map(([type, bodies]) => {
    const names = Object.keys(bodies).map((name) => [name, { lifecycle: { prevent_destroy: false } }]);
    return [type, Object.fromEntries(names)];
  });
  const override = join(sandbox.folder, "unprotected_override.tf.json");
  writeFileSync(override, JSON.stringify({ resource: Object.fromEntries(lifted) }));
  try {
    return await work();
  } finally {
    rmSync(override);
  }
}

interface Line {
  diagnostic?: { severity: string; summary: string; detail: string; address?: string };
}

function errorsIn(log: string): RecordedAdoption["errors"] {
  const lines = log
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  return lines.flatMap(({ diagnostic }) => {
    if (diagnostic?.severity !== "error") return [];
    const { address, summary, detail } = diagnostic;
    return [{ ...(address ? { address } : {}), summary, detail }];
  });
}
