import type { Names } from "./names";

/** One thing to do: what it is for, and the command, ready to be copied. Without a command it is done by hand. */
export interface Step {
  text: string;
  command?: string;
}

/** What to do about a cause: `lineup diagnose` prints it with the names that it found, the runbook with those of an environment. */
export interface Guide {
  look(names: Names): Step[];
  repair(names: Names): Step[];
  /** What shows that it is repaired; without it, a diagnosis that opens connections. */
  proof?(names: Names): Step[];
  /** When to stop, and what not to do. */
  stop: string;
}

export const step = (text: string, command?: string): Step => (command === undefined ? { text } : { text, command });

/** The same command for each service that is hit; what it is for is said once. */
export function each(text: string, commands: readonly string[]): Step[] {
  return commands.map((command, place) => ({ text: place === 0 ? text : "", command }));
}

/** What Terraform made is made right by a deploy; what it did not make, by hand. Both where nobody knows. */
export function byMaker({ isManaged }: Names, managed: readonly Step[], byHand: readonly Step[]): Step[] {
  if (isManaged === undefined) return [...managed, ...byHand];
  return [...(isManaged ? managed : byHand)];
}
