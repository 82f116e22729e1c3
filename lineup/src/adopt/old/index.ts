import type { Input } from "../../inputs/json";
import { cautions } from "./cautions";
import type { Handover, Ours } from "./contract";
import { leftThere } from "./left";
import { order } from "./order";
import { heldTwice } from "./pairs";
import { removal, removedBlock } from "./removed";
import { type OldState, readOldState } from "./state";

export type { Handover, HandoverStep, HeldTwice, LeftThere, NotForgotten, Ours } from "./contract";
export { type OldState, readOldState } from "./state";

/** What becomes of the state of an old root once `ours` are taken over. Throws an UnusableInput that names every problem. */
export function handover(old: Input, ours: readonly Ours[], project: string): Handover {
  return handoverOf(readOldState(old, project), ours, project);
}

/** The same of a state that was read before. */
export function handoverOf(state: OldState, ours: readonly Ours[], project: string): Handover {
  const held = heldTwice(state.things, ours);
  const pairs = held.flatMap((one) => one.pairs);
  const paired = new Set(pairs.map(({ here }) => here));
  const notHeld = ours.filter(({ address }) => !paired.has(address));
  const { blocks, notForgotten } = removal(held);
  const leaving = [...blocks, ...notForgotten].map(({ from }) => from);
  return {
    file: state.file,
    project,
    pairs,
    removed: {
      name: "removed.tf.json",
      blocks,
      content: { removed: blocks.map(({ from }) => removedBlock(from)) },
    },
    notForgotten,
    left: leftThere(held, notHeld),
    notHeld: notHeld.map(({ address }) => address),
    cautions: cautions(state, held, ours),
    steps: order(state, project, leaving),
    isDone: pairs.length === 0,
  };
}
