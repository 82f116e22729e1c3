import { CONDITIONS_PER_POLICY } from "../../../facts/metrics/limits";
import type { WatchedService } from "../../things";

/**
 * Services with one limit share a condition; those without one have none. Where there are more limits than a policy takes conditions, the two that
 * are nearest share the lower one: what opens too early is better than what never opens.
 */
export function byLimit(
  services: readonly WatchedService[],
  limitOf: (service: WatchedService) => number | undefined,
): { limit: number; services: WatchedService[] }[] {
  const limits = [...new Set(services.flatMap((one) => limitOf(one) ?? []))].sort((one, other) => one - other);
  const groups = limits.map((limit) => ({ limit, services: services.filter((one) => limitOf(one) === limit) }));
  while (groups.length > CONDITIONS_PER_POLICY.most) {
    const gaps = groups.slice(1).map(({ limit }, place) => limit / (groups[place]?.limit ?? 1));
    const [lower, upper] = groups.splice(gaps.indexOf(Math.min(...gaps)), 2);
    if (lower && upper) groups.push({ limit: lower.limit, services: [...lower.services, ...upper.services] });
    groups.sort((one, other) => one.limit - other.limit);
  }
  return groups;
}
