import { whyNoMachine } from "../../machine/needs";
import type { Scenario } from "../scenario";
import type { Recovery } from "./context";
import { deployed } from "./deployed";
import { foundEach } from "./found";
import { repairedByDeploys } from "./groups";
import { olderState } from "./older-state";
import { refusedByProtection } from "./refused";
import { rolledBack } from "./rolled-back";
import { repairedByTerraform } from "./terraform";

/** Every break, from what happens to the proof that it is over, through the commands that people type. */
export const recover: Scenario = {
  name: "recover",
  about: "every break: found, repaired, proven",
  missing: whyNoMachine,
  steps: (context) => {
    const state: Recovery = { context, printed: new Map() };
    return [
      ...deployed(state),
      ...olderState(state),
      ...foundEach(state),
      ...repairedByTerraform(state),
      ...refusedByProtection(state),
      ...rolledBack(state),
      ...repairedByDeploys(state),
    ];
  },
};
