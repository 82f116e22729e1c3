import { isOlderVersion } from "../../../../facts/redis";
import type { Change } from "../../changes/change";
import { changedAttributes } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { field } from "../../values";
import type { ChangeFinding } from "../define";

const EXPORT = "take the change back; data comes back from an export only";

/** The plan may have ended in an error because prevent_destroy is set already. */
export function keepRedis({ errored }: Comparison): string {
  return errored ? EXPORT : `set prevent_destroy in its lifecycle and ${EXPORT}`;
}

export function isRedis({ type, mode }: Change): boolean {
  return type === "google_redis_instance" && mode === "managed";
}

/** A finding for each Redis that changes in place in one of these attributes. */
export function changedInPlace(
  change: Change,
  comparison: Comparison,
  attributes: readonly string[],
  say: (services: readonly string[]) => ChangeFinding,
): ChangeFinding[] {
  if (!isRedis(change) || change.action !== "update") return [];
  const because = changedAttributes(change, ...attributes);
  if (because.length === 0) return [];
  const services = comparison.servicesOn(change);
  return [{ because, services, ...say(services) }];
}

/** The provider compares versions too, but does not recognise `REDIS_6_X`: such a downgrade is planned in place. */
export function isDowngrade({ before, after }: Change): boolean {
  return isOlderVersion(field(before, "redis_version"), field(after, "redis_version"));
}
