import { beyond, reachOf } from "../../compare/firewall-rule-reach";
import type { Model, Resource } from "../../inputs/model";
import { firewallRule } from "../../topology/firewall-rules";
import { compareNetworks, type NetworkId } from "../../topology/networks";
import { carries, isActive, peeringNameOf, stateOf } from "../../topology/peerings";
import { get, knownText } from "../../topology/read";
import { lastSegment } from "../../values";
import type { Unmanaged } from "../model";
import type { DriftSituation } from "../situation";
import { keyOf, type Traced, traceAgainst } from "../traced-paths";
import { unmanagedCallers } from "./unmanaged-callers";

const KINDS: Record<string, string> = {
  google_compute_firewall: "firewall",
  google_compute_route: "route",
  google_network_connectivity_policy_based_route: "policy-based route",
  google_vpc_access_connector: "connector",
  google_redis_instance: "redis",
  google_compute_firewall_policy_rule: "firewall policy rule",
  google_compute_firewall_policy_association: "firewall policy",
  google_compute_network_firewall_policy_rule: "firewall policy rule",
  google_compute_network_firewall_policy_association: "firewall policy",
  google_compute_region_network_firewall_policy_rule: "firewall policy rule",
  google_compute_region_network_firewall_policy_association: "firewall policy",
};

/** Google makes these by itself: rules for connectors, those of a default network, routes of subnets. */
const MADE_BY_GOOGLE = /^(aet-|default-allow-(internal|ssh|rdp|icmp)$|default-route-|peering-route-)/;

/** What is in our networks and not managed, and what each resource does to the paths: added alone, and left out alone. */
export function judgeUnmanaged(
  unmanagedResources: readonly Resource[],
  inventory: Model,
  situation: DriftSituation,
): Unmanaged[] {
  const ours = networksOf(situation);
  const near = unmanagedResources.filter(
    (it) => Object.hasOwn(KINDS, it.type) && !isMadeByGoogle(it) && isIn(it, ours, situation),
  );
  const before = verdictsOf(situation.written, situation);
  const found = near.map((candidate): Unmanaged => {
    const name = lastSegment(
      knownText(get(candidate, "name")) ?? candidate.address.replace(/^[^.]*\.| \(unmanaged\)$/g, ""),
    );
    return { kind: KINDS[candidate.type] ?? candidate.type, name, ...tierOf(candidate, situation, before) };
  });
  const callers = unmanagedCallers(unmanagedResources, situation);
  return [...found, ...callers, ...lostPeerings(inventory, situation)].sort((a, b) => order(a) - order(b));
}

function order({ tier }: Unmanaged): number {
  return ["breaks", "weakens", "unknown", "benign"].indexOf(tier);
}

type Tiered = Pick<Unmanaged, "tier" | "message">;

function verdictsOf(model: Model, { reference, question }: DriftSituation): Map<string, Traced> {
  return new Map(traceAgainst(reference, model, question).paths.map((path) => [keyOf(path), path]));
}

function tierOf(candidate: Resource, situation: DriftSituation, before: ReadonlyMap<string, Traced>): Tiered {
  const { written, now, paths } = situation;
  const alone = verdictsOf({ ...written, resources: [...written.resources, candidate] }, situation);
  const rest = now.resources.filter(({ address }) => address !== candidate.address);
  const without = verdictsOf({ ...now, resources: rest }, situation);
  const worse = (verdict: string) =>
    paths.find((path) => {
      const key = keyOf(path);
      const madeIt = alone.get(key)?.verdict === verdict && before.get(key)?.verdict !== verdict;
      return madeIt || (path.verdict === verdict && without.get(key)?.verdict !== verdict);
    });
  const cut = worse("blocked");
  if (cut) return { tier: "breaks", message: `cuts ${cut.from} off from ${cut.to ?? "its Redis"}` };
  const open = worse("unknown");
  if (open) {
    const message = `may decide whether ${open.from} reaches ${open.to ?? "its Redis"}: it is not evaluated`;
    return { tier: "unknown", message };
  }
  return (
    opens(candidate, situation) ?? { tier: "benign", message: "is in a network of a path, and no path depends on it" }
  );
}

