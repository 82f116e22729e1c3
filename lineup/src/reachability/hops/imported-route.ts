import { PEERING_ROUTES } from "../../../../facts/peerings";
import { addressesOf } from "../../sets/addresses";
import type { Target, Topology } from "../../topology/model";
import { networkName } from "../../topology/networks";
import { isActive, peeringsTo, routesTo } from "../../topology/peerings";
import { knownText } from "../../topology/read";
import { mayHoldMore } from "../blind-spots";
import type { Trail } from "../path";

/**
 * Of a live project, the subnet route that brings the address of Redis over its peering: the narrowest that contains it, as
 * far as it is known and imported. A peering that is not ACTIVE has none, and is judged by that.
 */
export function overImportedRoute(trail: Trail, topology: Topology, target: Target): string | undefined {
  const { network, host, kind } = target;
  if (topology.kind !== "inventory" || !peeringsTo(target, topology).some(isActive)) return undefined;
  const found = routesTo(target, topology);
  const address = typeof host === "string" ? addressesOf(host) : undefined;
  // A file that was made before they were read.
  if (!found || !address || address.isEmpty) return undefined;
  const holding = found.routes.filter(({ range }) => range.contains(address));
  const narrowest = Math.min(...holding.map(({ range }) => range.size));
  const deciding = holding.filter(({ range }) => range.size === narrowest);
  const imported = deciding.find((route) => route.imported === true);
  if (imported) return imported.text;
  const [first] = deciding;
  const at = { address: first?.list ?? found.lists[0] ?? target.address, attribute: "routes" };
  const fix = `look at ${commandFor(target, topology)}`;
  if (!first) {
    const message = `no subnet route that ${networkName(network)} gets over the peering contains ${host}, the address of ${kind.facts.noun}`;
    trail.unknown("NO_ROUTE", at, message, fix);
    return undefined;
  }
  const message = `the route ${first.text}, which contains ${host}, is offered by the peering and not imported into ${networkName(network)}`;
  // Another range that is imported, or another peering, may bring it all the same.
  const isSure = holding.every((route) => route.imported === false) && !mayHoldMore(topology, PEERING_ROUTES);
  const why = "another route of the network is in its way, or a quota of routes over peerings is used up";
  if (isSure) trail.blocked("NO_ROUTE", at, message, `${why}: ${fix}`);
  else trail.unknown("NO_ROUTE", at, message, fix);
  return undefined;
}

const NAME = /^[a-z][a-z0-9-]{0,62}$/;

/** What an inventory says may be anything: only what is a name goes into a command. */
function commandFor(target: Target, topology: Topology): string {
  const [peering] = peeringsTo(target, topology).filter(isActive);
  const or = (said: unknown, what: string) => (typeof said === "string" && NAME.test(said) ? said : what);
  const [name, region] = [or(peering && knownText(peering.name), "PEERING"), or(target.region, "REGION")];
  const network = or(target.network.name, "NETWORK");
  return `gcloud compute networks peerings list-routes ${name} --network=${network} --region=${region} --direction=INCOMING`;
}
