import type { Change } from "../changes/change";
import type { ChangedPlan } from "../changes/read";
import type { Comparison } from "../compare/comparison";
import type { PathPair } from "../compare/path-pairs";
import type { Path } from "../reachability/path";
import type { RuleText } from "../rule-text";
import type { Topology } from "../topology/model";
import type { DriftCode } from "./drift-code";

// A rule is one file: its id, what it means, what to do, and how it is found. `npm run rules` lists the files.

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
  /** How this project works, where others may do otherwise and break nothing: asked for with --strict only. */
  house?: true;
  check(judgement: Judgement): Reported[];
}

/** Keeps the literal type of the id, so that the list of rules is the list of all ids. */
export function defineRule<const Id extends string>(rule: VerifyRule & { id: Id }): VerifyRule & { readonly id: Id } {
  return rule;
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
interface UndeterminedChange {
  undetermined: string;
}

/** What a change rule says: a finding, or that it cannot be told. */
export type ChangeResult = ChangeFinding | UndeterminedChange;

/** A rule over two snapshots and one change between them. Review and drift both ask every one of them. */
export interface ChangeRule extends RuleText {
  level: Level;
  /** What it means in drift; undefined where only a plan can do it, or where drift finds it by tracing the paths. */
  drift: DriftMeaning | undefined;
  check(change: Change, comparison: Comparison): readonly ChangeResult[];
}

/** Keeps the literal type of the id, so that the list of rules is the list of all ids. */
export function defineChangeRule<const Id extends string>(
  rule: ChangeRule & { id: Id },
): ChangeRule & { readonly id: Id } {
  return rule;
}

/** What holds for a plan as a whole, or for a path of it: nothing that a single change shows. */
interface PlanFinding {
  /** What is meant: a service, unless `actions` says what happens to it; empty where it is the plan. */
  address?: string;
  actions?: readonly string[];
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

/** What a difference does: nothing at all, nothing to a path, opens more than was written, cuts a path. */
export type Tier = "noise" | "benign" | "weakens" | "breaks";
