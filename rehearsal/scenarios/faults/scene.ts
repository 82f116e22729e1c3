import type { Stage } from "../../stage";
import type { World } from "../../world";

/** A service and a rule of staging: what the faults strike. */
export const FRONTEND = "run/v2/projects/netra-staging/locations/us-central1/services/netra-frontend-staging";
export const RULE = "compute/v1/projects/netra-staging/global/firewalls/allow-health-checks";

/** One world for all: each fault finds what the one before has left in order. */
export interface Scene {
  stage: Stage;
  world?: World;
}

export function worldOf({ world }: Scene): World {
  if (!world) throw new Error("nothing has been built yet");
  return world;
}

export function isThere(world: World, path: string): boolean {
  return world.cloud.cloud.store.get(path.replace("/v1/", "/").replace("/v2/", "/")) !== undefined;
}
