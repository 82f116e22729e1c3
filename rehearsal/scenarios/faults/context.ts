import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";

/** The service and the firewall rule of staging that the faults apply to. */
export const FRONTEND = "run/v2/projects/netra-staging/locations/us-central1/services/netra-frontend-staging";
export const RULE = "compute/v1/projects/netra-staging/global/firewalls/allow-health-checks";

/** All faults use one cloud: each starts from what the one before left repaired. */
export interface Scene {
  context: ScenarioContext;
  sandbox?: Sandbox;
}

export function sandboxOf({ sandbox }: Scene): Sandbox {
  if (!sandbox) throw new Error("nothing has been built yet");
  return sandbox;
}

export function isThere(sandbox: Sandbox, path: string): boolean {
  return sandbox.cloud.cloud.store.get(path.replace("/v1/", "/").replace("/v2/", "/")) !== undefined;
}
