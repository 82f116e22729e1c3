import { changedPlan } from "../../../lineup/src/changes/read";
import type { ReviewReport } from "../../../lineup/src/review/contract";
import { review } from "../../../lineup/src/review/review";
import { readPlan } from "../../recorder/recording";
import { reviewCases } from "../../review";
import type { ReviewCase, ReviewLabel } from "../../review/label";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
export type Json = any;

export function caseOf(id: string): ReviewCase {
  const found = reviewCases.find((one) => one.id === id);
  if (!found) throw new Error(`there is no case ${id}`);
  return found;
}

/** A recorded plan, changed where a test needs JSON that Terraform did not write. */
export function planJson(id: string, change: (plan: Json) => void = () => {}): Json {
  const plan = readPlan("review", caseOf(id).id);
  change(plan);
  return plan;
}

export function reviewed(id: string, change?: (plan: Json) => void): ReviewReport {
  return review(changedPlan(planJson(id, change), `${id}.json`), {}, () => undefined).report;
}

/** The report in the form of a label. */
export function inShort({ verdict, risks, paths }: ReviewReport): Required<ReviewLabel> {
  const short = (address: string | null) => String(address).replace(/^.*\./, "");
  return {
    verdict,
    codes: [...new Set(risks.filter(({ level }) => level !== "note").map(({ code }) => code))].sort(),
    paths: Object.fromEntries(
      paths.map(({ from, to, before, after }) => [`${short(from)}>${short(to)}`, [before, after] as const]),
    ),
  };
}

/** The label, completed: a path that it does not name is reachable before and after. */
export function labelOf({ label }: ReviewCase, { paths }: Required<ReviewLabel>): Required<ReviewLabel> {
  const rest = Object.keys(paths).map((path) => [path, ["reachable", "reachable"]] as const);
  return {
    verdict: label.verdict,
    codes: [...label.codes].sort(),
    paths: { ...Object.fromEntries(rest), ...label.paths },
  };
}
