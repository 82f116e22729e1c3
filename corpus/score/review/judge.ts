import { changedPlan } from "../../../lineup/src/changes/read";
import type { Configuration } from "../../../lineup/src/inputs/with-configuration";
import type { ReviewReport } from "../../../lineup/src/review/contract";
import { review } from "../../../lineup/src/review/review";
import { changedRoot } from "../../recorder/case";
import { readPlan } from "../../recorder/recording";
import { reviewCases } from "../../review";
import type { ReviewCase, ReviewLabel } from "../../review/label";
import type { Root } from "../../verify/base";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
export type Json = any;

export function caseOf(id: string): ReviewCase {
  const found = reviewCases.find((one) => one.id === id);
  if (!found) throw new Error(`there is no case ${id}`);
  return found;
}

/** A recorded plan, changed where a test needs JSON that Terraform did not write. */
export function planJson(id: string, change: (plan: Json) => void = () => {}): Json {
  const { edited } = caseOf(id);
  const plan = readPlan("review", id);
  edited?.(plan);
  change(plan);
  return plan;
}

export function reviewed(id: string, change?: (plan: Json) => void): ReviewReport {
  const { given } = caseOf(id);
  return reviewedWith(given && configured(id, given), planJson(id, change), id);
}

/** The same plan with the configuration that it was made from. */
export function reviewedWithConfiguration(id: string): ReviewReport {
  return reviewedWith(configured(id), planJson(id), id);
}

/** The same, with the networks that are drawn. */
export function reviewedWithNetworks(id: string): ReturnType<typeof review> {
  return review(changedPlan(planJson(id), `${id}.json`, undefined), {}, () => undefined);
}

function reviewedWith(configuration: Configuration | undefined, plan: Json, id: string): ReviewReport {
  return review(changedPlan(plan, `${id}.json`, configuration), {}, () => undefined).report;
}

function configured(id: string, change: (root: Root) => void = () => {}): Configuration {
  const root = changedRoot(caseOf(id));
  change(root);
  return { file: "main.tf.json", root: { files: [root] } };
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
