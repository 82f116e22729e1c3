import { once } from "../../../once";
import { ALL_ADDRESSES } from "../../../sets/addresses";
import type { IntervalSet } from "../../../sets/intervals";
import type { Box } from "../../../sets/space";
import { NO_DESTINATIONS } from "../../../topology/addresses";
import type { Destinations, FirewallRule, Topology } from "../../../topology/model";
import { get, items } from "../../../topology/read";
import { isKnown } from "../../../values";

/** A rule of which everything is known, so that it can be held against others. */
export interface AuditedRule {
  rule: FirewallRule;
  action: "allow" | "deny";
  priority: number;
  /** Where packets go (egress) or come from (ingress), and what they are. */
  box: Box;
  /** Rules act on the same senders or receivers exactly when these agree; undefined is everything in the network. */
  targets: string | undefined;
  group: string;
}

/** Rules that can be judged exactly: on a known network, enabled, without sources or targets we cannot compare. */
export const auditedRules = once(({ rules }: Topology): AuditedRule[] =>
  rules.flatMap((rule) => {
    const { network, direction, priority, disabled, action, traffic, destinations, sources, tags } = rule;
    if (
      !network ||
      !isKnown(direction) ||
      !isKnown(priority) ||
      disabled !== false ||
      !isKnown(action) ||
      !isKnown(traffic)
    )
      return [];
    if (rule.targetsAccounts || !rule.certain || network.unresolved) return [];
    if (tags !== undefined && (!isKnown(tags) || tags.some((tag) => typeof tag !== "string"))) return [];
    const ingress = direction === "INGRESS";
    if (ingress && ["source_tags", "source_service_accounts"].some((key) => items(get(rule.resource, key)).length > 0))
      return [];
    // Rules that look at both ends of a packet cannot be held against those that look at one.
    if (ingress ? items(get(rule.resource, "destination_ranges")).length > 0 : sources) return [];
    const ends = ingress ? (sources ?? EVERYWHERE) : destinations;
    if (ends.unresolved.length > 0 || ends.hostsOf.length > 0) return [];
    return [
      {
        rule,
        action,
        priority,
        box: { to: ends.known, traffic },
        targets: tags === undefined ? undefined : [...(tags as string[])].sort().join(" "),
        group: `${network.address ?? `${network.project}/${network.name}`} ${direction}`,
      },
    ];
  }),
);

const EVERYWHERE: Destinations = { ...NO_DESTINATIONS, known: ALL_ADDRESSES };

export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function boundsOf(set: IntervalSet): [number, number] {
  return [set.intervals[0]?.[0] ?? 0, set.intervals.at(-1)?.[1] ?? 0];
}
