import type { Change } from "../changes/change";
import type { ChangedPlan } from "../changes/read";
import type { Forgotten } from "./contract";

/** What Terraform forgets, and what it deletes beside it: "0 to destroy" is what an old root has to prove. */
export function forgottenIn({ changes, errored, incomplete }: ChangedPlan): Forgotten | undefined {
  const managed = changes.filter(({ mode }) => mode === "managed");
  const forgotten = managed.filter(isForgotten);
  if (forgotten.length === 0) return undefined;
  return {
    addresses: forgotten.map(({ address }) => address),
    destroys: managed.filter(({ actions }) => actions.includes("delete")).length,
    isAll: !errored && !incomplete && managed.every((change) => isForgotten(change) || change.action === "no-op"),
  };
}

/** What the provider abandons is forgotten as well, and Terraform counts it as destroyed. */
function isForgotten({ action, deposed }: Change): boolean {
  return action === "forget" && !deposed;
}
