import type { Change } from "../changes/change";
import type { Comparison } from "../compare/comparison";
import type { DriftCode, Tier } from "../drift/model";
import type { Path } from "../reachability/path";
import type { Topology } from "../topology/model";

// A rule is one file: what it is called, what it means, what to do, where the corpus shows it, and how it is found.

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
  /** The case of the corpus in which it is reported. Another case, in which it is not, is found by the tests. */
  example: string;
}

export type Severity = "error" | "warning" | "note";
export type Level = "danger" | "caution" | "note";

/** What a check looks at: the network, and the paths that were found in it. */
export interface Judgement {
  topology: Topology;
  paths: readonly Path[];
}

/** Something that a rule found at a place; the rule's id, and its level where nothing else is said, are added to it. */
export interface Found {
  address: string;
  attribute: string;
  message: string;
  fix: string;
  severity?: Severity;
}

/** A rule over one world: what is wrong with it besides its paths. */
export interface VerifyRule extends RuleText {
  severity: Severity;
  check(judgement: Judgement): Found[];
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

/** A public code of drift: what a difference is called, whichever change rule or trace found it. */
export interface DriftRule extends RuleText {
  id: DriftCode;
}

export function defineDriftRule<const Id extends DriftCode>(
  rule: DriftRule & { id: Id },
): DriftRule & { readonly id: Id } {
  return rule;
}
