import type { Root } from "../verify/base";

/**
 * A change made outside Terraform. It is data, so that a recording's hash covers it: either a request to an API, as
 * gcloud and the console send it, or new values of an object of the cloud that no request sets (an address that moves,
 * a state that turns to ERROR), or an object that is gone with all that hangs on it, which no API would do at once.
 * `fields` are paths with dots, and `[NAME]` is the item of a list that has this name; null removes the field or item.
 */
export type OutOfBandChange =
  | { method: "POST" | "PATCH" | "PUT" | "DELETE"; path: string; body?: unknown }
  | { object: string; fields: Record<string, unknown> }
  | { gone: string };

/** A case of review or drift: a configuration that was applied, what changed since, and the right answer. */
export interface ChangeCase<Label = unknown> {
  id: string;
  title: string;
  /** Applied first. */
  before: Root;
  /** Turns a copy of `before` into the configuration that is planned; without it `before` is planned again. */
  change?: (root: Root) => void;
  /** Made after the apply and before the plan. */
  outOfBand?: readonly OutOfBandChange[];
  /** Further arguments of `terraform plan`: `-target=…`, `-destroy`, `-refresh-only`, `-refresh=false`. */
  args?: readonly string[];
  /** Changes a copy of what was planned into what lineup is given as its configuration; without it lineup gets none. */
  given?: (root: Root) => void;
  label: Label;
}

/** The configuration that is planned. */
export function changedRoot({ before, change }: ChangeCase): Root {
  const root = structuredClone(before);
  change?.(root);
  return root;
}
