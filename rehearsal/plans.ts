import type { Stage } from "./stage";
import { claim, claimEnd } from "./steps";
import type { World } from "./world";

/** What a plan as JSON says, as far as it is asked about here. */
interface PlanJson {
  resource_changes?: { address: string; change: { actions: string[]; before?: unknown; after?: unknown } }[];
}

export interface Planned {
  created: string[];
  changed: string[];
  removed: string[];
  json: unknown;
}

/** A plan that succeeds, saved for the apply that follows it. */
export async function plan(world: World): Promise<Planned> {
  const { ran, json } = await world.plan();
  claimEnd(ran, 0);
  const changes = (json as PlanJson).resource_changes ?? [];
  const having = (action: string) =>
    changes.flatMap(({ address, change }) => (change.actions.includes(action) ? [address] : []));
  return { created: having("create"), changed: having("update"), removed: having("delete"), json };
}

/** Applies what was planned. */
export function applyPlan(world: World) {
  return world.must("apply", "-input=false", "-no-color", "plan.tfplan");
}

export function apply(world: World) {
  return world.terraform("apply", "-input=false", "-no-color", "-auto-approve");
}

export function init(world: World) {
  return world.must("init", "-input=false", "-no-color");
}

/** Terraform finds nothing to do: 0, where changes would be 2. */
export async function claimNothingToDo(world: World): Promise<void> {
  claimEnd(await world.terraform("plan", "-input=false", "-no-color", "-detailed-exitcode"), 0);
}

/** What the cloud is now is what Terraform knows, without changing either to fit the configuration. */
export async function refresh(world: World): Promise<void> {
  await world.must("apply", "-refresh-only", "-input=false", "-no-color", "-auto-approve");
}

/** The verdict on the state is that every declared path arrives. */
export async function claimReachable(stage: Stage, world: World): Promise<string> {
  const verdict = await stage.verifyState(world);
  claimEnd(verdict, 0);
  claim(verdict.stdout.includes("REACHABLE"), "lineup calls the state reachable");
  return headline(stage, verdict.stdout);
}

/** The verdict on the state is a cut, and the report says each of these things. */
export async function claimBlocked(stage: Stage, world: World, ...said: string[]): Promise<string> {
  const verdict = await stage.verifyState(world);
  claimEnd(verdict, 1);
  for (const words of said) {
    claim(verdict.stdout.includes(words), `the verdict on the state speaks of ${words}:\n${verdict.stdout}`);
  }
  return headline(stage, verdict.stdout);
}

function headline(stage: Stage, report: string): string {
  return stage.journal.cleared(report.split("\n")[0] ?? "");
}
