import type { Model, Resource } from "../../inputs/model";
import { enterNetwork } from "../../reachability/hops/access";
import { Trail } from "../../reachability/path";
import { firewallRule } from "../../topology/firewall-rules";
import type { Topology } from "../../topology/model";
import { compare, type NetworkId } from "../../topology/networks";
import { get, knownText, lastSegment } from "../../topology/read";
import type { Question } from "../../verify";
import type { Unmanaged } from "../model";
import { keyOf, type Traced, traceAgainst, type Written } from "../outcome";
import { beyond, reachOf } from "../rule-reach";

/** Everything that what nobody manages is held against. */
export interface Worlds {
  reference: Written;
  written: Model;
  now: Model;
  nowTopology: Topology;
  paths: readonly Traced[];
  question: Question;
}

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
const GOOGLES = /^(aet-|default-allow-(internal|ssh|rdp|icmp)$|default-route-|peering-route-)/;

/** What is in our networks and nobody manages, and what each of it does to the paths: by itself, and not there. */
export function tieredUnmanaged(strangers: readonly Resource[], inventory: Model, worlds: Worlds): Unmanaged[] {
  const ours = networksOf(worlds);
  const near = strangers.filter((it) => Object.hasOwn(KINDS, it.type) && !isGoogles(it) && isIn(it, ours, worlds));
  const before = verdictsOf(worlds.written, worlds);
  const found = near.map((stranger): Unmanaged => {
    const name = lastSegment(
      knownText(get(stranger, "name")) ?? stranger.address.replace(/^[^.]*\.| \(unmanaged\)$/g, ""),
    );
    return { kind: KINDS[stranger.type] ?? stranger.type, name, ...tierOf(stranger, worlds, before) };
  });
  return [...found, ...lostPeerings(inventory, worlds)].sort((a, b) => order(a) - order(b));
}

function order({ tier }: Unmanaged): number {
  return ["breaks", "weakens", "unknown", "benign"].indexOf(tier);
}

type Tiered = Pick<Unmanaged, "tier" | "message">;

function verdictsOf(world: Model, { reference, question }: Worlds): Map<string, Traced> {
  return new Map(traceAgainst(reference, world, question).paths.map((path) => [keyOf(path), path]));
}

function tierOf(stranger: Resource, worlds: Worlds, before: ReadonlyMap<string, Traced>): Tiered {
  const { written, now, paths } = worlds;
  const alone = verdictsOf({ ...written, resources: [...written.resources, stranger] }, worlds);
  const rest = now.resources.filter(({ address }) => address !== stranger.address);
  const without = verdictsOf({ ...now, resources: rest }, worlds);
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
  return opens(stranger, worlds) ?? { tier: "benign", message: "is in our network, and no path hangs on it" };
}

/** An allow of which no managed rule says as much. */
function opens(stranger: Resource, { nowTopology, reference }: Worlds): Tiered | undefined {
  if (stranger.type !== "google_compute_firewall") return undefined;
  const rule = firewallRule(stranger, nowTopology.finder);
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
function networksOf({ reference, nowTopology, paths }: Worlds): NetworkId[] {
  const from = new Set(paths.map((path) => path.from));
  const to = new Set(paths.map((path) => path.to));
  return [reference.judged.topology, nowTopology].flatMap((topology) => [
    ...topology.caches.filter(({ address }) => to.has(address)).map(({ network }) => network),
    ...topology.services
      .filter(({ address }) => from.has(address))
      .flatMap((service) => {
        const entry = enterNetwork(new Trail(service.address, null), topology, topology.finder, service);
        return entry ? [entry.sender.network] : [];
      }),
  ]);
}

function isGoogles(stranger: Resource): boolean {
  return GOOGLES.test(knownText(get(stranger, "name")) ?? "");
}

/** Policies act on whom they are attached to: those of an organisation on everybody. */
function isIn(stranger: Resource, ours: readonly NetworkId[], { nowTopology: { finder } }: Worlds): boolean {
  if (stranger.type.includes("policy_rule")) return false;
  const said = get(stranger, "network") ?? get(stranger, "authorized_network") ?? get(stranger, "attachment_target");
  const network = finder.named(said, stranger);
  if (!network) return /firewall_policy_association$/.test(stranger.type);
  return ours.some((own) => compare(own, network) !== "different");
}

const SERVICES_PEERING = "servicenetworking-googleapis-com";

/** Redis with PRIVATE_SERVICE_ACCESS is behind a peering that Terraform knows only by its connection. */
function lostPeerings(inventory: Model, { reference, paths }: Worlds): Unmanaged[] {
  const isUnread = inventory.blindSpots.some(
    (it) => typeof it === "string" || it.types.includes("google_compute_network_peering"),
  );
  if (isUnread) return [];
  const peerings = inventory.resources.filter(({ type }) => type === "google_compute_network_peering");
  const networks = inventory.resources.filter(({ type }) => type === "google_compute_network");
  const caches = reference.judged.topology.caches.filter(
    ({ address, connectMode }) => connectMode === "PRIVATE_SERVICE_ACCESS" && paths.some(({ to }) => to === address),
  );
  const names = new Set(caches.flatMap(({ network }) => network.name ?? []));
  return [...names].flatMap((name): Unmanaged[] => {
    if (!networks.some((network) => knownText(get(network, "name")) === name)) return [];
    const own = peerings.find(
      (it) =>
        knownText(get(it, "name")) === SERVICES_PEERING && lastSegment(knownText(get(it, "network")) ?? "") === name,
    );
    const state = own && knownText(get(own, "state"));
    if (own && (state === undefined || state === "ACTIVE")) return [];
    const message = own ? `is ${state}: nothing gets to Redis over it` : "is gone: nothing gets to Redis without it";
    return [{ kind: "peering", name: `${name}/${SERVICES_PEERING}`, tier: "breaks", message }];
  });
}
