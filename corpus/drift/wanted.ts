import type { Case } from "../recorder/case";

/** What is right to say about a plan, written before lineup was asked. */
export interface Wanted {
  /** "refused" where nothing is judged. */
  verdict: "clean" | "benign" | "weakens" | "breaks" | "unknown" | "refused";
  /** Everything that is not noise: `breaks cache.host`. None may be missing, and none may be there besides. */
  drifted: readonly string[];
  /** What the configuration wants besides: the names of the resources. */
  pending?: readonly string[];
  /** Words of the repair of the first difference. */
  repair?: string;
}

export type DriftCase = Case<Wanted>;

export const CLEAN: Wanted = { verdict: "clean", drifted: [] };
export const REFUSED: Wanted = { verdict: "refused", drifted: [] };
export const benign = (...items: string[]): Wanted => ({ verdict: "benign", drifted: told("benign", items) });
export const weakens = (...items: string[]): Wanted => ({ verdict: "weakens", drifted: told("weakens", items) });
export const breaks = (...items: string[]): Wanted => ({ verdict: "breaks", drifted: told("breaks", items) });

function told(tier: string, items: readonly string[]): string[] {
  return items.map((item) => `${tier} ${item}`);
}
