import { randomUUID } from "node:crypto";
import { OWNER } from "../../iam/principal";
import { type Place, timestamp } from "../../kind";
import type { CloudObject } from "../../store";

export function runFields(place: Place, before: CloudObject | undefined): CloudObject {
  const now = timestamp();
  return {
    name: place.path,
    uid: before?.uid ?? randomUUID(),
    generation: String(generationAfter(before)),
    observedGeneration: String(generationAfter(before)),
    createTime: before?.createTime ?? now,
    updateTime: now,
    creator: before?.creator ?? callerOf(place),
    lastModifier: callerOf(place),
    terminalCondition: { type: "Ready", state: "CONDITION_SUCCEEDED", lastTransitionTime: now },
    conditions: [],
    reconciling: false,
    etag: `"${generationAfter(before)}"`,
  };
}

export function callerOf({ who }: Place): string {
  return who?.name ?? OWNER;
}

export function generationAfter(before: CloudObject | undefined): number {
  return Number(before?.generation ?? 0) + 1;
}
