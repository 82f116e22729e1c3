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

export type Description = Pick<RuleText, "title" | "help">;
