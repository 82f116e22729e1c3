import { UnusableInput } from "../../lineup/src/inputs/model";
import { readJson } from "../../lineup/src/inputs/read";
import { judge as judgeByLineup } from "../../lineup/src/verify";
import { judgeByPackets } from "../packets/judge";
import { judge, type PathJudgement } from "./judge";
import { asProbed, dependsOnRedis } from "./probe";
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

export interface CaseComparison {
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

interface PacketComparison extends CaseComparison {
  /** What became of the probe, where it was sent the same way. */
  probes: { said: string; contradicts: boolean }[];
}

/**
 * The kernel's answer against lineup's on the state, which holds what was applied. The probe as it ships goes the same way
 * where Redis itself decides, where lineup says otherwise, and where it is asked for.
 */
export async function compareWithPackets(trial: Trial, probe: boolean): Promise<PacketComparison> {
  const store = storeOf(trial);
  const { opinion, packets } = asked(trial.state);
  const state = { ...opinion, packets };
  const plain = await judgeByPackets(store);
  const all = probe || relation(opinionOf(plain), state) !== "agrees";
  const probed = [];
  for (const judged of plain) {
    probed.push(all || dependsOnRedis(judged, store) ? await asProbed(judged, store) : { judged });
  }
  const probes = probed.flatMap(({ judged, probe: said, contradicts = false }) => {
    return said === undefined
      ? []
      : [{ said: `${judged.program.replace(/.*\//, "")} ${judged.variable}: ${said}`, contradicts }];
  });
  return { truth: opinionOf(probed.map(({ judged }) => judged)), lineup: { state }, probes };
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

const ask = (input: unknown) => asked(input).opinion;

/** `packets`: the paths without what no packet shows. */
function asked(input: unknown): { opinion: Opinion; packets: ComparedVerdict[] } {
  try {
    const { verdict, paths } = judgeByLineup(readJson(input, "input.json"));
    const why = paths.flatMap(({ causes }) => causes.map(({ code, message }) => `${code}: ${message}`));
    const opinion = { said: verdict, why: why.join("; "), paths: fromTheWorst(paths.map((path) => path.verdict)) };
    const isServed = (path: (typeof paths)[number]) => path.causes.every(isNoPackets);
    return { opinion, packets: fromTheWorst(paths.map((path) => (isServed(path) ? "reachable" : path.verdict))) };
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    return { opinion: { said: "refused", why: error.message, paths: [] }, packets: [] };
  }
}

const NO_PACKETS = [
  "ACCOUNT_UNAVAILABLE",
  "AUTH_NOT_GIVEN",
  "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL",
  "SECRET_NOT_READABLE",
  "TLS_MISMATCH",
];
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
