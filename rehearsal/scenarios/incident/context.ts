import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";

/** What one step passes to the next. */
export interface Incident {
  context: ScenarioContext;
  /** The folder of what ships. */
  shipped?: string;
  sandbox?: Sandbox;
}

/** Steps run in order, so an earlier one has set it. */
export function sandboxOf({ sandbox }: Incident): Sandbox {
  if (!sandbox) throw new Error("nothing has been built yet");
  return sandbox;
}
