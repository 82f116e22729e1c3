/** What is wrong with a filter, where, and what was expected there. */
export class FilterError extends Error {
  constructor(
    /** The character at which it stops making sense, from 0. */
    readonly at: number,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`at character ${at + 1} ${expected} is expected, got ${found}`);
    this.name = "FilterError";
  }
}

const LONGEST_SHOWN = 40;

/** A piece of a filter as a message quotes it: one line, never a megabyte. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}
