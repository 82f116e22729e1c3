import type { Stage } from "../../stage";
import type { World } from "../../world";

/** What the steps hand on to each other. */
export interface Incident {
  stage: Stage;
  /** The folder of what ships. */
  shipped?: string;
  world?: World;
}

/** The steps are taken in order, so the one before has put it there. */
export function worldOf({ world }: Incident): World {
  if (!world) throw new Error("nothing has been built yet");
  return world;
}
