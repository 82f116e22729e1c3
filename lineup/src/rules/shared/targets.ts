import { JUDGED_TARGETS, REDIS, type TargetFacts } from "../../../../facts/targets";
import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import { serviceNames } from "./names";

/** What is known of the kind of a target that changes; a Redis instance has rules of its own. */
export function targetFacts({ type, mode }: Change): TargetFacts | undefined {
  return mode === "managed" && type !== REDIS.type ? JUDGED_TARGETS.find((facts) => facts.type === type) : undefined;
}

/** What to do about the loss of its data. */
export const KEEP_TARGET =
  "set prevent_destroy in its lifecycle and take the change back; data comes back from a backup only";

/** How bad it is that a target is lost, and what that means to the services that read it. */
export function dataLoss(change: Change, comparison: Comparison, toThem: (services: string) => string) {
  const services = comparison.servicesOn(change);
  return {
    services,
    level: services.length > 0 ? ("danger" as const) : ("caution" as const),
    effect: services.length === 0 ? "no service here reads it" : toThem(serviceNames(services, comparison)),
  };
}

/** A target that is replaced answers at another address. */
export function mustLearnAddress(services: string): string {
  return `${services} must be deployed again to learn the address, and calls fail until then`;
}
