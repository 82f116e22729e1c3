import { isAbandoned } from "../inputs/abandoned";
import { isBlock, own } from "../inputs/blocks";
import type { PrintedChange } from "../inputs/shapes";
import type { Fields } from "../values";

/** What happens to a resource. Terraform says a replacement as two actions, in either order. */
export type Action = "no-op" | "create" | "read" | "update" | "delete" | "replace" | "forget" | "unknown";

export interface Change {
  address: string;
  /** Where it was before it was moved. */
  previousAddress: string | undefined;
  mode: "managed" | "data";
  type: string;
  action: Action;
  /** As Terraform printed them. */
  actions: readonly string[];
  before: Fields | undefined;
  after: Fields | undefined;
  afterUnknown: unknown;
  /** The attributes that force a replacement, as paths with dots. */
  replacePaths: readonly string[];
  /** Why Terraform does it, in its own word: `replace_because_tainted`. */
  reason: string | undefined;
  importing: boolean;
  /** By which id it is imported; unknown where the plan knows it after the apply only, or imports by an identity. */
  importId: string | undefined;
  /** An old object that is still to be deleted, not the resource itself. */
  deposed: boolean;
}

export function readChange(printed: PrintedChange): Change {
  const { change } = printed;
  return {
    address: printed.address,
    previousAddress: printed.previous_address ?? undefined,
    mode: printed.mode === "data" ? "data" : "managed",
    type: printed.type,
    action: isAbandoned(printed) ? "forget" : actionOf(change.actions),
    actions: change.actions,
    before: isBlock(change.before) ? (change.before as Fields) : undefined,
    after: isBlock(change.after) ? (change.after as Fields) : undefined,
    afterUnknown: change.after_unknown,
    replacePaths: pathsIn(change.replace_paths),
    reason: printed.action_reason ?? undefined,
    importing: isBlock(change.importing),
    importId: importIdIn(change.importing),
    deposed: (printed.deposed ?? undefined) !== undefined,
  };
}

function importIdIn(importing: unknown): string | undefined {
  const id = own(importing, "id");
  return typeof id === "string" && id !== "" ? id : undefined;
}

const SINGLE: readonly Action[] = ["no-op", "create", "read", "update", "delete", "forget"];

function actionOf(actions: readonly string[]): Action {
  const [only] = actions;
  if (actions.length === 1) return SINGLE.find((known) => known === only) ?? "unknown";
  // `create, forget` replaces a resource and lets the old one live on.
  return actions.includes("create") && (actions.includes("delete") || actions.includes("forget"))
    ? "replace"
    : "unknown";
}

function pathsIn(paths: unknown): string[] {
  if (!Array.isArray(paths)) return [];
  return paths.flatMap((path) => (Array.isArray(path) ? [path.map(String).join(".")] : []));
}
