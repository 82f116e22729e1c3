import type { Change } from "../../changes/change";
import { changedAttributes, compareAttribute } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { EVERYWHERE } from "../../compare/egress";
import type { Snapshot } from "../../compare/snapshot";
import { EgressRules } from "../../reachability/egress-rules";
import type { FirewallRule } from "../../topology/model";
import { compareNetworks } from "../../topology/networks";
import { isKnown } from "../../values";

const DECIDING = [
  "allow",
  "deny",
  "priority",
  "disabled",
  "direction",
  "destination_ranges",
  "source_ranges",
  "target_tags",
];

/** Those of its attributes that change which packets it decides. */
export function changedDecidingAttributes(change: Change): string[] {
  return changedAttributes(change, ...DECIDING);
}

/** Before or after, on a service that sends on a declared path; where that is unknown, it may. */
export function actsOnAPath(change: Change, comparison: Comparison): boolean {
  const { before, after, pairs } = comparison;
  const senders = (side: "before" | "after") => new Set(pairs.flatMap((pair) => pair[side]?.from ?? []));
  const { was, is } = comparison.firewallRules(change);
  if (!was && !is) return true;
  return actsOnSome(was, before, senders("before")) || actsOnSome(is, after, senders("after"));
}

function actsOnSome(rule: FirewallRule | undefined, { topology, entries }: Snapshot, services: Set<string>): boolean {
  if (!rule) return false;
  if ((isKnown(rule.direction) && rule.direction !== "EGRESS") || rule.disabled === true) return false;
  const book = new EgressRules({ ...topology, rules: [rule] });
  return topology.services.some(({ address, access }) => {
    if (!services.has(address) || access.kind === "none") return false;
    const entry = entries.get(address);
    return entry === undefined || book.between(entry.sender, EVERYWHERE).length > 0;
  });
}

/** Networks are compared as what they are: a name, a path and a link may mean the same one. */
export function movesNetwork(change: Change, comparison: Comparison): boolean {
  const sameness = compareAttribute(change, "network");
  if (sameness === "same") return false;
  const { was, is } = comparison.firewallRules(change);
  if (!was?.network || !is?.network) return sameness === "different";
  const network = is.network.address === undefined ? undefined : comparison.changeOf(is.network.address);
  if (network?.action === "replace") return true;
  const before = { ...was.network, address: was.network.address && comparison.renamed(was.network.address) };
  return compareNetworks(before, is.network) !== "same";
}
