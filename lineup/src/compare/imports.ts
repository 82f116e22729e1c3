import { withoutPlaces } from "../../../facts/attribute-path";
import { isComputedOnly } from "../../../facts/provider";
import type { Change } from "../changes/change";
import { becauseOf, compareAttribute } from "./change-values";
import { differences } from "./differences";

export type ImportOutcome = "unchanged" | "labels only" | "changed" | "replaced";

/** What an import block takes over, and what happens to it besides that Terraform knows it from now on. */
export interface Imported {
  address: string;
  type: string;
  /** By which id; absent where the plan does not say it. */
  id?: string;
  outcome: ImportOutcome;
  /** What differs from what is written, or makes Terraform replace it: names, never values. */
  attributes: string[];
}

export function importsIn(changes: readonly Change[]): Imported[] {
  return changes
    .filter(({ mode, importing, deposed }) => mode === "managed" && importing && !deposed)
    .map((change) => {
      const { address, type, importId: id } = change;
      return { address, type, ...(id === undefined ? {} : { id }), ...outcomeOf(change) };
    });
}

/** What becomes of a thing that is there and is taken over as it is written. */
export function outcomeOf(change: Change): Pick<Imported, "outcome" | "attributes"> {
  if (change.action === "no-op") return { outcome: "unchanged", attributes: [] };
  if (change.action === "replace") return { outcome: "replaced", attributes: becauseOf(change) };
  const attributes = changedPlaces(change);
  const isLabels = change.action === "update" && attributes.length > 0 && attributes.every(isLabel);
  return { outcome: isLabels ? "labels only" : "changed", attributes };
}

/** Labels tell people what a thing is for: no packet and no data depends on them. */
export function isLabel(attribute: string): boolean {
  return /^(metadata\.)?((terraform|effective)_)?labels(\.|\[|$)/.test(attribute);
}

/** Every place that differs, without those that only the cloud fills in. */
function changedPlaces(change: Change): string[] {
  const { type, before = {}, after = {}, afterUnknown } = change;
  const known = differences(before, after).map(({ attribute }) => withoutPlaces(attribute));
  const unknown = Object.keys((afterUnknown ?? {}) as object).filter(
    (key) => compareAttribute(change, key) === "unknown",
  );
  const isFilledIn = (attribute: string) => isComputedOnly(type, attribute) && !isLabel(attribute);
  return [...new Set([...known.filter((one) => !unknown.includes(one)), ...unknown])].filter((one) => !isFilledIn(one));
}
