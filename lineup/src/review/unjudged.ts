import type { Change } from "../changes/change";
import { compareAttribute } from "../compare/change-values";
import { isAboutIdentities } from "../topology/identity-types";
import type { UnjudgedChange } from "./contract";
import { knowledgeOf } from "./known-kinds";

/** The changes that neither the network nor a rule looks into. Who may do what is listed by itself, and in full. */
export function unjudgedIn(changes: readonly Change[]): UnjudgedChange[] {
  return changes.filter(isListed).flatMap((change) => {
    const { address, type, actions, deposed, importing } = change;
    if (leavesAsItIs(change) || isAboutIdentities(type) || isJudged(change)) return [];
    return [{ address, type, actions, ...(deposed ? { deposed } : {}), ...(importing ? { importing } : {}) }];
  });
}

/** Whether it does something: to the cloud, or to what Terraform takes care of. */
export function isListed({ mode, action, importing }: Change): boolean {
  return mode === "managed" && (action !== "no-op" || importing) && action !== "read";
}

/** What is taken over unchanged, or forgotten, is there before and after as it was, whatever it is. */
function leavesAsItIs({ action, deposed }: Change): boolean {
  return !deposed && (action === "no-op" || action === "forget");
}

function isJudged(change: Change): boolean {
  const { isOfNetwork, byRules } = knowledgeOf(change.type);
  if (isOfNetwork) return true;
  const seen = byRules.get(change.action);
  if (seen === undefined || seen.size === 0 || change.deposed) return false;
  // A rule that looks at one attribute has not judged a change of another one.
  return change.action !== "update" || changedKeys(change).every((key) => seen.has(key));
}

function changedKeys(change: Change): string[] {
  const keys = new Set([change.before, change.after].flatMap((side) => Object.keys(side ?? {})));
  return [...keys].filter((key) => compareAttribute(change, key) !== "same");
}
