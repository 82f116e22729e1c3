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

/** One for each mistake: a value that alerts and charts share is wrong in all of them, and said once. */
export function sentences(mistakes: readonly Mistake[]): string[] {
  const places = new Map<string, string[]>();
  for (const { at, what, got, wayOut } of mistakes) {
    const said = `${what}, got ${got} - ${wayOut}`;
    places.set(said, [...(places.get(said) ?? []), at]);
  }
  return [...places].map(([said, [first, ...others]]) => {
    const more = others.length === 0 ? "" : ` (and ${others.length} more ${others.length === 1 ? "place" : "places"})`;
    return `${first}${more}: ${said}`;
  });
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
