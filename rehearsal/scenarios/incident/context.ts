import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";

/** What the steps hand on to each other. */
export interface Incident {
  context: ScenarioContext;
  /** The folder of what ships. */
  shipped?: string;
  sandbox?: Sandbox;
}

/** The steps are taken in order, so the one before has put it there. */
export function sandboxOf({ sandbox }: Incident): Sandbox {
  if (!sandbox) throw new Error("nothing has been built yet");
  return sandbox;
}
