import type { Sandbox } from "./sandbox";
import type { ScenarioContext } from "./scenario-context";
import { assertExitCode, assertThat } from "./steps";

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
export async function plan(sandbox: Sandbox): Promise<Planned> {
  const { ran, json } = await sandbox.plan();
  assertExitCode(ran, 0);
  const changes = (json as PlanJson).resource_changes ?? [];
  const having = (action: string) =>
    changes.flatMap(({ address, change }) => (change.actions.includes(action) ? [address] : []));
  return { created: having("create"), changed: having("update"), removed: having("delete"), json };
}

/** Applies what was planned. */
export function applyPlan(sandbox: Sandbox) {
  return sandbox.mustSucceed("apply", "-input=false", "-no-color", "plan.tfplan");
}

export function apply(sandbox: Sandbox) {
  return sandbox.terraform("apply", "-input=false", "-no-color", "-auto-approve");
}

export function init(sandbox: Sandbox) {
  return sandbox.mustSucceed("init", "-input=false", "-no-color");
}

/** Terraform finds nothing to do: 0, where changes would be 2. */
export async function assertNothingToDo(sandbox: Sandbox, ...args: string[]): Promise<void> {
  assertExitCode(await sandbox.terraform("plan", "-input=false", "-no-color", "-detailed-exitcode", ...args), 0);
}

/** What the cloud is now is what Terraform knows, without changing either to fit the configuration. */
export async function refresh(sandbox: Sandbox): Promise<void> {
  await sandbox.mustSucceed("apply", "-refresh-only", "-input=false", "-no-color", "-auto-approve");
}

/** The verdict on the state is that every declared path arrives. */
export async function assertReachable(context: ScenarioContext, sandbox: Sandbox): Promise<string> {
  const verdict = await context.verifyState(sandbox);
  assertExitCode(verdict, 0);
  assertThat(verdict.stdout.includes("REACHABLE"), "lineup calls the state reachable");
  return headline(context, verdict.stdout);
}

/** The verdict on the state is blocked, and the report contains each of these texts. */
export async function assertBlocked(context: ScenarioContext, sandbox: Sandbox, ...said: string[]): Promise<string> {
  const verdict = await context.verifyState(sandbox);
  assertExitCode(verdict, 1);
  for (const words of said) {
    assertThat(verdict.stdout.includes(words), `the verdict on the state contains ${words}:\n${verdict.stdout}`);
  }
  return headline(context, verdict.stdout);
}

function headline(context: ScenarioContext, report: string): string {
  return context.journal.cleared(report.split("\n")[0] ?? "");
}
