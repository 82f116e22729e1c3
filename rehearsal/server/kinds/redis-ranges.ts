import { ApiError } from "../api-error";
import { AddressRange, firstFree, networkOf, projectIn, rangeFrom, rangesOn } from "../geography";
import { lastSegment, listOf, type Place, pathOf, textOf, thingOf } from "../kind";
import type { CloudObject, Store } from "../store";
import { keyOf } from "./services-access";

/** The range from which an instance without `reservedIpRange` gets its address. */
const DIRECT_PEERING_POOL = "10.107.0.0/16";

/**
 * Under PRIVATE_SERVICE_ACCESS the range is named: one of those that the services connection has. A range that is
 * as addresses is accepted, too, where it lies in one of them, so that an instance can get a chosen address.
 */
export function checkAllocation(draft: CloudObject, network: string, place: Place): void {
  const names = connectedRanges(network, place);
  if (names.length === 0) {
    throw new ApiError(400, `Google private service access is not enabled. Enable it on ${network} and try again.`);
  }
  const said = textOf(draft, "reservedIpRange");
  if (said === undefined || names.includes(lastSegment(said))) return;
  const range = rangeFrom(said);
  const isWithin = names.some((name) => range && rangeFrom(poolOf(name, network, place)[0])?.contains(range));
  if (!isWithin) {
    throw new ApiError(400, `Reserved IP range ${said} is none of the services connection's: ${names.join(", ")}.`);
  }
  refuseTaken(said, network, place);
}

/** Under DIRECT_PEERING it is eight addresses that neither a subnet nor another instance on the network has. */
export function checkReservation(draft: CloudObject, network: string, place: Place): void {
  const said = textOf(draft, "reservedIpRange");
  if (said !== undefined) refuseTaken(said, network, place);
}

function refuseTaken(said: string, network: string, place: Place): void {
  const range = rangeFrom(said);
  if (!range) throw new ApiError(400, `Reserved IP range ${said} is no range.`);
  if (range.prefix > 29) throw new ApiError(400, `Reserved IP range ${said} is too small: an instance takes a /29.`);
  const by = takenOn(network, place).find((other) => other.range.overlaps(range));
  if (by) throw new ApiError(400, `Reserved IP range ${said} is taken by ${pathOf(by.name)}.`);
}

/** The eight addresses that an instance is given; it answers at the fourth. */
export function reservation(draft: CloudObject, place: Place): AddressRange {
  const said = textOf(draft, "reservedIpRange");
  const written = rangeFrom(said);
  if (written) return new AddressRange(written.from, 29);
  const network = networkOf(textOf(draft, "authorizedNetwork") ?? "default", place.project, place.store);
  const names = said === undefined ? connectedRanges(network, place) : [lastSegment(said)];
  const pools =
    draft.connectMode === "PRIVATE_SERVICE_ACCESS"
      ? names.flatMap((name) => poolOf(name, network, place))
      : [DIRECT_PEERING_POOL];
  const taken = takenOn(network, place).map(({ range }) => range);
  for (const pool of pools) {
    const free = firstFree(pool, 29, taken);
    if (free) return free;
  }
  throw new ApiError(400, `No addresses are left in ${pools.join(", ") || "the ranges of the services connection"}.`);
}

/** A database under private services access has one of the 256 addresses that its region is given. */
export function databaseRange(network: string, place: Place): AddressRange {
  const pools = connectedRanges(network, place).flatMap((name) => poolOf(name, network, place));
  const taken = takenOn(network, place).map(({ range }) => range);
  for (const pool of pools) {
    const free = firstFree(pool, 24, taken);
    if (free) return free;
  }
  throw new ApiError(400, `Private services access of ${network} has no range for a database.`);
}

function connectedRanges(network: string, { store }: Place): string[] {
  const connection = `servicenetworking/services/servicenetworking.googleapis.com/connections/${keyOf(network)}`;
  return listOf(store.get(connection), "reservedPeeringRanges").map(String);
}

function poolOf(name: string, network: string, { store }: Place): string[] {
  const range = store.get(`compute/projects/${projectIn(network)}/global/addresses/${name}`);
  return range ? [`${String(range.address)}/${String(range.prefixLength)}`] : [];
}

/** Ranges that an instance cannot lie in. Those allocated to services are not among them: it lies in one. */
function takenOn(network: string, { store }: Place): { name: string; range: AddressRange }[] {
  const own = rangesOn(network, store).filter(({ name }) => !name.includes("/addresses/"));
  return [...own, ...rangesAtGoogle(network, store)];
}

interface RangeAtGoogle {
  name: string;
  range: AddressRange;
  /** By which of the two peerings it is reached. */
  connectMode: unknown;
}

/** What caches and databases have of Google's own networks, as far as this network reaches it. */
export function rangesAtGoogle(network: string, store: Store): RangeAtGoogle[] {
  const caches = [...store.matching(/^redis\/.*\/instances$/)].flatMap(({ name, thing }) => {
    const range = rangeFrom(thing.reservedIpRange);
    const isHere = networkOf(String(thing.authorizedNetwork), projectIn(name), store) === network;
    return range && isHere ? [{ name, range, connectMode: thing.connectMode }] : [];
  });
  const databases = [...store.matching(/^sql\/.*\/instances$/)].flatMap(({ name, thing }) => {
    const said = textOf(thingOf(thingOf(thing, "settings"), "ipConfiguration"), "privateNetwork");
    const isHere = said !== undefined && networkOf(said, projectIn(name), store) === network;
    const addresses = (isHere ? listOf(thing, "ipAddresses") : []) as CloudObject[];
    return addresses.flatMap(({ type, ipAddress }) => {
      const range = type === "PRIVATE" ? rangeFrom(`${String(ipAddress)}/24`) : undefined;
      return range ? [{ name, range, connectMode: "PRIVATE_SERVICE_ACCESS" }] : [];
    });
  });
  return [...caches, ...databases];
}
