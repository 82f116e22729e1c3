import type { ChangeCase } from "../recorder/case";

/** The right answer about a plan, written before lineup was asked. */
export interface ReviewLabel {
  verdict: "safe" | "danger" | "unknown";
  /** The codes of all risks that are a danger or a caution: exactly these. */
  codes: readonly string[];
  /** Paths that are not `reachable` before and after: `api>cache`. */
  paths?: Record<string, readonly [before: string, after: string]>;
}

export interface ReviewCase extends ChangeCase<ReviewLabel> {
  /** Changes a copy of the recorded plan into one with a provider that a recording has not: only where there is no other. */
  // biome-ignore lint/suspicious/noExplicitAny: it reaches into JSON of every shape
  edited?: (plan: any) => void;
}

export const SAFE: ReviewLabel = { verdict: "safe", codes: [] };

export const cautious = (...codes: string[]): ReviewLabel => ({ verdict: "safe", codes });
export const danger = (...codes: string[]): ReviewLabel => ({ verdict: "danger", codes });
