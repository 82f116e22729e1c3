import type { ScenarioContext } from "../scenario-context";
import type { ScenarioStep } from "../steps";

export interface Scenario {
  name: string;
  /** What it shows, in one sentence. */
  about: string;
  /** Which tool this machine lacks for it, and how to get it; the others need Terraform and the provider alone. */
  missing?: () => string | undefined;
  /** `path`: what `replay` is given. */
  steps: (context: ScenarioContext, path: string) => ScenarioStep[];
}
