import { CALLER_TYPES } from "../../../facts/callers";
import { PEERING_ROUTES } from "../../../facts/peerings";
import { TARGET_TYPES } from "../../../facts/targets";
import type { BlindSpot } from "../inputs/model";
import { ACCESS_TYPES } from "../topology/access-types";
import type { Target, Topology } from "../topology/model";
import type { NetworkId } from "../topology/networks";
import { isKnown } from "../values";
import type { Entry } from "./hops/entry";

// What could not be read leaves those paths unknown that it could change, and no others.

interface TracedPair {
  /** Undefined where the service is in no network: then nothing in a network decides. */
  entry: Entry | undefined;
  target: Target;
}

type Decides = (pair: { entry: Entry; target: Target }) => boolean;

/** What an inventory says of a gap names its way out: a permission, billing, a perimeter, or time that has to pass. */
export const READ_AGAIN = "do what this says, and read the project again";

const never: Decides = () => false;
const behindPeering: Decides = ({ target }) => target.connectMode !== "PRIVATE_SERVICE_CONNECT";
const behindConnection: Decides = ({ target }) =>
  !isKnown(target.connectMode) || target.connectMode === "PRIVATE_SERVICE_ACCESS";

/** Types that decide some paths only. Every other type, known or not, may decide any. */
const DECIDES: Record<string, Decides> = {
  google_service_networking_connection: behindConnection,
  google_compute_global_address: behindConnection,
  // The peering to Google's network can be INACTIVE or gone while everything else is as it was.
  google_compute_network_peering: behindPeering,
  // A peering can be ACTIVE without the route to this target: what was not read could have blocked the path.
  [PEERING_ROUTES]: behindPeering,
  // Its producer may have closed the connection of an endpoint.
  google_compute_forwarding_rule: ({ target }) => target.connectMode === "PRIVATE_SERVICE_CONNECT",
  google_network_connectivity_service_connection_policy: never,
  google_compute_subnetwork: ({ entry }) => !entry.isConnector,
  // Routes of a peering's subnets cannot be overridden, and NAT is for the internet.
  google_compute_route: never,
  google_compute_router: never,
  google_compute_router_nat: never,
  // One more of these is one more path, and changes none of the others.
  google_vpc_access_connector: never,
  // Whether a service may run and read what it is given: where they are missing, its path says what it relies on.
  ...Object.fromEntries(ACCESS_TYPES.map((type) => [type, never])),
  ...Object.fromEntries(CALLER_TYPES.map((type) => [type, never])),
  ...Object.fromEntries(TARGET_TYPES.map((type) => [type, never])),
};

/** What could not be read and could decide this path. */
export function unreadThatMatters(blindSpots: Topology["blindSpots"], pair: TracedPair): string[] {
  return blindSpots.flatMap((spot) => {
    if (typeof spot === "string") return [spot];
    return couldDecide(spot, pair) ? [spot.text] : [];
  });
}

/** Modules whose code is not here, and that are given neither network of this path. */
export function unreadElsewhere(blindSpots: Topology["blindSpots"], { entry, target }: TracedPair): string[] {
  return blindSpots.flatMap((spot) => {
    if (typeof spot === "string" || spot.given === undefined || spot.address === undefined || !entry) return [];
    return isWithin(spot, [entry.sender.network, target.network]) ? [] : [spot.address];
  });
}

function couldDecide(spot: BlindSpot, { entry, target }: TracedPair): boolean {
  if (!entry || !isWithin(spot, [entry.sender.network, target.network])) return false;
  return spot.types.some((type) => (Object.hasOwn(DECIDES, type) ? DECIDES[type]?.({ entry, target }) : true));
}

function isWithin({ network, project, given }: BlindSpot, sides: NetworkId[]): boolean {
  return sides.some((side) => {
    const isOpen = side.address === undefined && side.name === undefined;
    if (given?.length) return isOpen || given.some((one) => one === "" || one === side.address || one === side.name);
    if (given) return false;
    if (project !== undefined && side.project !== undefined) return side.project === project;
    if (network === undefined || side.name === undefined) return true;
    // What is no path of a network may be any.
    return !/\/networks\/[^/]+$/.test(network) || network.endsWith(`/networks/${side.name}`);
  });
}

/** Whether there may be resources of these types that are not in the input. */
export function mayHoldMore({ blindSpots, kind }: Pick<Topology, "blindSpots" | "kind">, ...types: string[]): boolean {
  return blindSpots.some((spot) => {
    // In a plan it names what is not judged; in an inventory it means that anything may be missing.
    if (typeof spot === "string") return kind === "inventory";
    return spot.types.some((type) => types.includes(type));
  });
}

/**
 * Why a live project's resources of these types could not be read, as far as they are of these things. A plan or state
 * shows what its root manages, and the rest is assumed; an inventory shows what there is, and a gap in it is a gap.
 */
export function whyUnread(
  { blindSpots, kind }: Pick<Topology, "blindSpots" | "kind">,
  types: readonly string[],
  ...things: (string | undefined)[]
): string | undefined {
  if (kind !== "inventory") return undefined;
  const isAbout = (of: string | undefined) => of === undefined || things.includes(undefined) || things.includes(of);
  for (const spot of blindSpots) {
    if (typeof spot === "string") return spot;
    if (spot.types.some((type) => types.includes(type)) && isAbout(spot.of)) return spot.text;
  }
  return undefined;
}

/** Whether there may be paths that are not in the input: then its paths are not all paths. */
export function mayHaveMorePaths({ blindSpots, kind }: Topology): boolean {
  const own = blindSpots.filter((spot) => typeof spot === "string" || spot.project === undefined);
  return mayHoldMore({ blindSpots: own, kind }, ...CALLER_TYPES, ...TARGET_TYPES);
}
