import type { PlanKind } from "../changes/read";
import type { Flow, Flows } from "../compare/egress";
import type { Imported } from "../compare/imports";
import type { NotedException } from "../exceptions/exceptions";
import type { EndNames, PathVerdict } from "../reachability/path";
import type { ReportedCause } from "../reachability/public-path";
import type { Level } from "../rules/define";
import type { Source } from "../sources";
import type { NotJudged } from "../topology/other-callers";

// What `lineup review --format json` prints. Public: fields may be added, never renamed.

export type { Flow, Flows, Imported, Level };

export type ReviewVerdict = "safe" | "danger" | "unknown";

/** A path that one of the two snapshots does not declare is absent there. */
export type Standing = PathVerdict | "absent";

export interface ReviewedPath extends EndNames {
  from: string;
  to: string | null;
  /** Where the service was before it was moved. */
  previousFrom?: string;
  /** Where the Redis was before it was moved. */
  previousTo?: string;
  /** Where it is absent afterwards: the other Redis that the service reads instead. */
  changedTo?: string;
  port: number | null;
  before: Standing;
  after: Standing;
  /** Why it is what it is afterwards; where it is absent, nothing. */
  causes: ReportedCause[];
  assumptions: string[];
  reliesOn: string[];
}

export interface Risk {
  level: Level;
  code: string;
  address: string;
  /** As Terraform says them: a replacement is two. Empty where it is about the plan. */
  actions: readonly string[];
  /** The attributes that make Terraform do it, or that change. */
  because: string[];
  /** Their values, where these are of a kind that is printed. */
  changed: { attribute: string; before: string; after: string }[];
  consequence: string;
  undo: string;
  /** The services that feel it. */
  services: string[];
  source?: Source;
}

export interface Counts {
  create: number;
  update: number;
  replace: number;
  delete: number;
  import: number;
  move: number;
  forget: number;
}

/** A change of a kind that lineup does not look into. */
export interface UnjudgedChange {
  address: string;
  type: string;
  actions: readonly string[];
  /** Not the resource itself: an old object of it that is deleted. */
  deposed?: boolean;
  importing?: boolean;
}

/** What a plan forgets: it goes on existing, and Terraform no longer cares for it. */
export interface Forgotten {
  addresses: string[];
  /** How many things Terraform deletes beside it, as it counts them: to replace is to delete, and old objects count. */
  destroys: number;
  /** Whether a whole plan does nothing else: then everything stays as it is. */
  isAll: boolean;
}

/** A role that somebody has on something, and whether before and after this plan. */
export interface RoleGiven {
  role: string;
  /** As Google calls it; "unknown: " and what it refers to where the plan does not know it. */
  member: string;
  /** The expression under which it holds. */
  condition?: string;
  before: boolean;
  after: boolean;
}

/** What a role, a provider of identities or a denial says, where that changes. */
export interface IamSetting {
  attribute: string;
  before: string[];
  after: string[];
}

/** A change of who may do what. */
export interface IamChange {
  address: string;
  type: string;
  actions: readonly string[];
  /** What it is about: "secret redis-auth", "project acme-staging"; empty where nothing says so. */
  on: string;
  gives: RoleGiven[];
  settings: IamSetting[];
  source?: Source;
}

export interface ReviewReport {
  schema: "lineup/review/1";
  verdict: ReviewVerdict;
  plan: { file: string; kind: PlanKind; errored: boolean; incomplete: boolean };
  paths: ReviewedPath[];
  /** Kinds of callers that are not judged; absent where there are none. */
  notJudged?: NotJudged[];
  risks: Risk[];
  /** Every change of who may do what, in full. */
  iam: IamChange[];
  /** Every other change that lineup does not look into: a verdict is one over the rest. */
  unjudged: UnjudgedChange[];
  /** What could not be told, besides the paths. */
  undecided: { address: string; message: string; source?: Source }[];
  flows: Flows;
  counts: Counts;
  /** What import blocks take over, each with what else happens to it; absent where there is nothing. */
  imports?: Imported[];
  /** Absent where nothing is forgotten. */
  forgets?: Forgotten;
  /** With a file of exceptions: what it silences, and what each of its entries came to. */
  silenced?: Risk[];
  exceptions?: NotedException[];
}
