import { z } from "zod";
import { isBlock, own } from "../inputs/blocks";
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
});

function isPrintedChange(value: unknown): value is PrintedChange {
  const change = own(value, "change");
  const actions = own(change, "actions");
  return (
    ["address", "mode", "type"].every((key) => typeof own(value, key) === "string") &&
    ["previous_address", "deposed", "action_reason"].every((key) => isTextOrNothing(own(value, key))) &&
    isBlock(change) &&
    Array.isArray(actions) &&
    actions.every((action) => typeof action === "string")
  );
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}