/** An allow of which no managed rule says as much. */
function opens(candidate: Resource, { comparison, reference }: DriftSituation): Tiered | undefined {
  if (candidate.type !== "google_compute_firewall") return undefined;
  const rule = firewallRule(candidate, comparison.after.topology.finder);
  if (rule.action === "deny" || rule.disabled === true) return undefined;
  const covered = reference.judged.topology.rules.some(
    (other) =>
      other.action === "allow" &&
      other.disabled !== true &&
      other.direction === rule.direction &&
      beyond(reachOf(rule), reachOf(other)).length === 0,
  );
  return covered ? undefined : { tier: "weakens", message: "allows what no rule here allows" };
}

/** Of every sender and every Redis on a path. */
function networksOf({ comparison, paths }: DriftSituation): NetworkId[] {
  const from = new Set(paths.map((path) => path.from));
  const to = new Set(paths.map((path) => path.to));
  return [comparison.before, comparison.after].flatMap(({ topology, entries }) => [
    ...topology.targets.filter(({ address }) => to.has(address)).map(({ network }) => network),
    ...[...entries].filter(([address]) => from.has(address)).map(([, { sender }]) => sender.network),
  ]);
}

function isMadeByGoogle(candidate: Resource): boolean {
  return MADE_BY_GOOGLE.test(knownText(get(candidate, "name")) ?? "");
}

/** Policies act on whom they are attached to: those of an organisation on everybody. */
function isIn(candidate: Resource, ours: readonly NetworkId[], { comparison }: DriftSituation): boolean {
  if (candidate.type.includes("policy_rule")) return false;
  const said = get(candidate, "network") ?? get(candidate, "authorized_network") ?? get(candidate, "attachment_target");
  const network = comparison.after.topology.finder.named(said, candidate);
  if (!network) return /firewall_policy_association$/.test(candidate.type);
  return ours.some((own) => compareNetworks(own, network) !== "different");
}

/** Redis is behind a peering that Google makes and Terraform does not manage. */
function lostPeerings(inventory: Model, { comparison, paths }: DriftSituation): Unmanaged[] {
  const isUnread = inventory.blindSpots.some(
    (it) => typeof it === "string" || it.types.includes("google_compute_network_peering"),
  );
  if (isUnread) return [];
  const peerings = inventory.resources.filter(({ type }) => type === "google_compute_network_peering");
  const networks = inventory.resources.filter(({ type }) => type === "google_compute_network");
  const targets = comparison.after.topology.targets.filter(({ address }) => paths.some(({ to }) => to === address));
  const found = targets.flatMap((target): Unmanaged[] => {
    const [name, expected] = [target.network.name, peeringNameOf(target)];
    const isRead = networks.some((network) => knownText(get(network, "name")) === name);
    if (name === undefined || expected === undefined || !isRead) return [];
    const own = peerings.filter(
      (it) => carries(knownText(get(it, "name")), target) && lastSegment(knownText(get(it, "network")) ?? "") === name,
    );
    const down = own.filter((resource) => !isActive({ resource }));
    const [first] = down;
    if (own.length > 0 && !first) return [];
    const kind = "peering";
    if (!first)
      return [
        { kind, name: `${name}/${expected}`, tier: "breaks", message: "is gone: nothing gets to Redis without it" },
      ];
    const said = { kind, name: `${name}/${knownText(get(first, "name"))}` };
    const isSaid = down.every((resource) => stateOf({ resource }) !== undefined);
    const state = isSaid ? stateOf({ resource: first }) : "in a state that the inventory does not say";
    return down.length === own.length && isSaid
      ? [{ ...said, tier: "breaks", message: `is ${state}: nothing gets to Redis over it` }]
      : [{ ...said, tier: "unknown", message: `is ${state}: it is unknown which Redis is behind it` }];
  });
  return [...new Map(found.map((one) => [one.name, one])).values()];
}
