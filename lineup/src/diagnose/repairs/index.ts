import { ACCESS } from "./access";
import { CALLER } from "./caller";
import { diagnose } from "./commands";
import { DEPLOY } from "./deploy";
import { ELSEWHERE } from "./elsewhere";
import type { Guide, Step } from "./guide";
import { step } from "./guide";
import type { Names } from "./names";
import { UNKNOWN } from "./names";
import { NETWORK } from "./network";
import { OUTSIDE } from "./outside";
import { TARGET } from "./target";

export { diagnose } from "./commands";
export type { Guide, Step } from "./guide";
export type { Names } from "./names";

/** What to do about each cause, by where it sits. */
const GROUPS = {
  caller: CALLER,
  access: ACCESS,
  network: NETWORK,
  target: TARGET,
  elsewhere: ELSEWHERE,
  outside: OUTSIDE,
  deploy: DEPLOY,
} satisfies Record<string, Record<string, Guide>>;

/** The one place that `lineup diagnose` and the runbooks take their commands from. */
export const GUIDES: Readonly<Record<string, Guide>> = Object.assign({}, ...Object.values(GROUPS));

/** Where a cause sits. */
export function groupOf(code: string): keyof typeof GROUPS | undefined {
  return (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).find((group) => code in GROUPS[group]);
}

/** The commands that repair a cause, with these names; none where it is repaired by hand. */
export function repairCommands(code: string, names: Names): string[] {
  const all = GUIDES[code]?.repair(names).flatMap(({ command }) => command ?? []) ?? [];
  // What nobody has a name for cannot be typed: it is left out where another command is whole.
  const whole = all.filter((command) => !command.split(/[ =]/).some((part) => PLACEHOLDERS.has(part)));
  return whole.length > 0 ? whole : all;
}

const PLACEHOLDERS: ReadonlySet<string> = new Set([...Object.values(UNKNOWN), "NUMBER"]);

/**
 * In words: as verify says it of what is written. What somebody has made by hand is written nowhere, and where one thing
 * repairs it, the guide says which.
 */
export function repairText(code: string, names: Names, fix: string): string {
  const [only, ...others] = GUIDES[code]?.repair(names) ?? [];
  return names.isManaged === false && only && others.length === 0 ? only.text : fix;
}

/** What shows that it is repaired. */
export function proofOf(code: string, names: Names): Step[] {
  return GUIDES[code]?.proof?.(names) ?? [step("Its verdict is healthy:", diagnose(names, "--probe"))];
}
