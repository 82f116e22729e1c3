import ipaddr from "ipaddr.js";
import { ApiError } from "./api-error";
import { lastSegment, listOf, numberOf, type Place, textOf } from "./kind";
import type { CloudObject, Store } from "./store";

/** A range of IPv4 addresses as two numbers. */
export class AddressRange {
  constructor(
    readonly from: number,
    readonly prefix: number,
  ) {}

  get to(): number {
    return this.from + 2 ** (32 - this.prefix) - 1;
  }

  get text(): string {
    return `${this.address(0)}/${this.prefix}`;
  }

  address(offset: number): string {
    const number = this.from + offset;
    return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
  }

  contains(other: AddressRange): boolean {
    return this.from <= other.from && other.to <= this.to;
  }

  overlaps(other: AddressRange): boolean {
    return this.from <= other.to && other.from <= this.to;
  }
}

/** Undefined for what is no IPv4 range. A lone address is a range of one. */
export function rangeFrom(text: unknown): AddressRange | undefined {
  if (typeof text !== "string") return undefined;
  const [address = "", prefix = "32"] = text.split("/");
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) || !/^\d{1,2}$/.test(prefix) || Number(prefix) > 32)
    return undefined;
  const number = ipaddr.IPv4.parse(address).octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - Number(prefix));
  return new AddressRange(number - (number % size), Number(prefix));
}

/** The first range of this size that overlaps none of the ranges in use. */
export function firstFree(within: string, prefix: number, taken: readonly AddressRange[]): AddressRange | undefined {
  const all = rangeFrom(within);
  if (!all) return undefined;
  const size = 2 ** (32 - prefix);
  for (let from = all.from; from + size - 1 <= all.to; from += size) {
    const candidate = new AddressRange(from, prefix);
    if (!taken.some((other) => other.overlaps(candidate))) return candidate;
  }
  return undefined;
}

/** Any way of naming a network as `projects/p/global/networks/n`, with the project's id for its number. */
export function networkOf(said: string, project: string, store: Store): string {
  const owner = /(?:^|\/)projects\/([^/]+)\/global\/networks\//.exec(said)?.[1] ?? project;
  return `projects/${projectId(owner, store)}/global/networks/${lastSegment(said) || "default"}`;
}

/** The network that a draft names, which must be there. */
export function networkAt(draft: CloudObject, place: Place, project = place.project): string {
  const said = textOf(draft, "network") ?? "default";
  const network = networkOf(said, project, place.store);
  if (place.store.get(`compute/${network}`)) return network;
  throw new ApiError(
    400,
    `Invalid value for field 'resource.network': '${said}'. The referenced network resource cannot be found.`,
  );
}

/** The project in the name of a thing. */
export function projectIn(name: string): string {
  return /(?:^|\/)projects\/([^/]+)/.exec(name)?.[1] ?? "";
}

export function projectId(said: string, store: Store): string {
  if (!/^\d+$/.test(said)) return said;
  for (const { thing } of store.matching(/^cloudresourcemanager\/projects$/)) {
    if (thing.projectNumber === said) return String(thing.projectId);
  }
  return said;
}

/** Projects are also known by number, and some APIs print only that. */
export function projectNumber(project: string, store: Store): string {
  return textOf(store.get(`cloudresourcemanager/projects/${project}`), "projectNumber") ?? project;
}

/** Every range in use in a network, with its owner. */
export function rangesOn(network: string, store: Store): { name: string; range: AddressRange }[] {
  const found: { name: string; range: AddressRange }[] = [];
  const add = (name: string, text: unknown) => {
    const range = rangeFrom(text);
    if (range) found.push({ name, range });
  };
  for (const { name, thing } of store.matching(TAKERS)) {
    if (networkOf(textOf(thing, "network") ?? "", projectIn(name), store) !== network) continue;
    const prefix = numberOf(thing, "prefixLength");
    add(name, thing.ipCidrRange ?? (prefix === undefined ? undefined : `${String(thing.address)}/${prefix}`));
    for (const secondary of listOf(thing, "secondaryIpRanges")) add(name, (secondary as CloudObject).ipCidrRange);
  }
  // An instance with a peering of its own has its addresses in the network; any other has them in an allocated range.
  for (const { name, thing } of store.matching(/^redis\/.*\/instances$/)) {
    const direct = thing.connectMode === "DIRECT_PEERING";
    if (direct && networkOf(textOf(thing, "authorizedNetwork") ?? "", projectIn(name), store) === network) {
      add(name, thing.reservedIpRange);
    }
  }
  return found;
}

const TAKERS =
  /^(compute\/projects\/[^/]+\/(regions\/[^/]+\/subnetworks|global\/addresses)|vpcaccess\/projects\/[^/]+\/locations\/[^/]+\/connectors)$/;

/** No two ranges of a network overlap: subnets, connectors and what is allocated to services. */
export function refuseOverlap(range: AddressRange, network: string, place: Place): void {
  const taken = rangesOn(network, place.store).find(
    (other) => other.name !== place.name && other.range.overlaps(range),
  );
  if (!taken) return;
  const by = `${lastSegment(taken.name)} (${taken.range.text})`;
  throw new ApiError(400, `Invalid IPCidrRange: ${range.text} conflicts with existing ${by}.`);
}
