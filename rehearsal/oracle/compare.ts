import { UnusableInput } from "../../lineup/inputs/model";
import { readJson } from "../../lineup/inputs/read";
import { judge as judgeByLineup, worst } from "../../lineup/verify";
import { judge } from "./judge";
import { storeOf, type Trial } from "./trial";
import type { Answer } from "./verdict";

// The one file that knows both sides.

export type Said = "reachable" | "blocked" | "unknown" | "none" | "refused";
export const INPUTS = ["synth", "plan", "state"] as const;
export type Input = (typeof INPUTS)[number];

export interface Opinion {
  said: Said;
  why: string;
}

export interface Comparison {
  id: string;
  truth: Opinion;
  lineup: Partial<Record<Input, Opinion>>;
}

const IN_LINEUPS_WORDS: Record<Answer, Said> = { reachable: "reachable", blocked: "blocked", "cannot tell": "unknown" };

export function compare(trial: Trial, changed: boolean): Comparison {
  const judgements = judge(storeOf(trial));
  const verdicts = judgements.map(({ answer }) => IN_LINEUPS_WORDS[answer] as "reachable" | "blocked" | "unknown");
  const why = judgements.map(({ program, variable, answer, reason }) => {
    return `${program.replace(/.*\//, "")} ${variable}: ${answer}, ${reason}`;
  });
  // What somebody did afterwards is in no configuration and in no plan.
  if (changed)
    return { id: trial.id, truth: { said: worst(verdicts), why: why.join("; ") }, lineup: { state: ask(trial.state) } };
  const json = trial.files["main.tf.json"];
  return {
    id: trial.id,
    truth: { said: worst(verdicts), why: why.join("; ") },
    lineup: {
      ...(json === undefined ? {} : { synth: ask(JSON.parse(json)) }),
      plan: ask(trial.plan),
      state: ask(trial.state),
    },
  };
}

function ask(input: unknown): Opinion {
  try {
    const { verdict, paths } = judgeByLineup(readJson(input, "input.json"));
    const why = paths.flatMap(({ causes }) => causes.map(({ code, message }) => `${code}: ${message}`));
    return { said: verdict, why: why.join("; ") };
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    return { said: "refused", why: error.message };
  }
}

export type Relation = "agrees" | "broken promise" | "false alarm" | "undecided" | "decided more" | "cannot be seen";

/** From the gravest on: a promise that the cloud does not keep, then an alarm about nothing. */
export function relation(truth: Said, said: Said): Relation {
  if (truth === said) return "agrees";
  if (said === "reachable") return truth === "unknown" ? "decided more" : "broken promise";
  if (said === "blocked") return truth === "unknown" ? "decided more" : "false alarm";
  return "undecided";
}
