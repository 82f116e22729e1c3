import { adopt } from "./adopt";
import { auth } from "./auth";
import { faults } from "./faults";
import { identities } from "./identities";
import { incident } from "./incident";
import { life } from "./life";
import { pipeline } from "./pipeline";
import { proof } from "./proof";
import { recover } from "./recover";
import { replay } from "./replay";
import type { Scenario } from "./scenario";
import { watch } from "./watch";
import { workflows } from "./workflows";

export const scenarios: readonly Scenario[] = [
  life,
  incident,
  adopt,
  auth,
  faults,
  identities,
  pipeline,
  proof,
  recover,
  watch,
  workflows,
  replay,
];
/** The scenarios that run by default. */
export const DEFAULT = ["life", "incident"];
