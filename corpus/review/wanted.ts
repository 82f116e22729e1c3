import type { Case } from "../recorder/case";

/** What is right to say about a plan, written before lineup was asked. */
export interface Wanted {
  verdict: "safe" | "danger" | "unknown";
  /** Every risk that is a danger or a caution: none may be missing, and none may be there besides. */
  codes: readonly string[];
  /** Paths that are not `reachable` before and after: `api>cache`. */
  paths?: Record<string, readonly [before: string, after: string]>;
}

export type ReviewCase = Case<Wanted>;

export const SAFE: Wanted = { verdict: "safe", codes: [] };

export const cautious = (...codes: string[]): Wanted => ({ verdict: "safe", codes });
export const danger = (...codes: string[]): Wanted => ({ verdict: "danger", codes });
