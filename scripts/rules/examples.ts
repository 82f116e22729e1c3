import { changedRoot } from "../../corpus/recorder/case";
import { reviewCases } from "../../corpus/review";
import { answers } from "../../corpus/score/drift/judged";
import { caseOf, reviewed } from "../../corpus/score/review/judge";
import { verifyCases } from "../../corpus/verify";
import { base } from "../../corpus/verify/base";
import { mutated } from "../../corpus/verify/case";
import { inputOf, ruleCase } from "../../corpus/verify/rule-case";
import { readJson } from "../../lineup/src/inputs/read";
import { findingsOf } from "../../lineup/src/rules/findings";
import type { RegisteredRule } from "../../lineup/src/rules/registry";
import { judge } from "../../lineup/src/verify";
import { differingPart } from "./difference";

/** Where a rule is reported and where it is not, from the corpus. */
export interface Example {
  /** The case of the corpus. */
  case: string;
  failing: object | undefined;
  /** What lineup prints there. */
  printed: string;
  passing: object | undefined;
}

export function exampleOf(rule: RegisteredRule): Example | undefined {
  switch (rule.kind) {
    case "verify":
      return ofFinding(rule.id);
    case "cause":
      return ofCause(rule);
    case "change":
    case "plan":
      return ofChange(rule);
    case "drift":
      return ofDrift(rule);
    // It is about a live project at one time, which no configuration shows.
    case "diagnosis":
      return undefined;
  }
}

function ofFinding(id: string): Example | undefined {
  const found = ruleCase(id);
  if (!found) return undefined;
  const [failing, passing] = [inputOf(found.failing), inputOf(found.passing)];
  const { topology, paths } = judge(readJson(failing, "main.tf.json"));
  const finding = findingsOf({ topology, paths }, { houseRules: true }).find(({ rule }) => rule === id);
  if (!finding) return undefined;
  const { address, attribute, message, fix } = finding;
  return {
    case: `corpus/rules/${id}.ts`,
    ...sides(failing, passing),
    printed: printed({ id, address, attribute, message, fix }),
  };
}

/** Of all verifyCases with this cause the one that is shown best: the one with the shortest difference. */
function ofCause({ id, example }: RegisteredRule): Example | undefined {
  const [shown] = verifyCases
    .filter((fault) => (example === "" ? fault.code === id : fault.id === example))
    .map((fault) => ({ fault, failing: mutated(fault), isCut: fault.verdict === "blocked" }))
    .map((one) => ({ ...one, sides: sides(one.failing, base) }))
    .sort((a, b) => Number(b.isCut) - Number(a.isCut) || lengthOf(a.sides) - lengthOf(b.sides));
  if (!shown) return undefined;
  const { paths } = judge(readJson(shown.failing, "main.tf.json"));
  const cause = paths.flatMap(({ causes, undecided }) => [...causes, ...undecided]).find(({ code }) => code === id);
  return cause && { case: `${shown.fault.id} of corpus/verify`, ...shown.sides, printed: printed({ id, ...cause }) };
}

/** Of the recorded plans that a rule is reported of its own example, or the one with the shortest difference. */
function ofChange({ id, example }: RegisteredRule): Example | undefined {
  const [shown] = reviews()
    .filter(({ code }) => code === id)
    .map((one) => {
      const recorded = caseOf(one.id);
      return { ...one, title: recorded.title, sides: sides(changedRoot(recorded), recorded.before) };
    })
    .sort((a, b) => Number(b.id === example) - Number(a.id === example) || lengthOf(a.sides) - lengthOf(b.sides));
  return shown && { case: `${shown.id} of corpus/review: ${shown.title}`, ...shown.sides, printed: shown.printed };
}

const reviews = lazily(() =>
  reviewCases.flatMap(({ id }) =>
    reviewed(id).risks.map(({ code, address, because, consequence, undo }) => {
      const attribute = because.join(", ");
      return {
        id,
        code: code as string,
        printed: printed({ id: code, address, attribute, message: consequence, fix: undo }),
      };
    }),
  ),
);

/** What was done outside Terraform is in the title of the case: no configuration shows it. */
function ofDrift({ id, example }: RegisteredRule): Example | undefined {
  const found = drifts().filter(({ code }) => code === id);
  const shown = found.find((one) => one.id === example) ?? found[0];
  if (!shown) return undefined;
  return {
    case: `${shown.id} of corpus/drift: ${shown.title}`,
    failing: undefined,
    printed: shown.printed,
    passing: undefined,
  };
}

const drifts = lazily(() =>
  answers().flatMap(({ one: { id, title }, report }) =>
    (report?.drifted ?? []).map(({ code, address, attribute, message, repair }) => {
      return {
        id,
        title,
        code: code as string,
        printed: printed({ id: code, address, attribute, message, fix: repair }),
      };
    }),
  ),
);

function lazily<Result>(compute: () => Result): () => Result {
  let result: Result | undefined;
  return () => {
    result ??= compute();
    return result;
  };
}

function sides(failing: object, passing: object): Pick<Example, "failing" | "passing"> {
  const part = (one: object, other: object) => {
    const found = differingPart(one as Record<string, unknown>, other as Record<string, unknown>);
    return Object.keys(found).length === 0 ? undefined : found;
  };
  // What is no root, such as an inventory, is shown whole.
  if (!("resource" in failing)) return { failing, passing };
  return { failing: part(failing, passing), passing: part(passing, failing) };
}

function lengthOf({ failing, passing }: Pick<Example, "failing" | "passing">): number {
  return JSON.stringify([failing, passing]).length + (failing === undefined ? 10_000 : 0);
}

interface Printed {
  id: string;
  address: string;
  attribute: string;
  message: string;
  fix: string;
}

function printed({ id, address, attribute, message, fix }: Printed): string {
  const place = attribute === "" ? address : `${address}.${attribute}`;
  return [place, `  ${message}`, fix === "" ? `  [${id}]` : `  fix: ${fix}  [${id}]`].join("\n");
}
