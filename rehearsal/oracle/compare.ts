import { UnusableInput } from "../../lineup/src/inputs/model";
import { readJson } from "../../lineup/src/inputs/read";
import { judge as judgeByLineup } from "../../lineup/src/verify";
import { judgeByPackets } from "../packets/judge";
import { judge, type PathJudgement } from "./judge";
import { storeOf, type Trial } from "./trial";
import type { OracleAnswer } from "./verdict";

// The one file that knows both sides.

type ComparedVerdict = "reachable" | "blocked" | "unknown" | "none" | "refused";
export const INPUTS = ["synth", "plan", "state"] as const;
type LineupInput = (typeof INPUTS)[number];

interface Opinion {
  said: ComparedVerdict;
  why: string;
  /** The answer for each path, worst first. */
  paths: ComparedVerdict[];
  /** The same without what no packet shows: whether the program starts, and whether Redis lets it in. */
  packets?: ComparedVerdict[];
}

interface CaseComparison {
  truth: Opinion;
  lineup: Partial<Record<LineupInput, Opinion>>;
}

const IN_LINEUPS_WORDS: Record<OracleAnswer, ComparedVerdict> = {
  reachable: "reachable",
  blocked: "blocked",
  "cannot tell": "unknown",
};
const FROM_THE_WORST: ComparedVerdict[] = ["blocked", "unknown", "reachable"];

/** `changed`: a change after the apply, which neither configuration nor plan holds. */
export function compare(trial: Trial, changed: boolean): CaseComparison {
  const truth = opinionOf(judge(storeOf(trial)));
  const state = ask(trial.state);
  if (changed) return { truth, lineup: { state } };
  const json = trial.files["main.tf.json"];
  const synth = json === undefined ? {} : { synth: ask(JSON.parse(json)) };
  return { truth, lineup: { ...synth, plan: ask(trial.plan), state } };
}

/** The kernel's answer against lineup's on the state: what packets meet is what was applied. */
export async function compareWithPackets(trial: Trial): Promise<CaseComparison> {
  return { truth: opinionOf(await judgeByPackets(storeOf(trial))), lineup: { state: ask(trial.state) } };
}

type AnyJudgement = Pick<PathJudgement, "program" | "redis" | "host" | "variable" | "answer" | "reason">;

function opinionOf(judgements: readonly AnyJudgement[]): Opinion {
  // Two variables of a program may name the same Redis.
  const byPath = new Map<string, ComparedVerdict[]>();
  for (const { program, redis, host, answer } of judgements) {
    const path = `${program} ${redis ?? host}`;
    byPath.set(path, [...(byPath.get(path) ?? []), IN_LINEUPS_WORDS[answer]]);
  }
  const paths = fromTheWorst([...byPath.values()].flatMap((said) => fromTheWorst(said).slice(0, 1)));
  const why = judgements.map(({ program, variable, answer, reason }) => {
    return `${program.replace(/.*\//, "")} ${variable}: ${answer}, ${reason}`;
  });
  return { said: paths[0] ?? "none", why: why.join("; "), paths };
}

function fromTheWorst(said: readonly ComparedVerdict[]): ComparedVerdict[] {
  return FROM_THE_WORST.flatMap((verdict) => said.filter((one) => one === verdict));
}

function ask(input: unknown): Opinion {
  try {
    const { verdict, paths } = judgeByLineup(readJson(input, "input.json"));
    const why = paths.flatMap(({ causes }) => causes.map(({ code, message }) => `${code}: ${message}`));
    const packets = paths.map((path) => (path.causes.every(isNoPackets) ? "reachable" : path.verdict));
    return {
      said: verdict,
      why: why.join("; "),
      paths: fromTheWorst(paths.map((path) => path.verdict)),
      packets: fromTheWorst(packets),
    };
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    return { said: "refused", why: error.message, paths: [] };
  }
}

const NO_PACKETS = ["ACCOUNT_UNAVAILABLE", "AUTH_NOT_GIVEN", "SECRET_NOT_READABLE", "TLS_MISMATCH"];
const isNoPackets = ({ code }: { code: string }) => NO_PACKETS.includes(code);

type Relation = "agrees" | "broken promise" | "false alarm" | "undecided" | "decided more" | "other paths";

/** Where only what no packet shows keeps the program out, and its packets arrive. */
export function isKeptOut(truth: Opinion, { paths, packets }: Opinion): boolean {
  return packets !== undefined && packets.join() !== paths.join() && packets.join() === truth.paths.join();
}

/** Worst first: a broken promise, then a false alarm. */
export function relation(truth: Opinion, { said, paths }: Opinion): Relation {
  if (truth.said === said) return truth.paths.join() === paths.join() ? "agrees" : "other paths";
  if (said === "reachable") return truth.said === "unknown" ? "decided more" : "broken promise";
  if (said === "blocked") return truth.said === "unknown" ? "decided more" : "false alarm";
  return "undecided";
}
