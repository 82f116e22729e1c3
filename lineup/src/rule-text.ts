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

/** A cause says why a path is blocked or unknown. The code that traces the path reports it; this file explains it. */
export interface CauseText extends RuleText {
  /** Beside the arrow that it cuts, in a few words: what keeps the packet away. `name` is that of what it is about. */
  edge(name: string): string;
}

export function defineCause<const Id extends string>(cause: CauseText & { id: Id }): CauseText & { readonly id: Id } {
  return cause;
}

/** What `lineup diagnose` finds beside the causes of paths. No configuration shows it: it has no case in the corpus. */
export function defineDiagnosis<const Id extends string>(
  cause: Omit<RuleText, "example"> & { id: Id },
): Omit<RuleText, "example"> & { readonly id: Id } {
  return cause;
}

/** A public code of drift. */
export function defineDriftRule<const Id extends string>(rule: RuleText & { id: Id }): RuleText & { readonly id: Id } {
  return rule;
}
