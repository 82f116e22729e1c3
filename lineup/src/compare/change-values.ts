import { HIDDEN, isPrintable, printed } from "../../../facts/printable";
import { replacedBy } from "../../../facts/provider";
import type { Change } from "../changes/change";
import type { Sameness } from "../topology/networks";
import { field, isFields, Unresolved, type Value } from "../values";
import { areAlike } from "./differences";

// What changes about a resource: which attributes, why Terraform does it, and which values may be printed.

/** An attribute of the first level before and after, where null, empty and another order make no difference. */
export function compareAttribute({ before, after, afterUnknown }: Change, attribute: string): Sameness {
  if (holdsTrue(field(afterUnknown, attribute))) return "unknown";
  return areAlike(field(before, attribute), field(after, attribute)) ? "same" : "different";
}

/** Those of the attributes that change. */
export function changedAttributes(change: Change, ...attributes: string[]): string[] {
  return attributes.filter((attribute) => compareAttribute(change, attribute) === "different");
}

function holdsTrue(unknown: unknown): boolean {
  if (unknown === true) return true;
  if (Array.isArray(unknown)) return unknown.some(holdsTrue);
  return isFields(unknown) && Object.values(unknown).some(holdsTrue);
}

/** Reasons that have nothing to do with any attribute. */
const WITHOUT_ATTRIBUTES = new Set(["replace_because_tainted", "replace_by_request", "replace_by_triggers"]);

/**
 * What makes Terraform replace it: the attributes it names itself; else its reason, where no attribute has a part in
 * it; else what changes and cannot change in place. What is only known after the apply need not change at all.
 */
export function becauseOf(change: Change): string[] {
  const reason = change.reason === undefined ? [] : [change.reason];
  if (change.action !== "replace") return reason;
  if (change.replacePaths.length > 0) return [...new Set(change.replacePaths)];
  if (change.reason !== undefined && WITHOUT_ATTRIBUTES.has(change.reason)) return reason;
  const forcing = replacedBy(change.type).filter((name) => compareAttribute(change, name) === "different");
  return forcing.length > 0 ? forcing : reason;
}

interface ChangedValue {
  attribute: string;
  before: string;
  after: string;
}

/** What may be printed of the attributes before and after. */
export function changedValues(change: Change, because: readonly string[]): ChangedValue[] {
  const attributes = [...new Set(because.map((path) => path.split(".")[0] ?? path))];
  return attributes
    .filter((attribute) => [change.before, change.after].some((side) => field(side, attribute) !== undefined))
    .map((attribute) => ({
      attribute,
      before: printedValue(attribute, field(change.before, attribute)),
      after: holdsTrue(field(change.afterUnknown, attribute))
        ? "(known after apply)"
        : printedValue(attribute, field(change.after, attribute)),
    }));
}

/** The same of a value that may not be known before the apply, or was not read. */
export function changedValue(attribute: string, value: Value | undefined): string {
  return value instanceof Unresolved ? "(known after apply)" : printedValue(attribute, value);
}

function printedValue(attribute: string, value: Value | undefined): string {
  if (value === undefined || value === null || value === "") return "(unset)";
  return (isPrintable(attribute) ? printed(value) : HIDDEN) || "(unset)";
}
