import { ACCESS } from "./access";
import { CALLER } from "./caller";
import { diagnose } from "./commands";
import { DEPLOY } from "./deploy";
import type { Guide, Step } from "./guide";
import { step } from "./guide";
import type { Names } from "./names";
import { NETWORK } from "./network";
import { OUTSIDE } from "./outside";
import { TARGET } from "./target";

export type { Guide, Step } from "./guide";
export type { Names } from "./names";

/** What to do about each cause; the one place that `lineup diagnose` and the runbooks take their commands from. */
export const GUIDES: Readonly<Record<string, Guide>> = {
  ...CALLER,
  ...ACCESS,
  ...NETWORK,
  ...TARGET,
  ...OUTSIDE,
  ...DEPLOY,
};

/** The commands that repair a cause, with these names; none where it is repaired by hand. */
export function repairCommands(code: string, names: Names): string[] {
  return GUIDES[code]?.repair(names).flatMap(({ command }) => command ?? []) ?? [];
}

/** What shows that it is repaired. */
export function proofOf(code: string, names: Names): Step[] {
  return GUIDES[code]?.proof?.(names) ?? [step("Its verdict is healthy:", diagnose(names, "--probe"))];
}
