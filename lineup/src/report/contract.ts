import type { InputKind } from "../inputs/model";
import {
  type EndNames,
  endNames,
  type Path,
  type PathCause,
  type PathStep,
  type PathVerdict,
} from "../reachability/path";
import { type PublicStep, publicCause, publicStep, type ReportedCause } from "../reachability/public-path";
import type { Reported, Severity } from "../rules/define";
import type { Finding } from "../rules/findings";
import type { Source, SourceOf } from "../sources";
import type { NotJudged } from "../topology/other-callers";
import type { Verdict } from "../verify";

// What every format of `lineup verify` is made from. `publicReport` makes the JSON of it, which is public: fields may be
// added, never renamed.

export type { Finding, Severity, Source };

type LocatedCause = PathCause & ReportedCause;

export interface ReportedPath extends EndNames {
  from: string;
  to: string | null;
  port: number | null;
  verdict: PathVerdict;
  causes: LocatedCause[];
  undecided: LocatedCause[];
  steps: PathStep[];
  assumptions: string[];
  reliesOn: string[];
}

export interface ReportedFinding extends Reported {
  /** A reader of the JSON may meet rules that are newer than it. */
  rule: string;
  severity: Severity;
  source?: Source;
}

export interface ReportedInput {
  file: string;
  kind: InputKind;
  verdict: Verdict;
  paths: ReportedPath[];
  findings: ReportedFinding[];
  /** Callers from which no path is declared; empty where a question was asked. */
  withoutPath: string[];
  /** Kinds of callers that are not judged; absent where there are none. */
  notJudged?: NotJudged[];
}

export interface VerifyReport {
  schema: "lineup/verify/1";
  verdict: Verdict;
  inputs: ReportedInput[];
}

export function reportedPath(path: Path, sourceOf: SourceOf): ReportedPath {
  const { from, to, port, verdict, steps, assumptions, reliesOn } = path;
  const located = (cause: PathCause): LocatedCause => {
    const source = sourceOf(cause.address, cause.attribute);
    return source ? { ...cause, source } : cause;
  };
  return {
    from,
    to,
    ...endNames(path),
    port,
    verdict,
    causes: path.causes.map(located),
    undecided: path.undecided.map(located),
    steps,
    assumptions,
    reliesOn,
  };
}

/** A path as `--format json` prints it. */
export interface PublicPath extends Omit<ReportedPath, "causes" | "undecided" | "steps"> {
  causes: ReportedCause[];
  undecided: ReportedCause[];
  steps: PublicStep[];
}

/** The report as `--format json` prints it. */
export interface PublicReport extends Omit<VerifyReport, "inputs"> {
  inputs: (Omit<ReportedInput, "paths"> & { paths: PublicPath[] })[];
}

export function publicReport(report: VerifyReport): PublicReport {
  return {
    ...report,
    inputs: report.inputs.map((input) => ({ ...input, paths: input.paths.map(publicPath) })),
  };
}

function publicPath(path: ReportedPath): PublicPath {
  return {
    ...path,
    causes: path.causes.map(publicCause),
    undecided: path.undecided.map(publicCause),
    steps: path.steps.map(publicStep),
  };
}
