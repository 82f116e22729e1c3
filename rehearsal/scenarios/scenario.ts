import type { ScenarioContext } from "../scenario-context";
import type { ScenarioStep } from "../steps";

export interface Scenario {
  name: string;
  /** What it shows, in one sentence. */
  about: string;
  /** `path`: what `replay` is given. */
  steps: (context: ScenarioContext, path: string) => ScenarioStep[];
}
