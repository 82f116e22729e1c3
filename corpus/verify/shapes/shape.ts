import type { VerifyLabel } from "../case";
import type { HclRoot } from "../hcl-root";

/** The right answer for an input that shows less or more than the folder, and why it is another. */
type OtherLabel = VerifyLabel & { because: string };

/** A root as people write it, asked as a folder, as its plan, as both, by review of its first plan, and as its state. */
export interface Shape extends HclRoot, VerifyLabel {
  why: string;
  /** The services that have a path, by their addresses. */
  callers: readonly string[];
  /** For the plan alone. */
  plan?: OtherLabel & {
    /** The variable whose value the plan does not show: an assumption must name it. */
    taken?: string;
  };
  /** The variable that the plan shows only by what it may refer to: an assumption must name it. */
  taken?: string;
  /** For the state after the apply, which has all addresses; or why there is none. */
  state?: OtherLabel | { applied: false; because: string };
}

export const VPC_MISSING = { verdict: "blocked", code: "VPC_CONNECTOR_NOT_SET" } as const;
export const RULE = { verdict: "blocked", code: "FIREWALL_RULE" } as const;
export const OTHER_NETWORK = { verdict: "blocked", code: "GOOGLE_MANAGED_SERVICE_NO_PEERING" } as const;
export const UNRESOLVED = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;

export function isApplied({ state }: Shape): boolean {
  return state === undefined || !("applied" in state);
}
