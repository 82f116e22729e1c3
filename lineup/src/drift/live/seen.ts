import { count } from "../../report/words";

/** Whether an inventory is as new as the plan, and what to say where it is not. */
export interface Seen {
  /** What the plan found since is newer than what the inventory says of it. */
  isOlder: boolean;
  why: string | undefined;
}

export const SEEN_SINCE: Seen = { isOlder: false, why: undefined };

/** A plan knows the second in which it was made. */
const SECOND = 1000;

/** Without both times nothing is compared: files that other tools write have none. */
export function seenWhen(readAt: string | undefined, madeAt: string | undefined, file: string): Seen {
  const [read, made] = [readAt, madeAt].map((time) => Date.parse(time ?? ""));
  if (read === undefined || made === undefined || Number.isNaN(read) || Number.isNaN(made)) return SEEN_SINCE;
  if (read + SECOND > made) return SEEN_SINCE;
  const why = `${file} was read ${ago(made - read)} before the plan was made, and what nobody manages may have changed since: read it again, after the plan`;
  return { isOlder: true, why };
}

const UNITS: [number, string][] = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
];

function ago(milliseconds: number): string {
  const seconds = Math.round(milliseconds / SECOND);
  const [size, name] = UNITS.find(([unit]) => seconds >= unit) ?? [1, "second"];
  return count(Math.floor(seconds / size), name);
}
