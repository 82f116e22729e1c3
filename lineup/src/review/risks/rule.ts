import type { Change } from "../../changes/change";
import type { ChangedPlan } from "../../changes/read";
import { becauseOf, changedValues } from "../attributes";
import type { Level, Risk } from "../contract";
import type { FlowsFound } from "../flows/flows";
import type { Through } from "../members";
import type { PathPair } from "../paths";
import type { Worlds } from "../worlds";

/** Everything that a rule may ask besides the change itself. */
export interface Situation {
  plan: ChangedPlan;
  worlds: Worlds;
  pairs: readonly PathPair[];
  through: Through;
  flows: FlowsFound;
}

/** Something that could not be told, and without which nothing is safe. */
export interface Open {
  address: string;
  message: string;
}

export type Said = Omit<Risk, "source">;
export type Rule = (change: Change, situation: Situation) => (Said | Open)[];

/** What a rule says of a change; the rest follows from the change. */
export interface Words {
  level: Level;
  code: string;
  consequence: string;
  undo: string;
  because?: readonly string[];
  services?: readonly string[];
}

export function risk(change: Change, words: Words): Said {
  const because = [...(words.because ?? becauseOf(change))];
  return {
    level: words.level,
    code: words.code,
    address: change.address,
    actions: change.actions,
    because,
    changed: changedValues(change, because),
    consequence: words.consequence,
    undo: words.undo,
    services: [...(words.services ?? [])],
  };
}

/** The services whose paths go through what changes. */
export function servicesThrough({ address }: Change, { through }: Situation): readonly string[] {
  return through.get(address) ?? [];
}

const SHOWN = 3;

/** "api, worker and 2 more" */
export function named(services: readonly string[]): string {
  if (services.length === 0) return "no service here";
  const short = services.map((address) => address.slice(address.lastIndexOf(".") + 1));
  if (short.length === 1) return short[0] as string;
  if (short.length <= SHOWN) return `${short.slice(0, -1).join(", ")} and ${short.at(-1)}`;
  return `${short.slice(0, SHOWN).join(", ")} and ${short.length - SHOWN} more`;
}

export function isGone({ action }: Change): boolean {
  return action === "replace" || action === "delete";
}
