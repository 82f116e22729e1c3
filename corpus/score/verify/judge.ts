import { readFileSync } from "node:fs";
import { type Model, UnusableInput } from "../../../lineup/src/inputs/model";
import { configurationIn, readInput, readJson, readText } from "../../../lineup/src/inputs/read";
import { withConfiguration } from "../../../lineup/src/inputs/with-configuration";
import { findingsOf } from "../../../lineup/src/rules/findings";
import { judge, type Verdict } from "../../../lineup/src/verify";
import { planFile } from "../../recorder/recording";
import { verifyCases } from "../../verify";
import type { Root } from "../../verify/base";
import { configuredLabel, mutated, planLabel, type VerifyCase, type VerifyLabel } from "../../verify/case";
import { hclCases } from "../../verify/hcl";
import type { HclRoot } from "../../verify/hcl-root";
import { inFolder } from "./folder";
import { isNotYet } from "./not-yet";

/** A plan is also asked about together with the configuration that it was made from; HCL as the folder that it is. */
export type Mode = "synth" | "plan" | "configured" | "hcl";

export interface VerifyAnswer {
  /** "refused": lineup does not read the input. */
  verdict: Verdict | "refused";
  /** The codes of the causes; of a refusal its message. */
  codes: string[];
  assumptions: string[];
  /** The rules of the error findings. */
  errors: string[];
  /** The services that have a path. */
  callers: string[];
}

/** One input for lineup, with the right answer. */
export interface VerifyQuestion {
  id: string;
  mode: Mode;
  label: VerifyLabel;
  /** The right answer for the configuration, where this input does not hold enough. */
  truth: VerifyLabel;
  ask: () => Promise<VerifyAnswer>;
}

export function questions(): VerifyQuestion[] {
  const synthesized = verifyCases.map((one) => question(one, "synth", one, one, () => askSynth(one)));
  const planned = verifyCases.flatMap((one) => {
    const label = planLabel(one);
    return label ? [question(one, "plan", label, truthOf(one, label), () => askPlan(one.id))] : [];
  });
  const configured = verifyCases.flatMap((one) => {
    const label = configuredLabel(one);
    const ask = () => askPlan(one.id, mutated(one));
    return label ? [question(one, "configured", label, truthOf(one, label), ask)] : [];
  });
  const written = hclCases.map((one) => question(one, "plan", one, one.truth ?? one, () => askPlan(one.id)));
  return [
    ...synthesized,
    ...planned,
    ...configured,
    ...written,
    ...folderQuestions().filter(({ id, mode }) => !isNotYet(id, mode)),
  ];
}

/** The roots in HCL, as folders and as plans with their folders: nothing is hidden in either. */
export function folderQuestions(): VerifyQuestion[] {
  return hclCases.flatMap((one) => {
    const label = one.truth ?? { verdict: one.verdict, ...(one.code ? { code: one.code } : {}) };
    return [
      question(one, "hcl", label, label, () => askFolder(one)),
      question(one, "configured", label, label, () => askPlanWithFolder(one)),
    ];
  });
}

export function askFolder(root: HclRoot): Promise<VerifyAnswer> {
  return inFolder(root, (folder) => answer(() => readInput(folder)));
}

export function askPlanWithFolder(root: HclRoot): Promise<VerifyAnswer> {
  return inFolder(root, (folder) =>
    answer(async () => withConfiguration(recordedPlan(root.id), await configurationIn(folder))),
  );
}

/** A plan that is made with arguments is of another world than its configuration. */
function truthOf(one: VerifyCase, label: VerifyLabel): VerifyLabel {
  return one.args === undefined ? one : label;
}

function question(
  { id }: { id: string },
  mode: Mode,
  label: VerifyLabel,
  truth: VerifyLabel,
  ask: () => Promise<VerifyAnswer>,
): VerifyQuestion {
  return { id, mode, label, truth, ask };
}

function askSynth(one: VerifyCase): Promise<VerifyAnswer> {
  return answer(() => readJson(mutated(one), "main.tf.json"));
}

export function askPlan(id: string, configuration?: Root): Promise<VerifyAnswer> {
  return answer(() => {
    const plan = recordedPlan(id);
    return configuration ? withConfiguration(plan, { file: "main.tf.json", root: { files: [configuration] } }) : plan;
  });
}

const recordedPlan = (id: string) => readText(readFileSync(planFile("verify", id), "utf8"), "plan.json");

export async function answer(read: () => Model | Promise<Model>): Promise<VerifyAnswer> {
  let model: Model;
  try {
    model = await read();
  } catch (error) {
    if (error instanceof UnusableInput)
      return { verdict: "refused", codes: [error.message], assumptions: [], errors: [], callers: [] };
    throw error;
  }
  const { verdict, paths, topology } = judge(model);
  const errors = findingsOf({ topology, paths }).filter(({ severity }) => severity === "error");
  return {
    verdict,
    codes: [...new Set(paths.flatMap(({ causes }) => causes.map(({ code }) => code)))],
    assumptions: paths.flatMap(({ assumptions }) => assumptions),
    errors: [...new Set(errors.map(({ rule }) => rule))],
    callers: [...new Set(paths.map(({ from }) => from))].sort(),
  };
}

/** How an answer differs from its label; undefined where it does not. */
export function disagreement({ label }: VerifyQuestion, answer: VerifyAnswer): string | undefined {
  const { verdict, codes, errors } = answer;
  const right = label.verdict === verdict && (label.code === undefined || codes.includes(label.code));
  const isJudged = label.errors !== undefined;
  if (right && (!isJudged || String([...errors].sort()) === String([...(label.errors ?? [])].sort()))) return undefined;
  const wanted = [label.verdict, label.code, ...(label.errors ?? [])].filter(Boolean).join(" ");
  return `${wanted} is right, lineup says ${[verdict, ...codes, ...(isJudged ? errors : [])].join(" ")}`;
}
