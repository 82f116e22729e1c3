import type { Stage } from "../stage";
import type { Step } from "../steps";

export interface Scenario {
  name: string;
  /** What it shows, in one sentence. */
  about: string;
  /** `path`: what `replay` is given. */
  steps: (stage: Stage, path: string) => Step[];
}
