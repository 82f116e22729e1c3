/** A root module as Terraform's JSON syntax has it. */
// biome-ignore lint/suspicious/noExplicitAny: changes reach into JSON of every shape
export type Root = Record<string, any>;

/**
 * Something done past Terraform. As data, so that a recording knows what it was made from: a call to an API, as gcloud
 * and the console make it; or what the cloud does to a thing on its own, by paths with dots.
 */
export type Deed =
  | { method: "POST" | "PATCH" | "PUT" | "DELETE"; path: string; body?: unknown }
  | { happensTo: string; becomes: Record<string, unknown> };

/** A world that Terraform applied, what becomes of it, and what is right to say about the plan that follows. */
export interface Case<Wanted = unknown> {
  id: string;
  title: string;
  before: Root;
  /** The configuration that is planned, where it is another one; changes a copy of `before`. */
  change?: (root: Root) => void;
  /** After the apply and before the plan. */
  byHand?: readonly Deed[];
  /** `-target=…`, `-destroy`, `-refresh-only`, `-refresh=false`. */
  args?: readonly string[];
  want: Wanted;
}

/** The configuration that is planned. */
export function changedRoot({ before, change }: Case): Root {
  const root = structuredClone(before);
  change?.(root);
  return root;
}
