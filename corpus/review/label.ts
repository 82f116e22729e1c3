import type { ChangeCase } from "../recorder/case";

/** The right answer about a plan, written before lineup was asked. */
export interface ReviewLabel {
  verdict: "safe" | "danger" | "unknown";
  /** The codes of all risks that are a danger or a caution: exactly these. */
  codes: readonly string[];
  /** Paths that are not `reachable` before and after: `api>cache`. */
  paths?: Record<string, readonly [before: string, after: string]>;
}

export type ReviewCase = ChangeCase<ReviewLabel>;

export const SAFE: ReviewLabel = { verdict: "safe", codes: [] };

export const cautious = (...codes: string[]): ReviewLabel => ({ verdict: "safe", codes });
export const danger = (...codes: string[]): ReviewLabel => ({ verdict: "danger", codes });
