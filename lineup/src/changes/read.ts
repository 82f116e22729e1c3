import { dirname } from "node:path";
import { type Program, programBehind, programInUse } from "../../../facts/programs";
import { isBlock } from "../inputs/blocks";
import { type Input, jsonIn } from "../inputs/json";
import { type Model, UnusableInput } from "../inputs/model";
import { isIncomplete, readPlan, refreshesOnly } from "../inputs/plan";
import { isFolder, isPlanJson, isState, refuseOtherForm, validated, withFileName } from "../inputs/read";
import { planShape } from "../inputs/shapes";
import { planOf } from "../inputs/terraform-commands";
import { type Configuration, withConfiguration } from "../inputs/with-configuration";
import { type Change, readChange } from "./change";
import { codeOf, type PlanCode } from "./code";
import { asWritten, stateBefore } from "./states";

/**
 * What kind of plan it is. Terraform does not say so in its JSON; each kind is recognised by what only it leaves behind.
 */
export type PlanKind = "normal" | "destroy" | "refresh-only";

/** A plan as changes from one model to another. */
export interface ChangedPlan {
  file: string;
  kind: PlanKind;
  /** What has made it; where it does not say so, what people run here. */
  program: Program;
  /** It ended in an error, and what it holds is not all it would have held. */
  errored: boolean;
  /** Not everything was planned: `-target`, `-exclude`, or changes that Terraform deferred. */
  incomplete: boolean;
  /** When it was made, in UTC. */
  madeAt: string | undefined;
  code: PlanCode;
  changes: Change[];
  /** What changed outside Terraform since the state was written. */
  drift: Change[];
  /** As the refresh found it: drift is in it. */
  before: Model;
  /** As the state last had it: without the drift. */
  written: Model;
  /** As it is planned. */
  after: Model;
}

export function readChangedPlan(path: Input, configuration?: Configuration): ChangedPlan {
  const { json, file } = planJsonIn(path);
  return changedPlan(json, file, configuration);
}

/** A plan, or whatever else is there: a folder of Terraform and its files are what a plan is made of. */
export function planJsonIn(path: Input): { json: unknown; file: string } {
  if (typeof path !== "string") return jsonIn(path);
  const source = /\.(tf|tofu)(\.json)?$/.test(path) ? dirname(path) : path !== "-" && isFolder(path) ? path : undefined;
  if (source === undefined) return jsonIn(path);
  const what = source === path ? "a folder" : "one file of a configuration";
  throw new UnusableInput(`${path} is ${what}, and this command takes the JSON of a plan:`, planOf(source));
}

export function changedPlan(json: unknown, file: string, configuration?: Configuration): ChangedPlan {
  if (!isPlanJson(json)) {
    if (isBlock(json)) refuseOtherForm(json, file);
    const what = isBlock(json) && isState(json) ? "is a state" : "is not a plan";
    throw new UnusableInput(`${file} ${what}, and this command takes the JSON of a plan:`, planOf("."));
  }
  return withFileName(file, () => {
    const plan = validated(planShape, json, file);
    const changes = (plan.resource_changes ?? []).map(readChange);
    const drift = (plan.resource_drift ?? []).map(readChange);
    const planned = readPlan(plan, file);
    const before = stateBefore(plan, file);
    const errored = plan.errored === true;
    return {
      file,
      kind: refreshesOnly(plan) ? "refresh-only" : kindOf(changes, planned),
      program: programBehind((plan.resource_changes ?? []).map((one) => one.provider_name)) ?? programInUse(),
      errored,
      incomplete: isIncomplete(plan),
      madeAt: plan.timestamp ?? undefined,
      code: codeOf(plan, configuration?.root),
      changes,
      drift,
      before,
      written: asWritten(before, drift),
      after: configuration ? withConfiguration(planned, configuration) : planned,
    };
  });
}

function kindOf(changes: Change[], { resources }: Model): PlanKind {
  // What is forgotten goes on existing, and nothing of it is planned.
  const forgotten = new Set(changes.filter(({ action }) => action === "forget").map(({ address }) => address));
  const isPlanned = resources.some(({ mode, address }) => mode === "managed" && !forgotten.has(address));
  const deletes = changes.filter(({ action, deposed }) => action === "delete" && !deposed);
  // In a normal plan every deletion has a reason: its configuration is gone, its index is out of range.
  if (deletes.some(({ reason }) => reason === undefined) && !isPlanned) return "destroy";
  return "normal";
}
