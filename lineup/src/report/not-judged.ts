import { count, enumerated } from "../text/words";
import type { NotJudged } from "../topology/other-callers";
import type { Remark } from "./report";

// What a verdict leaves out is said wherever the verdict is.

/** "; 1 VM and 2 GKE clusters are not judged" */
export function besides(notJudged: readonly NotJudged[] = []): string {
  if (notJudged.length === 0) return "";
  const kinds = notJudged.map(({ kind, callers }) => count(callers.length, kind));
  const isOne = notJudged.length === 1 && notJudged[0]?.callers.length === 1;
  return `; ${enumerated(kinds)} ${isOne ? "is" : "are"} not judged`;
}

export function notJudgedRemarks(notJudged: readonly NotJudged[] = []): Remark[] {
  return notJudged.map(({ kind, callers }) => ({ text: `not judged (${kind}):`, names: callers, minor: true }));
}
