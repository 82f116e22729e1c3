import type { HeldTwice, Ours } from "./contract";
import { type Meaning, meaningsOf } from "./meanings";
import type { OldThing } from "./state";

/** An old instance, and what of it is taken over. */
export interface Held {
  thing: OldThing;
  pairs: HeldTwice[];
  /** What else it holds: other members of a binding. */
  rest: Meaning[];
}

/** Old instances and ours, paired by what they are. */
export function heldTwice(things: readonly OldThing[], ours: readonly Ours[]): Held[] {
  const byIdentity = new Map(ours.map((one) => [identity(one), one]));
  return things.map((thing) => {
    const meanings = meaningsOf(thing);
    const pairs = meanings.flatMap((meaning) => {
      const here = byIdentity.get(identity(meaning));
      return here ? [pair(thing, here, meaning)] : [];
    });
    const taken = new Set(pairs.map(identity));
    // A binding of ours holds all members of its role, whoever they are.
    const isWhole = pairs.some(({ type }) => type.endsWith("_iam_binding"));
    const rest = meanings.filter((one) => one.member !== undefined && !isWhole && !taken.has(identity(one)));
    return { thing, pairs, rest: one(rest) };
  });
}

const identity = ({ type, id }: { type: string; id: string }) => `${type} ${id}`;

function pair({ address, type: oldType }: OldThing, { address: here, type, id }: Ours, { says }: Meaning): HeldTwice {
  return { old: address, oldType, here, type, id, says };
}

/** A member counts once, whatever else it means. */
function one(meanings: Meaning[]): Meaning[] {
  return [...new Map(meanings.map((meaning) => [identity(meaning), meaning])).values()];
}
