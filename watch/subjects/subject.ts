import type { Alert, Deed, Measure } from "../alert";
import type { Counted, Things } from "../things";

/** What is watched of one subject, with what is counted for it, and what is only shown. */
export interface Subject {
  /** Above its charts and its tables. */
  title: string;
  alerts: readonly Alert<Things>[];
  counted?: readonly Counted[];
  /** What shows that it is over, and when to stop; without a proof of its own it is a diagnosis that opens connections. */
  after: { proof?: readonly Deed[]; stop: string };
  /** No alert: what helps to read the others. */
  shown?(things: Things): Measure[];
}

export const MINUTE = 60;
export const HOUR = 3600;

/** As Monitoring takes it, and people do: a share is 0.8. Nothing is ever over 1. */
export const SHARE = { least: 0.01, most: 0.99 };
