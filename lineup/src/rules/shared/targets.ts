import { JUDGED_TARGETS, REDIS, type TargetFacts } from "../../../../facts/targets";
import type { Change } from "../../changes/change";

/** What is known of the kind of a target that changes; a Redis instance has rules of its own. */
export function targetFacts({ type, mode }: Change): TargetFacts | undefined {
  return mode === "managed" && type !== REDIS.type ? JUDGED_TARGETS.find((facts) => facts.type === type) : undefined;
}

/** What to do about the loss of its data. */
export const KEEP_TARGET =
  "set prevent_destroy in its lifecycle and take the change back; data comes back from a backup only";
