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

/** A cause says why a path is blocked or unknown. The code that traces the path reports it; this file explains it. */
export function defineCause<const Id extends string>(cause: RuleText & { id: Id }): RuleText & { readonly id: Id } {
  return cause;
}

export type Description = Pick<RuleText, "title" | "help">;
