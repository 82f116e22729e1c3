import type { Flows, ReviewedPath, Risk } from "../review/contract";
import type { Source } from "../sources";
import type { Handover } from "./old/contract";

// What `lineup adopt --format json` prints. Public: fields may be added, never renamed.

/** "ready": nothing but labels changes. "changes": something is changed, replaced or refused. "unknown": a row cannot be told. */
export type AdoptVerdict = "ready" | "changes" | "unknown";

/** What becomes of one resource that is written. */
export const ALL_OUTCOMES = [
  "managed",
  "create",
  "no change",
  "labels only",
  "changes",
  "replaced",
  "refused",
  "unknown",
] as const;
export type Outcome = (typeof ALL_OUTCOMES)[number];

export interface AdoptChange {
  attribute: string;
  /** Of kinds of values that are printed; "(changed)" otherwise. */
  before: string;
  after: string;
}

/** A sentence of the environment's file that makes a row one without a change. */
export interface Sentence {
  setting: string;
  written: string;
  proposed: string;
  /** Its price or its reason. */
  why?: string;
  attributes: string[];
}

export interface AdoptRow {
  address: string;
  type: string;
  outcome: Outcome;
  /** By which id it is imported. */
  id?: string;
  /** What Terraform will do: "create", "no-op", "update", "replace". */
  action: string;
  changes: AdoptChange[];
  /** The attributes for which it is replaced. */
  replacedBy: string[];
  /** Why: what could not be read, what Google refuses, between what it cannot choose. */
  why: string[];
  /** What exists under another name and does what this one is for. */
  sameRole?: string[];
  sentences: Sentence[];
  /** What the row comes to with all sentences; absent where there are none, or they could not be tried. */
  withSentences?: Outcome;
  /** What to do where no sentence helps, with its price. */
  wayOut: string[];
  source?: Source;
}

export interface AdoptReport {
  schema: "lineup/adopt/1";
  verdict: AdoptVerdict;
  environment: string;
  project: string;
  /** When the project was read. */
  readAt?: string;
  /** The file that holds the settings. */
  file?: string;
  rows: AdoptRow[];
  counts: Record<Outcome, number>;
  /** Every sentence, by its setting. */
  sentences: Sentence[];
  /** Before and after the adoption. */
  paths: ReviewedPath[];
  /** What the services lose, and whatever else is dangerous in it. */
  risks: Risk[];
  flows: Flows;
  unread: string[];
  /** Where --write has written what is taken over. */
  adoption?: { file: string; resources: number };
  /** What becomes of the old root whose state is given. */
  handover?: Handover;
  /** Where --removed has written what that root forgets. */
  removed?: { file: string; blocks: number };
}
