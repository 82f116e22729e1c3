import { HIDDEN, isPrintable, printed } from "../../../facts/printable";
import { replacedBy } from "../../../facts/provider";
import type { Change } from "../changes/change";
import { field, isFields, type Value } from "../values";
import type { Risk } from "./contract";

// What changes about a resource: which attributes, and what of them may be said aloud.

export type Sameness = "same" | "different" | "unknown";

export function compared({ before, after, afterUnknown }: Change, attribute: string): Sameness {
  const unknown = field(afterUnknown, attribute);
  if (unknown !== undefined && unknown !== false && holdsTrue(unknown)) return "unknown";
  const [was, will] = [field(before, attribute), field(after, attribute)];
  if (was === will || alike(was, will)) return "same";
  return JSON.stringify(bare(was)) === JSON.stringify(bare(will)) ? "same" : "different";
}

/** Most often nothing changes, which is told without writing anything out. */
function alike(was: Value | undefined, will: Value | undefined): boolean {
  if (was === will) return true;
  if (Array.isArray(was) && Array.isArray(will)) {
    return was.length === will.length && was.every((item, index) => alike(item, will[index]));
  }
  if (!isFields(was) || !isFields(will)) return false;
  const names = Object.keys(was);
  return names.length === Object.keys(will).length && names.every((name) => alike(was[name], will[name]));
}

export function changes(change: Change, ...attributes: string[]): string[] {
  return attributes.filter((attribute) => compared(change, attribute) === "different");
}

function holdsTrue(unknown: unknown): boolean {
  if (unknown === true) return true;
  if (Array.isArray(unknown)) return unknown.some(holdsTrue);
  return isFields(unknown) && Object.values(unknown).some(holdsTrue);
}

/** Null, "" and the empty list are three ways to say nothing: the provider changes between them on its own. */
function bare(value: Value | undefined): unknown {
  if (value === undefined || value === null || value === "" || value === false) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(bare);
  if (!isFields(value)) return value;
  const said = Object.entries(value)
    .map(([key, inner]) => [key, bare(inner)] as const)
    .filter(([, inner]) => inner !== null)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return said.length === 0 ? null : said;
}

/** Reasons in which no attribute has a part. */
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
  const forcing = replacedBy(change.type).filter((name) => compared(change, name) === "different");
  return forcing.length > 0 ? forcing : reason;
}

export function changedValues(change: Change, because: readonly string[]): Risk["changed"] {
  const attributes = [...new Set(because.map((path) => path.split(".")[0] ?? path))];
  return attributes
    .filter((attribute) => [change.before, change.after].some((side) => field(side, attribute) !== undefined))
    .map((attribute) => ({
      attribute,
      before: said(attribute, field(change.before, attribute)),
      after:
        compared(change, attribute) === "unknown"
          ? "(known after apply)"
          : said(attribute, field(change.after, attribute)),
    }));
}

function said(attribute: string, value: Value | undefined): string {
  if (value === undefined || value === null || value === "") return "(unset)";
  return (isPrintable(attribute) ? printed(value) : HIDDEN) || "(unset)";
}
