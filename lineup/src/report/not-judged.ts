import { count, enumerated } from "../text/words";
import type { NotJudged } from "../topology/other-callers";
import type { Remark } from "./report";

// What a verdict leaves out is said wherever the verdict is.

/** "; 1 VM, 2 GKE clusters and 39 changes are not judged" */
export function besides(notJudged: readonly NotJudged[] = [], changes = 0): string {
  const kinds = notJudged.map(({ kind, callers }) => count(callers.length, kind));
  const all = [...kinds, ...(changes > 0 ? [count(changes, "change")] : [])];
  if (all.length === 0) return "";
  const isOne = all.length === 1 && (notJudged[0]?.callers.length ?? changes) === 1;
  return `; ${enumerated(all)} ${isOne ? "is" : "are"} not judged`;
}

export function notJudgedRemarks(notJudged: readonly NotJudged[] = []): Remark[] {
  return notJudged.map(({ kind, callers }) => ({ text: `not judged (${kind}):`, names: callers, minor: true }));
}
