import type { ChangeCase } from "../recorder/case";

/** The right answer about a plan, written before lineup was asked. */
export interface DriftLabel {
  /** "refused": lineup does not judge this kind of plan. */
  verdict: "clean" | "benign" | "weakens" | "breaks" | "unknown" | "refused";
  /** Every difference that is not noise, as `breaks cache.host`: exactly these. */
  drifted: readonly string[];
  /** Names of the resources that the configuration changes besides the drift. */
  pending?: readonly string[];
  /** A part of the repair text of the first difference. */
  repair?: string;
}

export type DriftCase = ChangeCase<DriftLabel>;

export const CLEAN: DriftLabel = { verdict: "clean", drifted: [] };
export const REFUSED: DriftLabel = { verdict: "refused", drifted: [] };
export const benign = (...items: string[]): DriftLabel => ({ verdict: "benign", drifted: each("benign", items) });
export const weakens = (...items: string[]): DriftLabel => ({ verdict: "weakens", drifted: each("weakens", items) });
export const breaks = (...items: string[]): DriftLabel => ({ verdict: "breaks", drifted: each("breaks", items) });

function each(tier: string, items: readonly string[]): string[] {
  return items.map((item) => `${tier} ${item}`);
}
