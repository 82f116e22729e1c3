import type { Path } from "../reachability/path";
import { addressesOf } from "../sets/addresses";
import { allocation } from "../topology/caches";
import type { Cache, Topology } from "../topology/model";
import { compare } from "../topology/networks";
import { isKnown, withoutKey } from "../values";

/**
 * Every resource without which a path is no path: what the packet passes, and what Redis and the service were made
 * from. A rule that denied is none of them: without it the path is only wider.
 */
export function foundationsOf(path: Path, topology: Topology): Set<string> {
  const rules = new Map(topology.rules.map((rule) => [rule.address, rule]));
  const steps = path.steps.map(({ address }) => address).filter((address) => rules.get(address)?.action !== "deny");
  const cache = topology.caches.find(({ address }) => address === path.to);
  const passed = new Set([...steps, ...(cache ? beneath(cache, topology) : [])]);
  const madeFrom = topology.resources
    .filter(({ address }) => passed.has(address))
    .flatMap(({ dependsOn }) => dependsOn)
    .filter((address) => CARRIES.test(address));
  const ingredients = new Set(madeFrom);
  const instances = topology.resources
    .map(({ address }) => address)
    .filter((address) => ingredients.has(address) || ingredients.has(withoutKey(address)));
  return new Set([...passed, ...instances].filter((address) => address !== ""));
}

/** Of what a service or a Redis was made from, what it cannot lose: its network, its secrets, the APIs. */
const CARRIES =
  /(^|\.)google_(compute_(network|subnetwork|global_address)|service_networking_connection|redis_instance|vpc_access_connector|secret_manager_secret(_version|_iam_member)?|project_service)\./;

/** The network that Redis answers, and with PRIVATE_SERVICE_ACCESS the connection and the range it hangs on. */
function beneath(cache: Cache, topology: Topology): string[] {
  const networks = topology.networks.filter(({ id }) => compare(id, cache.network) === "same");
  const found = networks.map(({ address }) => address);
  if (cache.connectMode !== "PRIVATE_SERVICE_ACCESS") return found;
  const host = typeof cache.host === "string" ? addressesOf(cache.host) : undefined;
  for (const { address, network, ranges } of topology.connections) {
    if (!network || compare(network, cache.network) !== "same") continue;
    found.push(address);
    const held = isKnown(ranges) ? ranges.flatMap((range) => allocation(range, topology.allocations) ?? []) : [];
    const its = held.filter(({ range }) => host && range && isKnown(range) && range.contains(host));
    found.push(...its.map((range) => range.address));
  }
  return found;
}
