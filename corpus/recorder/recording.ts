import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../../facts/programs";
import type { Root } from "../verify/base";
import { type ChangeCase, changedRoot, type OutOfBandChange } from "./case";
import { canonical, hashOf } from "./hash";

const MADE = {
  verify: { plan: ["plan", "-input=false", "-lock=false", "-no-color", "-out=plan.tfplan"] },
  /** The plan is applied after it was recorded: the labels are checked against the requests that the cloud received. */
  review: { plan: ["plan", "-input=false", "-json", "-out=plan.tfplan"], applies: true },
  /** The `plan -json` stream is kept: it is the proof that the plan refreshed the state. */
  drift: { plan: ["plan", "-input=false", "-json", "-out=plan.tfplan"], keepsLog: true },
  /** The plan is applied, and the state is kept in its place. */
  state: { plan: ["plan", "-input=false", "-no-color", "-out=plan.tfplan"], keepsState: true },
} as const;

/**
 * How the plans of each group are made; a group is named after the command that reads its plans, or after what it keeps.
 * A few cases are recorded by OpenTofu as well.
 */
export const GROUPS = {
  ...MADE,
  "tofu-verify": { ...MADE.verify, program: "tofu" },
  "tofu-review": { ...MADE.review, program: "tofu" },
  "tofu-drift": { ...MADE.drift, program: "tofu" },
  "tofu-state": { ...MADE.state, program: "tofu" },
} satisfies Record<
  string,
  { plan: readonly string[]; applies?: true; keepsLog?: true; keepsState?: true; program?: Program }
>;

export const programOf = (group: RecordingGroup): Program => ("program" in GROUPS[group] ? "tofu" : "terraform");

export type RecordingGroup = keyof typeof GROUPS;

/** What one recorded plan is made from. */
export interface RecordingInput {
  group: RecordingGroup;
  id: string;
  /** Applied before the plan. Without it the plan is made against an empty project, and only creates. */
  before?: Root;
  /** The root that is planned: every file by its path. */
  files: Record<string, string>;
  outOfBand: readonly OutOfBandChange[];
  args: readonly string[];
}

export function changeInput(group: "review" | "drift", one: ChangeCase): RecordingInput {
  const { id, before, outOfBand = [], args = [] } = one;
  return { group, id, before, files: { "main.tf.json": canonical(changedRoot(one)) }, outOfBand, args };
}

/** Changes with everything that the recording was made from, except the versions and the group's command. */
export function inputHash({ before, files, outOfBand, args }: RecordingInput): string {
  return hashOf({ before, files, outOfBand, args });
}

export const folderOf = (group: RecordingGroup) => join(__dirname, "../recordings", group);
export const planFile = (group: RecordingGroup, id: string) => join(folderOf(group), `${id}.json`);
export const logFile = (id: string, group: RecordingGroup = "drift") => join(folderOf(group), `${id}.jsonl`);

export function filesOf({ group, id }: RecordingInput): string[] {
  return "keepsLog" in GROUPS[group] ? [planFile(group, id), logFile(id, group)] : [planFile(group, id)];
}

export function readPlan(group: RecordingGroup, id: string): unknown {
  return JSON.parse(readFileSync(planFile(group, id), "utf8"));
}
