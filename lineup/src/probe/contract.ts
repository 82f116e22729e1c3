import type { Phase } from "../../../probe/phases";
import type { ProbeResult } from "../../../probe/result";
import type { PublicStep, ReportedCause } from "../reachability/public-path";
import type { Verdict } from "../verify";

// What every format of `lineup probe` is made from, and its public JSON: fields may be added, never renamed.

export type ProbeVerdict = "reachable" | "blocked" | "unknown";

/** Something to know besides the verdict. */
export interface ProbeFinding {
  code: string;
  message: string;
  /** What it can mean, the likeliest first; empty where the message says it. */
  meanings: string[];
  fix: string;
}

/** The same path as `lineup verify` judges it. */
export interface VerifiedPath {
  /** The file or the project that was judged. */
  input: string;
  verdict: Verdict;
  from: string;
  to: string | null;
  port: number | null;
  causes: ReportedCause[];
  undecided: ReportedCause[];
  steps: PublicStep[];
}

export interface TraceStep {
  step: string;
  /** The resource, where Google names it. */
  at: string;
  text: string;
}

/** What Google's connectivity test finds of the same path. */
export interface GoogleTrace {
  from: "job" | "revision";
  source: string;
  /** The name of the test, to open it in the console. */
  test: string;
  verdict: ProbeVerdict;
  /** Google's cause, where it gives one. */
  code?: string;
  message: string;
  steps: TraceStep[];
}

export interface Probed {
  /** The service that it stands for; null where the job does not say. */
  service: string | null;
  /** Null where there is none for the service. */
  job: string | null;
  region?: string;
  /** The execution that this call has started. */
  execution?: string;
  verdict: ProbeVerdict;
  /** Where it stopped; absent where it arrived, and where nothing was learned. */
  phase?: Phase;
  /** What was met there, or why nothing was learned. */
  code?: string;
  message: string;
  /** What to do, where the message does not say it. */
  fix?: string;
  exitCode?: number;
  /** The line that the probe logged, where it could be read and fits the exit code. */
  result?: ProbeResult;
  verify?: VerifiedPath;
  trace?: GoogleTrace[];
  findings: ProbeFinding[];
}

export interface ProbeReport {
  schema: "lineup/probe-report/1";
  verdict: ProbeVerdict;
  project: string;
  probes: Probed[];
  /** What is about all of them. */
  findings: ProbeFinding[];
}
