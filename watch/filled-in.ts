import type { Deed } from "./alert";

/** The words that a subject leaves open: what of them is not known stays as it is. */
const OPEN = /\b(ENVIRONMENT|PROJECT|REGION|REDIS|SERVICE)\b/g;

/** Puts the names of one environment into what a subject says. */
export function filledIn(names: Readonly<Record<string, string>>): (line: string) => string {
  return (line) => line.replace(OPEN, (word) => (Object.hasOwn(names, word) ? (names[word] ?? word) : word));
}

export function deedsFilledIn(names: Readonly<Record<string, string>>): (deed: Deed) => Deed {
  const fill = filledIn(names);
  return ({ text, command }) => ({ text: fill(text), ...(command === undefined ? {} : { command: fill(command) }) });
}
