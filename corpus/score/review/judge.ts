import { changedPlan } from "../../../lineup/src/changes/read";
import type { ReviewReport } from "../../../lineup/src/review/contract";
import { review } from "../../../lineup/src/review/review";
import { readPlan } from "../../recorder/recordings";
import { reviewCases } from "../../review";
import type { ReviewCase, Wanted } from "../../review/wanted";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
export type Json = any;

export function caseOf(id: string): ReviewCase {
  const found = reviewCases.find((one) => one.id === id);
  if (!found) throw new Error(`there is no case ${id}`);
  return found;
}

/** A recorded plan, changed where Terraform itself would not say what a test needs. */
export function planJson(id: string, change: (plan: Json) => void = () => {}): Json {
  const plan = readPlan("review", caseOf(id).id);
  change(plan);
  return plan;
}

export function reviewed(id: string, change?: (plan: Json) => void): ReviewReport {
  return review(changedPlan(planJson(id, change), `${id}.json`), {}, () => undefined).report;
}

/** The report in the words of a label. */
export function inShort({ verdict, risks, paths }: ReviewReport): Required<Wanted> {
  const short = (address: string | null) => String(address).replace(/^.*\./, "");
  return {
    verdict,
    codes: [...new Set(risks.filter(({ level }) => level !== "note").map(({ code }) => code))].sort(),
    paths: Object.fromEntries(
      paths.map(({ from, to, before, after }) => [`${short(from)}>${short(to)}`, [before, after] as const]),
    ),
  };
}

/** The label with what goes without saying: a path of which it says nothing is reachable before and after. */
export function wanted({ want }: ReviewCase, { paths }: Required<Wanted>): Required<Wanted> {
  const rest = Object.keys(paths).map((path) => [path, ["reachable", "reachable"]] as const);
  return {
    verdict: want.verdict,
    codes: [...want.codes].sort(),
    paths: { ...Object.fromEntries(rest), ...want.paths },
  };
}
