import type { Verdict } from "../verify";

// What every format of `lineup diagnose` is made from, and its public JSON: fields may be added, never renamed.

/** `certain`: what was read leaves no other way. `likely`: it explains what is seen. `possible`: it would. */
export type Certainty = "certain" | "likely" | "possible";

/** One thing that was seen, where, and since when. */
export interface Evidence {
  /** Which part saw it: the name of the part. */
  from: string;
  /** The resource, the service or the file that it is about. */
  at: string;
  /** The attribute or variable of it; empty where all of it is meant. */
  attribute: string;
  text: string;
  /** When it happened or changed, in UTC, where that is known. */
  when?: string;
  /** Who did it, where that is known: an account, a client. */
  by?: string;
}

/** What to do, and the commands that do it, ready to be copied. */
export interface Repair {
  text: string;
  commands: string[];
}

export interface RankedCause {
  /** 1 is the likeliest. */
  rank: number;
  code: string;
  certainty: Certainty;
  /** What is broken. */
  at: string;
  attribute: string;
  message: string;
  /** The services that it hits, by name. */
  services: string[];
  evidence: Evidence[];
  repair: Repair;
  /** What shows that it is repaired, and the commands that show it. */
  proof: string;
  proofCommands: string[];
}

/** One part of the diagnosis: what it looked at, or why it could not. */
export interface Look {
  part: string;
  /** What is looked at: "what changed, and who changed it". */
  what: string;
  did: "looked" | "in part" | "could not" | "not asked";
  /** Why not, or why not all of it. */
  why?: string;
  fix?: string;
}

export interface DiagnoseReport {
  schema: "lineup/diagnose/1";
  /** `broken`: a cause was found. `unknown`: none was, and something could not be looked at. `healthy`: all was looked at. */
  verdict: "broken" | "unknown" | "healthy";
  project: string;
  readAt: string;
  causes: RankedCause[];
  /** What changed, the newest first, whether it is part of a cause or not. */
  changes: Evidence[];
  paths: { from: string; to: string | null; port: number | null; verdict: Verdict }[];
  looks: Look[];
}
