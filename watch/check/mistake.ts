/** Something that watches nothing, or not what it says. */
export interface Mistake {
  /** The address, and what of it: `google_monitoring_alert_policy.redis-memory, condition "memory"`. */
  at: string;
  what: string;
  /** The value as a message shows it. */
  got: string;
  /** What to write instead. */
  wayOut: string;
}

export function sentence({ at, what, got, wayOut }: Mistake): string {
  return `${at}: ${what}, got ${got} - ${wayOut}`;
}

const LONGEST_SHOWN = 120;
const MOST_LISTED = 8;

/** A value in a message: one line, and never a megabyte. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** What there is to choose from. */
export function listed(words: readonly string[]): string {
  if (words.length === 0) return "none";
  const more = words.length > MOST_LISTED ? `, and ${words.length - MOST_LISTED} more` : "";
  return `${words.slice(0, MOST_LISTED).join(", ")}${more}`;
}

/** The same length of time as a message says it. */
export function period(seconds: number): string {
  if (!Number.isFinite(seconds)) return "no length of time";
  if (seconds % 1800 === 0 && seconds >= 3600) return `${seconds} s (${seconds / 3600} h)`;
  return `${seconds} s`;
}
