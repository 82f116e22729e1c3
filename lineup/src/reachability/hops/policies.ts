import type { Resource } from "../../inputs/model";
import { IntervalSet } from "../../sets/intervals";
import { tcpPorts, trafficOf } from "../../sets/traffic";
import { destinationsOf } from "../../topology/addresses";
import type { Destinations, Policy, PolicyRoute, Topology } from "../../topology/model";
import { compareNetworks } from "../../topology/networks";
import { flag, get, items, list, text, within } from "../../topology/read";
import { isKnown } from "../../values";
import { mayHoldMore } from "../blind-spots";
import type { Trail } from "../path";
import type { Destination, EgressResult, Ports } from "./egress";
import type { Entry } from "./entry";

const POLICIES = [
  "google_compute_firewall_policy",
  "google_compute_network_firewall_policy",
  "google_compute_region_network_firewall_policy",
];

/** Policies that come before VPC firewall rules and may let the packet through whatever VPC firewall rules do. */
export function mayBeAllowedFirst(topology: Topology, entry: Entry, target: Destination, ports: Ports): boolean {
  // Policies that could not be read may be such policies.
  if (mayHoldMore(topology, ...POLICIES)) return true;
  return topology.policies.some(
    (policy) =>
      couldApply(policy, entry) &&
      actsBeforeRules(policy, topology, entry) &&
      (policy.rules?.some((rule) => couldMatter(rule, target, ports) && text(get(rule, "action")) !== "deny") ?? true),
  );
}

/** Firewall policies and policy-based routes are not evaluated: where one could matter, the path is unknown. */
export function passUnevaluated(
  trail: Trail,
  topology: Topology,
  entry: Entry,
  target: Destination,
  ports: Ports,
  egress: EgressResult,
): void {
  for (const policy of topology.policies) {
    if (!couldApply(policy, entry)) continue;
    if (!actsBeforeRules(policy, topology, entry) && egress.explicitlyAllowed) continue;
    const rules = policy.rules?.filter((rule) => couldMatter(rule, target, ports));
    if (rules && rules.length === 0) continue;
    const [first] = rules ?? [];
    trail.unknown(
      "UNEVALUATED_POLICY",
      { address: first?.address ?? policy.address, attribute: first ? "match" : "rules" },
      `${policy.address} ${rules ? "has a rule that may decide this packet" : "is attached, and its rules are not in this input"}: lineup does not evaluate firewall policies`,
      "read what the policy says about this destination, or use VPC firewall rules",
    );
  }
  for (const route of topology.policyRoutes) {
    if (!mayDivert(route, entry, target)) continue;
    trail.unknown(
      "UNEVALUATED_POLICY",
      { address: route.address, attribute: "filter" },
      "this policy-based route may redirect the packet: lineup does not evaluate policy-based routes",
      "narrow its filter so that it does not match the connector's range or the range of Redis",
    );
  }
}

function couldApply(policy: Policy, { sender }: Entry): boolean {
  if (policy.hierarchical || policy.appliesTo.length === 0) return true;
  return policy.appliesTo.some((network) => compareNetworks(network, sender.network) !== "different");
}

/** Hierarchical policies come first; network policies come after VPC firewall rules unless their network sets another order. */
function actsBeforeRules(policy: Policy, topology: Topology, { sender }: Entry): boolean {
  if (policy.hierarchical) return true;
  const network = topology.networks.find(({ id }) => compareNetworks(id, sender.network) === "same");
  return (
    network === undefined || (network.enforcement !== undefined && network.enforcement !== "AFTER_CLASSIC_FIREWALL")
  );
}

function couldMatter(rule: Resource, target: Destination, called: Ports): boolean {
  if (text(get(rule, "direction")) === "INGRESS" || flag(get(rule, "disabled")) === true) return false;
  if (text(get(rule, "action")) === "goto_next") return false;
  const match = get(rule, "match");
  const destinations = destinationsOf(within(match, "dest_ip_ranges"));
  const named = destinations.known.isEmpty && destinations.unresolved.length === 0 && destinations.hostsOf.length === 0;
  // FQDNs, regions, threat lists and address groups may mean any address; so does a rule without destinations.
  const byOtherMeans = ["dest_fqdns", "dest_region_codes", "dest_threat_intelligences", "dest_address_groups"].some(
    (key) => items(within(match, key)).length > 0,
  );
  if (!named && !byOtherMeans && !mayHold(destinations, target)) return false;
  const layers = list(within(match, "layer4_configs"));
  if (!isKnown(layers) || layers.length === 0) return true;
  return layers.some((layer) => {
    const protocol = text(within(layer, "ip_protocol"));
    const ports = list(within(layer, "ports"));
    if (typeof protocol !== "string" || !isKnown(ports)) return true;
    const words = ports.map((one) => text(one));
    if (!words.every((word) => typeof word === "string")) return true;
    return trafficOf(protocol, words)?.overlaps(tcpPorts(called)) ?? true;
  });
}

function mayHold({ known, hostsOf, unresolved }: Destinations, { endpoints, addresses }: Destination): boolean {
  return known.overlaps(addresses) || hostsOf.some((name) => endpoints.includes(name)) || unresolved.length > 0;
}

function mayDivert(
  { network, destinations, sources, resource }: PolicyRoute,
  { sender }: Entry,
  target: Destination,
): boolean {
  if (network && compareNetworks(network, sender.network) === "different") return false;
  const protocol = text(within(get(resource, "filter"), "ip_protocol"));
  if (typeof protocol === "string" && !["ALL", "TCP", "6"].includes(protocol.toUpperCase())) return false;
  const tags = list(within(get(resource, "virtual_machine"), "tags"));
  if (isKnown(tags) && tags.length > 0 && isKnown(sender.tags)) {
    const senderTags = new Set(sender.tags);
    if (tags.every((tag) => typeof tag === "string" && !senderTags.has(tag))) return false;
  }
  const anywhere = ({ known, unresolved, hostsOf }: Destinations) =>
    known.isEmpty && unresolved.length === 0 && hostsOf.length === 0;
  if (!anywhere(destinations) && !mayHold(destinations, target)) return false;
  const range = sender.range !== undefined && isKnown(sender.range) ? sender.range : IntervalSet.empty;
  return anywhere(sources) || range.isEmpty || sources.unresolved.length > 0 || sources.known.overlaps(range);
}
