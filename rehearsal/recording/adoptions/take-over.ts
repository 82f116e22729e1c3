import type { RecordedTakeOver } from "../../../corpus/adoptions/taken-over";
import { actionOf } from "../../../corpus/score/adopt/confusion";
import type { AdoptRow, Outcome } from "../../../lineup/src/adopt/contract";
import type { Model } from "../../../lineup/src/inputs/model";
import { applyPlan } from "../../plans";
import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { importing, planned, ship } from "./root";
import { type Synthesized, synthesizingIn, written } from "./sentences";

/** With these `lineup adopt --write` writes nothing. */
const IN_THE_WAY: readonly Outcome[] = ["replaced", "refused", "unknown"];

/** The sentences are written, what is there is imported, planned and applied, and planned again. */
export async function takeOver(
  context: ScenarioContext,
  sandbox: Sandbox,
  stack: Synthesized,
  live: Model,
): Promise<RecordedTakeOver> {
  const { settings, folder, rows } = await written(stack, live, synthesizingIn(context));
  const promised = promisedIn(rows);
  const why = rows.flatMap(({ address, outcome }) => (IN_THE_WAY.includes(outcome) ? [`${address} (${outcome})`] : []));
  const told = { settings, promised };
  if (why.length > 0) return { ...told, planned: {}, applied: false, why, secondPlan: "not asked" };
  ship(sandbox, folder);
  importing(sandbox, importsIn(rows));
  const { exit, log, changes } = await planned(sandbox);
  if (exit !== 0) throw new Error(`terraform plan ended with ${exit}:\n${log}`);
  const actions = Object.entries(changes).map(([address, change]) => [address, actionOf(change.actions)] as const);
  await applyPlan(sandbox);
  const { code } = await sandbox.terraform("plan", "-input=false", "-no-color", "-detailed-exitcode");
  if (code === 1) throw new Error("the plan after the apply fails");
  const secondPlan = code === 0 ? "empty" : "changes";
  return { ...told, planned: actionsOf(actions), applied: true, why, secondPlan };
}

export function promisedIn(rows: readonly AdoptRow[]): Record<string, string> {
  return actionsOf(rows.map(({ address, action }) => [address, action]));
}

function importsIn(rows: readonly AdoptRow[]): Record<string, string> {
  return Object.fromEntries(rows.flatMap(({ address, id }) => (id === undefined ? [] : [[address, id]])));
}

function actionsOf(actions: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries([...actions].sort(([one], [other]) => (one < other ? -1 : 1)));
}
