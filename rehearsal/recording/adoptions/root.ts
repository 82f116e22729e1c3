import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RecordedAdoption } from "../../../corpus/adoptions/recording";
import { init } from "../../plans";
import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { plannedChanges } from "./planned";
import { stackFile, stackIn } from "./world";

/** A root that is what ships, with a state of its own, and one provider for all cases. */
export async function adoptingRoot(context: ScenarioContext, stack: string): Promise<Sandbox> {
  const folder = join(context.folder, "adopting");
  mkdirSync(folder);
  const sandbox = await context.sandbox(folder);
  ship(sandbox, stack);
  sandbox.write({ "backend_override.tf.json": JSON.stringify({ terraform: { backend: { local: {} } } }) });
  await init(sandbox);
  return sandbox;
}

/** What ships becomes that of another stack, and the state is forgotten. */
export function ship({ folder }: Sandbox, stack: string): void {
  writeFileSync(stackFile(folder), stackIn(stack));
  for (const file of ["terraform.tfstate", "terraform.tfstate.backup"]) rmSync(join(folder, file), { force: true });
}

export function importing(sandbox: Sandbox, imports: Record<string, string>): void {
  const blocks = Object.entries(imports).map(([to, id]) => ({ to, id }));
  sandbox.write({ "imports.tf.json": JSON.stringify({ import: blocks }) });
}

/** A plan that is saved, also where it fails. */
export async function planned(sandbox: Sandbox): Promise<Pick<RecordedAdoption, "exit" | "changes"> & { log: string }> {
  const { code, stdout } = await sandbox.terraform("plan", "-input=false", "-json", "-out=plan.tfplan");
  const shown = await sandbox.terraform("show", "-json", "plan.tfplan");
  if (shown.code !== 0) throw new Error(`terraform saved no plan:\n${stdout}`);
  return { exit: code, log: stdout, changes: plannedChanges(JSON.parse(shown.stdout)) };
}

/** The same with nothing protected. */
export async function unprotected<T>(sandbox: Sandbox, work: () => Promise<T>): Promise<T> {
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
