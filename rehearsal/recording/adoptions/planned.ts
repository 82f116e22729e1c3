import type { PlannedChange, RecordedAdoption } from "../../../corpus/adoptions/recording";
import { canonical } from "../../../corpus/recorder/hash";

interface ChangeJson {
  actions: string[];
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  after_unknown?: Record<string, unknown>;
  before_sensitive?: unknown;
  after_sensitive?: unknown;
  replace_paths?: (string | number)[][];
  importing?: { id: string };
}

interface PlanJson {
  resource_changes?: { address: string; mode: string; change: ChangeJson }[];
}

/** What a plan says of each resource that Terraform is to keep. */
export function plannedChanges(plan: unknown): RecordedAdoption["changes"] {
  const changes = ((plan as PlanJson).resource_changes ?? []).filter(({ mode }) => mode === "managed");
  return Object.fromEntries(changes.map(({ address, change }) => [address, planned(change)]));
}

function planned(change: ChangeJson): PlannedChange {
  const { actions, replace_paths: replaces, importing, after_unknown = {} } = change;
  const before = masked(change.before ?? {}, change.before_sensitive) as Record<string, unknown>;
  const after = masked(change.after ?? {}, change.after_sensitive) as Record<string, unknown>;
  // What is created is what is written: only what exists has attributes that change.
  const exists = change.before !== null && change.after !== null;
  const isUnknown = (name: string) => !["{}", "[]", "false"].includes(canonical(withoutKnown(after_unknown[name])));
  const unknown = Object.keys(after_unknown).filter(isUnknown);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after), ...unknown])].sort();
  const changed = names.filter(
    (name) => unknown.includes(name) || canonical(before[name] ?? null) !== canonical(after[name] ?? null),
  );
  return {
    ...(importing ? { importing: importing.id } : {}),
    actions,
    ...(replaces ? { replaces } : {}),
    ...(exists && changed.length > 0 ? { before: only(before, changed), after: only(after, changed) } : {}),
    ...(exists && unknown.length > 0 ? { unknown: only(after_unknown, unknown) } : {}),
  };
}

function only(values: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]]));
}

/** Blocks in which nothing is unknown are listed all the same. */
function withoutKnown(value: unknown): unknown {
  if (value === true) return true;
  if (Array.isArray(value)) {
    const unknown = value.map(withoutKnown).filter((item) => item !== false);
    return unknown.length > 0 ? unknown : false;
  }
  if (typeof value !== "object" || value === null) return false;
  return withoutKnown(Object.values(value));
}

function masked(value: unknown, sensitive: unknown): unknown {
  if (sensitive === true) return "(sensitive)";
  if (Array.isArray(value)) return value.map((item, index) => masked(item, (sensitive as unknown[])?.[index]));
  if (typeof value !== "object" || value === null || typeof sensitive !== "object") return value;
  const marks = sensitive as Record<string, unknown>;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item, marks[key])]));
}
