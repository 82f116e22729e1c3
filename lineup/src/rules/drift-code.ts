import type { DRIFT_RULES } from "./drift";

/** What a drift report says besides differences, by the codes under which SARIF has it. */
type ReportedBesides = "UNMANAGED" | "UNKNOWN" | "EXCEPTION" | "PIN_ENDS";

/** What a difference is called, whichever change rule or trace found it. Exceptions are built on it. */
export type DriftCode = Exclude<(typeof DRIFT_RULES)[number]["id"], ReportedBesides>;
