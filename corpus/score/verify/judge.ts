import { readFileSync } from "node:fs";
import { type Model, UnusableInput } from "../../../lineup/src/inputs/model";
import { readJson, readText } from "../../../lineup/src/inputs/read";
import { judge, type Verdict } from "../../../lineup/src/verify";
import { planFile } from "../../recorder/recording";
import { type Fault, type Label, mutated, planLabel } from "../../verify/fault";
import { faults } from "../../verify/faults";
import { hclCases } from "../../verify/hcl";

export type Mode = "synth" | "plan";

export interface Answer {
  /** "refused" where lineup would not read the input at all. */
  verdict: Verdict | "refused";
  /** Of the causes; of a refusal what it said. */
  codes: string[];
  assumptions: string[];
}

/** One question put to lineup, with the answer that is right. */
export interface Question {
  id: string;
  mode: Mode;
  label: Label;
  /** What the cloud makes of it, where that is known better than from this input. */
  truth: Label;
  ask: () => Answer;
}

export function questions(): Question[] {
  const synthesized = faults.map((fault) => question(fault, "synth", fault, fault, () => askSynth(fault)));
  const planned = faults.flatMap((fault) => {
    const label = planLabel(fault);
    return label ? [question(fault, "plan", label, fault, () => askPlan(fault.id))] : [];
  });
  const written = hclCases.map((one) => question(one, "plan", one, one.truth ?? one, () => askPlan(one.id)));
  return [...synthesized, ...planned, ...written];
}

function question({ id }: { id: string }, mode: Mode, label: Label, truth: Label, ask: () => Answer): Question {
  return { id, mode, label, truth, ask };
}

function askSynth(fault: Fault): Answer {
  return answer(() => readJson(mutated(fault), "main.tf.json"));
}

function askPlan(id: string): Answer {
  return answer(() => readText(readFileSync(planFile("verify", id), "utf8"), "plan.json"));
}

function answer(read: () => Model): Answer {
  let model: Model;
  try {
    model = read();
  } catch (error) {
    if (error instanceof UnusableInput) return { verdict: "refused", codes: [error.message], assumptions: [] };
    throw error;
  }
  const { verdict, paths } = judge(model);
  return {
    verdict,
    codes: [...new Set(paths.flatMap(({ causes }) => causes.map(({ code }) => code)))],
    assumptions: paths.flatMap(({ assumptions }) => assumptions),
  };
}

/** What is wrong with an answer; undefined where nothing is. */
export function disagreement({ label }: Question, { verdict, codes }: Answer): string | undefined {
  const right = label.verdict === verdict && (label.code === undefined || codes.includes(label.code));
  if (right) return undefined;
  const wanted = [label.verdict, label.code].filter(Boolean).join(" ");
  return `wanted ${wanted}, got ${[verdict, ...codes].join(" ")}`;
}
