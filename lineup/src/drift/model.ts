import type { NotedException } from "../exceptions/exceptions";
import type { EndNames, PathVerdict } from "../reachability/path";
import type { ReportedCause } from "../reachability/public-path";
import type { Tier } from "../rules/define";
import type { DriftCode } from "../rules/drift-code";
import type { Source } from "../sources";
import type { NotJudged } from "../topology/other-callers";
import type { OtherOwner } from "./other-owner";

// What `lineup drift --format json` prints. Public: fields may be added, never renamed.

export type DriftVerdict = "clean" | "benign" | "weakens" | "breaks" | "unknown";

export interface Drifted {
  address: string;
  /** Empty where the whole resource is meant: it is gone. */
  attribute: string;
  /** Only what may be printed; null is nothing. */
  before: string | null;
  after: string | null;
  tier: Tier;
  /** What kind of drift it is, for exceptions. */
  code: DriftCode;
  /** The change rule that found it, where one did. */
  rule?: string;
  message: string;
  repair: string;
  /** The same thing in the state of another root, where one is given. */
  alsoOwnedBy?: OtherOwner;
  source?: Source;
}

export interface DriftedPath extends EndNames {
  from: string;
  to: string | null;
  port: number | null;
  /** "absent" where only one of the two declares it. */
  written: PathVerdict | "absent";
  now: PathVerdict | "absent";
  causes: ReportedCause[];
}

export interface Pending {
  address: string;
  actions: readonly string[];
}

export interface Unmanaged {
  kind: string;
  name: string;
  tier: Exclude<Tier, "noise"> | "unknown";
  message: string;
}

/** A pin that has ended, or ends within two days. */
export interface EndingPin {
  /** The service, by name. */
  service: string;
  revision: string;
  until: string;
  hasEnded: boolean;
  message: string;
  fix: string;
}

export interface Proof {
  /** How it is known that the plan was refreshed; "none" where it is not. */
  by: "log" | "caller" | "none";
  why: string;
}

export interface DriftReport {
  schema: "lineup/drift/1";
  verdict: DriftVerdict;
  file: string;
  drifted: Drifted[];
  /** Accepted by an exception: told, and not counted. */
  excepted: Drifted[];
  paths: DriftedPath[];
  /** Kinds of callers that are not judged; absent where there are none. */
  notJudged?: NotJudged[];
  pending: Pending[];
  unmanaged: Unmanaged[];
  /** What the environment says of pins that end; absent where none does. */
  pins?: EndingPin[];
  proof: Proof;
  /** Everything that could not be told. */
  unknown: string[];
  /** How many differences are noise, whether they are listed or not. */
  noise: number;
  exceptions: NotedException[];
}

/** The tier of something silences nothing worse: worst first. */
