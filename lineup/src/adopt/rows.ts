import { neverImported, notLookedFor } from "../../../facts/imports";
import { changedValue } from "../compare/change-values";
import type { Difference } from "../compare/differences";
import { isLabel } from "../compare/imports";
import type { SourceOf } from "../sources";
import { Unresolved } from "../values";
import type { AdoptRow, Outcome } from "./contract";
import type { Foretold } from "./foretell";
import type { Proposal } from "./proposals";
import { waysOut } from "./ways-out";

/** What else is known of a row than what a plan would say. */
export interface Surroundings {
  /** What exists under another name and does the same. */
  sameRole: readonly string[];
  /** The setting that says the name, where one does. */
  nameSetting: string | undefined;
  isManaged: boolean;
  /** What is in the state at its address, where that is another thing. */
  otherwise: string | undefined;
}

export const NOT_READ = "(not read)";

export function outcomeOf(foretold: Foretold, { sameRole, isManaged, otherwise }: Surroundings): Outcome {
  const { change, live, refused, untold, differences, unclear } = foretold;
  if (isManaged) return otherwise === undefined ? "managed" : "unknown";
  if (unclear !== undefined) return "unknown";
  if (!live) return sameRole.length > 1 ? "unknown" : "create";
  if (refused.length > 0) return "refused";
  if (change.action === "replace") return "replaced";
  if (untold.length > 0) return "unknown";
  if (change.action === "no-op") return "no change";
  return differences.every(({ attribute }) => isLabel(attribute)) ? "labels only" : "changes";
}

/** A row as it is told: the words of it, and not the values that nobody may see. */
export function rowOf(
  foretold: Foretold,
  around: Surroundings,
  proposals: readonly Proposal[],
  sourceOf: SourceOf,
): AdoptRow {
  const { resource, change, id, live, differences, forcing } = foretold;
  const outcome = outcomeOf(foretold, around);
  const sentences = proposals.map(({ sentence }) => sentence);
  const helped = new Set(sentences.flatMap(({ attributes }) => attributes));
  const left = differences.map(({ attribute }) => attribute).filter((one) => !helped.has(one) && !isLabel(one));
  const source = sourceOf(resource.address);
  return {
    address: resource.address,
    type: resource.type,
    outcome,
    ...(id !== undefined && live ? { id } : {}),
    action: change.action,
    changes: differences.map((one) => changeShown(one)),
    replacedBy: forcing.map(({ attribute }) => attribute),
    why: whyOf(foretold, around),
    ...(around.sameRole.length > 0 ? { sameRole: [...around.sameRole] } : {}),
    sentences,
    wayOut: outcome === "managed" ? [] : waysOut(foretold, left),
    ...(source ? { source } : {}),
  };
}

function changeShown({ attribute, before, after }: Difference) {
  const was = before instanceof Unresolved ? NOT_READ : changedValue(attribute, before);
  return { attribute, before: was, after: changedValue(attribute, after) };
}

function whyOf(
  { resource, refused, forcing, untold, live, unclear }: Foretold,
  { sameRole, nameSetting, isManaged, otherwise }: Surroundings,
): string[] {
  const never = neverImported(resource.type);
  const absent = [never && `never imported: ${never}`, notLookedFor(resource.type), questionOf(sameRole, nameSetting)];
  const missing = isManaged ? [otherwise] : [unclear, ...(live ? [] : absent)];
  const open = untold.filter(({ before }) => !(before instanceof Unresolved)).map(({ attribute }) => attribute);
  const hidden = untold.map(({ attribute }) => attribute).filter((attribute) => !open.includes(attribute));
  return [
    ...missing,
    ...[...refused, ...forcing].map(({ why }) => why),
    open.length > 0 ? `not evaluated: ${open.join(", ")}` : undefined,
    hidden.length > 0
      ? `not read: ${hidden.join(", ")} - an inventory holds no such values, --project compares them`
      : undefined,
  ].filter((one) => one !== undefined);
}

function questionOf(names: readonly string[], setting: string | undefined): string | undefined {
  if (names.length < 2) return undefined;
  const answer = setting === undefined ? "Give it the name that is written" : `Write its name as ${setting}`;
  return `which of these is it: ${names.join(", ")}? ${answer}, and adopt again`;
}
