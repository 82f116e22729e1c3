import type { Change } from "../changes/change";
import type { ChangedPlan } from "../changes/read";
import type { Comparison } from "../compare/comparison";
import type { PathPair } from "../compare/path-pairs";
import type { DriftCode, Tier } from "../drift/model";
import type { Path } from "../reachability/path";
import type { Topology } from "../topology/model";

// A rule is one file: its id, what it means, what to do, and how it is found. `npm run rules` lists the files.

/** What everybody needs to know of a rule: docs/rules.md, `lineup explain` and SARIF say it in these words. */
export interface RuleText {
  /** As reports have it; exceptions and other people's tools are built on it. Never renamed. */
  id: string;
  /** What is wrong, in one line without a full stop. */
  title: string;
  /** Why it matters: what happens, and when. */
  help: string;
  /** What to do about it. */
  remedy: string;
  /** The recorded case of the corpus in which it is reported. */
  example: string;
}

export type Severity = "error" | "warning" | "note";
export type Level = "danger" | "caution" | "note";

/** What a check looks at: the network, and the paths that were found in it. */
export interface Judgement {
  topology: Topology;
  paths: readonly Path[];
}

/** What a rule reports at one place; findings add the rule's id, and its severity where nothing else is said. */
export interface Reported {
  address: string;
  attribute: string;
  message: string;
  fix: string;
  severity?: Severity;
}

/** A rule over one topology: what is wrong with it besides its paths. Its case is corpus/rules/<id>.ts. */
export interface VerifyRule extends Omit<RuleText, "example"> {
  severity: Severity;
  check(judgement: Judgement): Reported[];
}

/** Keeps the literal type of the id, so that the list of rules is the list of all ids. */
export function defineRule<const Id extends string>(rule: VerifyRule & { id: Id }): VerifyRule & { readonly id: Id } {
  return rule;
}

/** A cause says why a path is blocked or unknown. The code that traces the path reports it; this file explains it. */
export function defineCause<const Id extends string>(cause: RuleText & { id: Id }): RuleText & { readonly id: Id } {
  return cause;
}

/** What a change means where it happened outside Terraform. */
export interface DriftMeaning {
  tier: Extract<Tier, "weakens" | "breaks">;
  code: DriftCode;
}

/** What a change rule says of one change. Review calls the fix `undo`; drift names the repair that the plan makes. */
export interface ChangeFinding {
  /** What happens, in words that fit a plan as well as a change made outside Terraform. */
  consequence: string;
  fix: string;
  /** The attributes that changed; where nothing is said, those because of which Terraform does it. */
  because?: readonly string[] | undefined;
  /** Which of the attributes that differ it explains; where nothing is said, those in `because`. */
  explains?: ((attribute: string) => boolean) | undefined;
  /** The services that are affected. */
  services?: readonly string[] | undefined;
  /** Where it is not the rule's own. */
  level?: Level | undefined;
  drift?: DriftMeaning | undefined;
}

/** A change whose effect cannot be determined; without it nothing is safe. */
export interface UndeterminedChange {
  undetermined: string;
}

/** A rule over two snapshots and one change between them. Review and drift both ask every one of them. */
export interface ChangeRule extends RuleText {
  level: Level;
  /** What it means in drift; undefined where only a plan can do it, or where drift finds it by tracing the paths. */
  drift: DriftMeaning | undefined;
  check(change: Change, comparison: Comparison): readonly (ChangeFinding | UndeterminedChange)[];
}

/** Keeps the literal type of the id, so that the list of rules is the list of all ids. */
export function defineChangeRule<const Id extends string>(
  rule: ChangeRule & { id: Id },
): ChangeRule & { readonly id: Id } {
  return rule;
}

/** What holds for a plan as a whole, or for a path of it: nothing that a single change shows. */
export interface PlanFinding {
  /** The service that is meant; empty where it is the plan. */
  address?: string;
  because?: readonly string[];
  consequence: string;
  fix: string;
  level?: Level;
}

/** A rule over a plan and its paths, asked by review alone. */
export interface PlanRule extends RuleText {
  level: Level;
  check(plan: ChangedPlan, pairs: readonly PathPair[]): readonly PlanFinding[];
}

export function definePlanRule<const Id extends string>(rule: PlanRule & { id: Id }): PlanRule & { readonly id: Id } {
  return rule;
}

/** A public code of drift: what a difference is called, whichever change rule or trace found it. */
export interface DriftRule extends RuleText {
  id: DriftCode | ReportedBesides;
}

/** What a drift report says besides differences, by the codes under which SARIF has it. */
type ReportedBesides = "UNMANAGED" | "UNKNOWN" | "EXCEPTION";

export function defineDriftRule<const Id extends DriftRule["id"]>(
  rule: DriftRule & { id: Id },
): DriftRule & { readonly id: Id } {
  return rule;
}
