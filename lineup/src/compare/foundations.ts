import type { Path } from "../reachability/path";
import { addressesOf } from "../sets/addresses";
import { allocation } from "../topology/allocations";
import { findConnector } from "../topology/attachment";
import type { Service, Target } from "../topology/model";
import { compareNetworks, projectOf } from "../topology/networks";
import { findSubnetwork } from "../topology/subnetworks";
import { isKnown, withoutKey } from "../values";
import type { PathPair } from "./path-pairs";
import type { Snapshot, SnapshotPair } from "./snapshot";

/** For each resource the services whose paths stand on it, before or after, under the addresses of afterwards. */
export function servicesByFoundation(
  comparison: SnapshotPair & { pairs: readonly PathPair[] },
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  const add = (address: string, service: string) => found.set(address, (found.get(address) ?? new Set()).add(service));
  const foundations = (path: Path | undefined, snapshot: Snapshot) =>
    path ? [...networkFoundations(path, snapshot), ...sharedRanges(path, snapshot)] : [];
  for (const { from, before, after } of comparison.pairs) {
    for (const address of foundations(before, comparison.before)) add(comparison.renamed(address), from);
    for (const address of foundations(after, comparison.after)) add(address, from);
  }
  return new Map([...found].map(([address, services]) => [address, [...services].sort()]));
}

/** The two ends of a path and the network between them: without any of these the path is cut. */
function networkFoundations({ from, to }: Pick<Path, "from" | "to">, snapshot: Snapshot): string[] {
  const service = snapshot.services.get(from);
  const target = to === null ? undefined : snapshot.targets.get(to);
  return [
    from,
    ...(to === null ? [] : [to]),
    ...(service ? accessFoundations(service, snapshot) : []),
    ...(target ? targetFoundations(target, snapshot) : []),
  ];
}

/** The connector or the subnet through which a service sends, the subnet of a connector, and their network. */
function accessFoundations(service: Service, { topology, entries }: Snapshot): string[] {
  const { access, region, resource } = service;
  const entry = entries.get(service.address);
  const connector =
    access.kind === "connector" ? findConnector(access.connector, service, topology.connectors) : undefined;
  const subnet =
    access.kind === "direct"
      ? findSubnetwork(access.subnetwork, region, topology.subnetworks, projectOf(resource))
      : connector?.subnet;
  return [entry?.through.address, entry?.sender.network.address, subnet?.address].filter((it) => it !== undefined);
}

/** The network that the target answers, and with PRIVATE_SERVICE_ACCESS the services connection and the range of Redis. */
function targetFoundations(target: Target, { topology }: Snapshot): string[] {
  const networks = topology.networks.filter(({ id }) => compareNetworks(id, target.network) === "same");
  const found = networks.map(({ address }) => address);
  if (target.connectMode === "DIRECT_PEERING" || target.connectMode === "PRIVATE_SERVICE_CONNECT") return found;
  const host = typeof target.host === "string" ? addressesOf(target.host) : undefined;
  const reserved = target.reserved === undefined ? undefined : allocation(target.reserved, topology.allocations);
  if (reserved) found.push(reserved.address);
  for (const { address, network, ranges } of topology.connections) {
    if (!network || compareNetworks(network, target.network) !== "same") continue;
    found.push(address);
    const held = isKnown(ranges) ? ranges.flatMap((range) => allocation(range, topology.allocations) ?? []) : [];
    // Until the address of Redis is known it may come from any of the ranges.
    const its = held.filter(({ range }) => !host || !range || !isKnown(range) || range.contains(host));
    found.push(...its.map((range) => range.address));
  }
  return found;
}

/** All ranges of the services connection: Cloud SQL shares it, and may have its address in a range that Redis has not. */
function sharedRanges({ to }: Pick<Path, "to">, { targets, topology }: Snapshot): string[] {
  const target = to === null ? undefined : targets.get(to);
  if (!target || target.connectMode === "DIRECT_PEERING" || target.connectMode === "PRIVATE_SERVICE_CONNECT") return [];
  return topology.connections
    .filter(({ network }) => network && compareNetworks(network, target.network) === "same")
    .flatMap(({ ranges }) => (isKnown(ranges) ? ranges : []))
    .flatMap((range) => allocation(range, topology.allocations)?.address ?? []);
}

/**
 * Everything that a path passes or is made from: besides its network the firewall rules that allow it, and what its
 * resources depend on. A rule that denies is none of them: without it the path is only wider.
 */
export function foundationsOf(path: Path, snapshot: Snapshot): Set<string> {
  const { topology, firewallRules } = snapshot;
  const steps = path.steps.map(({ address }) => address).filter((at) => firewallRules.get(at)?.action !== "deny");
  const passed = new Set([...steps, ...networkFoundations(path, snapshot)]);
  const dependencies = new Set(
    topology.resources
      .filter(({ address }) => passed.has(address))
      .flatMap(({ dependsOn }) => dependsOn)
      .filter((address) => NEEDED.test(address)),
  );
  const instances = topology.resources
    .map(({ address }) => address)
    .filter((address) => dependencies.has(address) || dependencies.has(withoutKey(address)));
  return new Set([...passed, ...instances].filter((address) => address !== ""));
}

/** Of the dependencies of a service or a Redis those that it cannot lose: its network, its secrets, the APIs. */
const NEEDED =
  /(^|\.)google_(compute_(network|subnetwork|global_address)|service_networking_connection|redis_(instance|cluster)|memorystore_instance|sql_database_instance|vpc_access_connector|secret_manager_secret(_version|_iam_member)?|project_service)\./;
