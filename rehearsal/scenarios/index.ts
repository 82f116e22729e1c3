import { faults } from "./faults";
import { incident } from "./incident";
import { life } from "./life";
import { replay } from "./replay";
import type { Scenario } from "./scenario";

export const scenarios: readonly Scenario[] = [life, incident, faults, replay];
/** What is played when nothing is asked for. */
export const DEFAULT = ["life", "incident"];
