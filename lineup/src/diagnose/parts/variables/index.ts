import type { Live, Part, Scene, Tell } from "../../part";
import { differences } from "./differences";
import { type Holding, heldIn } from "./held";
import { localhostClues } from "./localhost";
import { requiredClues } from "./required";
import { type WrittenService, writtenServices } from "./written";

export const variables: Part = {
  name: "variables",
  what: "the variables of each service against what is written: missing, extra, changed, a stale address",
  notAsked: ({ written }) =>
    written === undefined ? "what is written was not given: --config FOLDER compares the variables with it" : undefined,
  deadline: 20_000,
  async look(scene, tell) {
    const live = await scene.live;
    const wanted = scene.written && writtenServices(scene.written, live);
    for (const { service, found, unread } of heldIn(live)) {
      for (const why of unread) tell.gap(why);
      const open = new Set(found.flatMap((holding) => compared(scene, live, holding, wanted?.(service), tell)));
      if (open.size === 0) continue;
      const names = [...open].join(", ");
      tell.gap(
        `${names} of ${service.name} is written as a reference to what was not found in the project, and not compared`,
      );
    }
  },
};

function compared(
  scene: Scene,
  live: Live,
  holding: Holding,
  wanted: WrittenService | undefined,
  tell: Tell,
): string[] {
  const required = requiredClues(scene, live, holding);
  for (const clue of required.clues) tell.clue(clue);
  if (wanted === undefined) return [];
  const said = new Set([...required.names, ...localhostClues(scene, holding).names]);
  const { clues, open } = differences(scene, live, holding, wanted, said);
  for (const clue of clues) tell.clue(clue);
  return open;
}

/** Needs nothing that is written. */
export const localhost: Part = {
  name: "localhost",
  what: "variables that lead a service to its own container, whatever they are called",
  deadline: 20_000,
  async look(scene, tell) {
    for (const { found, unread } of heldIn(await scene.live)) {
      for (const why of unread) tell.gap(why);
      for (const holding of found) for (const clue of localhostClues(scene, holding).clues) tell.clue(clue);
    }
  },
};
