import { count } from "../../text/words";

/** Whether an inventory is as new as the plan, and what to say where it is not. */
export interface InventoryAge {
  /** What the plan found since is newer than what the inventory says of it. */
  isOlder: boolean;
  why: string | undefined;
}

export const AS_NEW_AS_PLAN: InventoryAge = { isOlder: false, why: undefined };

/** A plan knows the second in which it was made. */
const SECOND = 1000;

/** Without both times nothing is compared: files that other tools write have none. */
export function inventoryAge(readAt: string | undefined, madeAt: string | undefined, file: string): InventoryAge {
  const [read, made] = [readAt, madeAt].map((time) => Date.parse(time ?? ""));
  if (read === undefined || made === undefined || Number.isNaN(read) || Number.isNaN(made)) return AS_NEW_AS_PLAN;
  if (read + SECOND > made) return AS_NEW_AS_PLAN;
  const why = `${file} was read ${ago(made - read)} before the plan was made, and resources outside Terraform may have changed since: run lineup inventory again after the plan`;
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
