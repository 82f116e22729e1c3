import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";

/** What one step passes to the next. */
export interface Proof {
  context: ScenarioContext;
  sandbox?: Sandbox;
  /** When the scenario began. */
  began: number;
}

/** Steps run in order, so an earlier one has set it. */
export function sandboxOf({ sandbox }: Proof): Sandbox {
  if (!sandbox) throw new Error("nothing has been built yet");
  return sandbox;
}
