import { printed } from "../../../../facts/printable";
import type { Change } from "../../changes/change";
import { changedAttributes, compareAttribute } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { EVERYWHERE } from "../../compare/egress";
import type { Snapshot } from "../../compare/snapshot";
import { EgressRules } from "../../reachability/egress-rules";
import { protocolsAndPorts } from "../../sets/traffic";
import { plain } from "../../text/plain";
import { enumerated } from "../../text/words";
import type { FirewallRule } from "../../topology/model";
import { compareNetworks, networkName } from "../../topology/networks";
import { get, items } from "../../topology/read";
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

const MOST_NAMED = 3;

/** "0.0.0.0/0, the whole internet, may now send tcp:22 to every VM of acme-vpc": who is let in, and to what. */
export function lettingInWords({ resource, traffic, tags, targetsAccounts, network }: FirewallRule): string {
  const ranges = items(get(resource, "source_ranges")).filter((range) => typeof range === "string");
  const who = ranges.length === 0 ? "any source" : few(ranges.map(printed));
  const names = tags !== undefined && isKnown(tags) ? tags.filter((tag) => typeof tag === "string") : [];
  const tagged = names.length > 0 ? `VMs with the tag ${few(names.map(printed), "or")}` : undefined;
  const everyVm = tags === undefined && !targetsAccounts ? `every VM of ${plain(networkName(network))}` : undefined;
  return `${who}, the whole internet, may now send ${trafficInWords(traffic)} to ${tagged ?? everyVm ?? "its targets"}`;
}

function trafficInWords(traffic: FirewallRule["traffic"]): string {
  if (!isKnown(traffic)) return "what it allows";
  const kinds = protocolsAndPorts(traffic).map(({ protocol, ports }) =>
    ports === "" ? protocol : `${protocol}:${ports}`,
  );
  return kinds.length === 1 && kinds[0] === "all" ? "everything" : few(kinds);
}

function few(texts: readonly string[], conjunction = "and"): string {
  const more = texts.length > MOST_NAMED ? [`${texts.length - MOST_NAMED} more`] : [];
  return enumerated([...texts.slice(0, MOST_NAMED), ...more], conjunction);
}
