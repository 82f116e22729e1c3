import { changedPlan } from "../../../lineup/src/changes/read";
import { type Evidence, judgeDrift } from "../../../lineup/src/drift/judge";
import type { DriftReport } from "../../../lineup/src/drift/model";
import { proofIn } from "../../../lineup/src/drift/proof";
import { Exceptions } from "../../../lineup/src/exceptions/exceptions";
import { UnusableInput } from "../../../lineup/src/inputs/model";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
type Json = any;

import { driftCases } from "../../drift";
import type { DriftCase, DriftLabel } from "../../drift/label";
import { logFile, readPlan } from "../../recorder/recording";

export const planOf = (id: string): Json => readPlan("drift", id);

/** The report about a plan, with proof of a refresh unless the caller passes other evidence. */
export function judged(plan: Json, evidence: Partial<Evidence> = {}): DriftReport {
  return judgedWithNetworks(plan, evidence).report;
}

/** The same, with the networks that are drawn. */
export function judgedWithNetworks(plan: Json, evidence: Partial<Evidence> = {}): ReturnType<typeof judgeDrift> {
  return judgeDrift(changedPlan(plan, "plan.json"), {
    proof: { by: "caller", why: "said" },
    live: undefined,
    exceptions: Exceptions.none,
    question: { from: undefined, to: undefined },
    allowNone: false,
    sourceOf: () => undefined,
    ...evidence,
  });
}

interface DriftAnswer {
  one: DriftCase;
  got: DriftLabel;
  report: DriftReport | undefined;
}

/** Every case, with the log of its own plan as the proof. */
export const answers: () => DriftAnswer[] = () => driftCases.map(answered);

function answered(one: DriftCase): DriftAnswer {
  const plan = planOf(one.id);
  try {
    const read = changedPlan(plan, one.id);
    const report = judged(plan, { proof: proofIn(logFile(one.id), read) });
    const real = report.drifted.filter(({ tier }) => tier !== "noise");
    const drifted = real.map((it) => `${it.tier} ${[name(it.address), it.attribute].filter(Boolean).join(".")}`);
    const pending = report.pending.map(({ address }) => name(address));
    return { one, report, got: { verdict: report.verdict, drifted, pending, repair: real[0]?.repair ?? "" } };
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    return { one, report: undefined, got: { verdict: "refused", drifted: [], pending: [], repair: error.message } };
  }
}

export function name(address: string): string {
  return address.slice(address.lastIndexOf(".") + 1);
}

export const VERDICTS = ["clean", "benign", "weakens", "breaks", "unknown", "refused"] as const;

/** Rows are labels, columns what lineup answers. */
export function confusion(all: readonly DriftAnswer[]): Record<string, Record<string, number>> {
  const count = (label: string, said: string) =>
    all.filter(({ one, got }) => one.label.verdict === label && got.verdict === said).length;
  return Object.fromEntries(
    VERDICTS.map((label) => [label, Object.fromEntries(VERDICTS.map((said) => [said, count(label, said)]))]),
  );
}

export function table(matrix: Record<string, Record<string, number>>): string {
  const rows = VERDICTS.map((label) => [label, ...VERDICTS.map((said) => String(matrix[label]?.[said]))]);
  return [["drift", ...VERDICTS], ...rows].map((cells) => cells.map((cell) => cell.padStart(10)).join("")).join("\n");
}

/** The verdict, every difference and every pending change are those of the label. */
export function agrees({ one: { label }, got }: DriftAnswer): boolean {
  const inShort = ({ verdict, drifted, pending = [] }: DriftLabel) =>
    JSON.stringify([verdict, [...drifted].sort(), [...pending].sort()]);
  return inShort(label) === inShort(got) && (got.repair ?? "").includes(label.repair ?? "");
}
