import { z } from "zod";
import { isBlock } from "../inputs/blocks";
import { planShape } from "../inputs/shapes";

// A plan as review and drift read it: besides what will be, what was, and what changed on the way.

/** A change as Terraform prints it, as far as it is read. */
export interface PrintedChange {
  address: string;
  previous_address?: string;
  mode: string;
  type: string;
  deposed?: string;
  action_reason?: string;
  change: {
    actions: string[];
    before?: unknown;
    after?: unknown;
    after_unknown?: unknown;
    before_sensitive?: unknown;
    after_sensitive?: unknown;
    replace_paths?: unknown;
    importing?: unknown;
  };
}

const printedChanges = z.custom<PrintedChange[]>(
  (value) => Array.isArray(value) && value.every(isPrintedChange),
  "expected a list of changes with address, mode, type and change.actions",
);

export const changedPlanShape = planShape.extend({
  resource_changes: printedChanges.nullish(),
  resource_drift: printedChanges.nullish(),
  applyable: z.boolean().nullish(),
  timestamp: z.string().nullish(),
});

/** Looked at as it is: there are thousands, and none of these names is one that every object has. */
function isPrintedChange(value: unknown): value is PrintedChange {
  if (!isBlock(value)) return false;
  const { address, mode, type, previous_address: previous, deposed, action_reason: reason, change } = value;
  return (
    typeof address === "string" &&
    typeof mode === "string" &&
    typeof type === "string" &&
    isTextOrNothing(previous) &&
    isTextOrNothing(deposed) &&
    isTextOrNothing(reason) &&
    isBlock(change) &&
    Array.isArray(change.actions) &&
    change.actions.every((action) => typeof action === "string")
  );
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}
