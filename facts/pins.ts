import { daysBetween } from "./days";

// A pin: the sentence in an environment's file that keeps the requests of a service on one revision until a day.

export interface Pin {
  revision: string;
  reason: string;
  /** The last day on which it holds. */
  until: string;
}

/**
 * As far ahead as a pin may end. A pinned service takes no release of its app and no change of its settings: what is
 * meant to last longer than this is a configuration, and is written as one.
 */
export const LONGEST_PIN_DAYS = 31;

/** From so many days before its end on it is said that a pin ends: a weekend is no longer than that. */
const SOON_DAYS = 2;

export type PinState = "holds" | "ends soon" | "has ended";

export function pinStateOf({ until }: Pick<Pin, "until">, today: string): PinState {
  const left = daysBetween(today, until);
  if (left < 0) return "has ended";
  return left <= SOON_DAYS ? "ends soon" : "holds";
}

/** The pin, until its day is over. */
export function pinInForce<Kept extends Pick<Pin, "until">>(pin: Kept | undefined, today: string): Kept | undefined {
  return pin && pinStateOf(pin, today) !== "has ended" ? pin : undefined;
}

/** Cloud Run's limit for the name of a revision, which begins with that of its service. */
export const REVISION_NAME_LONGEST = 63;
export const REVISION_NAME = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
