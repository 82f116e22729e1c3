import type { Change } from "../changes/change";
import type { Counts } from "./contract";

/** How often each thing happens. What is imported or moved may be changed as well, and is counted for both. */
export function countsOf(changes: readonly Change[]): Counts {
  const counts: Counts = { create: 0, update: 0, replace: 0, delete: 0, import: 0, move: 0, forget: 0 };
  for (const { mode, action, importing, previousAddress, deposed } of changes) {
    if (mode !== "managed" || deposed) continue;
    if (isCounted(action)) counts[action] += 1;
    if (importing) counts.import += 1;
    if (previousAddress !== undefined) counts.move += 1;
  }
  return counts;
}

function isCounted(action: Change["action"]): action is "create" | "update" | "replace" | "delete" | "forget" {
  return ["create", "update", "replace", "delete", "forget"].includes(action);
}
