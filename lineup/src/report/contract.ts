import type { Finding, Severity } from "../findings/finding";
import type { InputKind } from "../inputs/model";
import type { Cause, Path, PathVerdict, Step } from "../reachability/path";
import type { Source } from "../sources";
import type { Verdict } from "../verify";

// What `lineup verify --format json` prints. Public: fields may be added, never renamed.

export type { Finding, Severity, Source };

export interface ReportedCause extends Cause {
  source?: Source;
}

export interface ReportedPath {
  from: string;
  to: string | null;
  port: number | null;
  verdict: PathVerdict;
  causes: ReportedCause[];
  undecided: ReportedCause[];
  steps: Step[];
  assumptions: string[];
}

export interface ReportedFinding extends Finding {
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
}

export interface VerifyReport {
  schema: "lineup/verify/1";
  verdict: Verdict;
  inputs: ReportedInput[];
}

export function reportedPath(path: Path, sourceOf: (address: string) => Source | undefined): ReportedPath {
  const { from, to, port, verdict, steps, assumptions } = path;
  const located = (cause: Cause): ReportedCause => {
    const source = sourceOf(cause.address);
    return source ? { ...cause, source } : cause;
  };
  return {
    from,
    to,
    port,
    verdict,
    causes: path.causes.map(located),
    undecided: path.undecided.map(located),
    steps,
    assumptions,
  };
}
