import { IPv6 } from "ipaddr.js";
import { IntervalSet } from "./intervals";

// Sets of IPv4 addresses, as numbers.

export const ALL_ADDRESSES = IntervalSet.of(0, 2 ** 32 - 1);

const OCTET = "(0|[1-9]\\d{0,2})";
const FOUR_PART_DECIMAL = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}(?:/(\\d+))?$`);

/** The addresses of "10.0.0.0/24" or "10.0.0.3"; undefined for what is neither. IPv6 holds no IPv4 address. */
export function addressesOf(text: string): IntervalSet | undefined {
  const match = FOUR_PART_DECIMAL.exec(text);
  if (!match) return IPv6.isValid(text) || IPv6.isValidCIDR(text) ? IntervalSet.empty : undefined;
  const prefixLength = Number(match[5] ?? 32);
  let address = 0;
  for (let part = 1; part <= 4; part++) {
    const octet = Number(match[part]);
    if (octet > 255) return undefined;
    address = address * 256 + octet;
  }
  if (prefixLength > 32) return undefined;
  const size = 2 ** (32 - prefixLength);
  const first = address - (address % size);
  return IntervalSet.of(first, first + size - 1);
}

/** Whether IPv6 ranges leave no address out: `::/0`, or the two halves of it. What is no IPv6 range counts as none. */
export function coverAllIpv6(ranges: readonly unknown[]): boolean {
  const spans = ranges
    .filter((text): text is string => typeof text === "string" && IPv6.isValidCIDR(text))
    .map((text) => {
      const [address, prefixLength] = IPv6.parseCIDR(text);
      const size = 1n << BigInt(128 - prefixLength);
      const at = address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
      const first = at - (at % size);
      return { first, end: first + size };
    })
    .sort((one, other) => (one.first < other.first ? -1 : 1));
  let covered = 0n;
  for (const { first, end } of spans) {
    if (first > covered) return false;
    if (end > covered) covered = end;
  }
  return covered === 1n << 128n;
}

function range(...cidrs: string[]): IntervalSet {
  return IntervalSet.union(cidrs.map((cidr) => addressesOf(cidr) ?? IntervalSet.empty));
}

export const RFC1918 = range("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
/** What PRIVATE_RANGES_ONLY sends into the network; everything else goes directly to the internet. */
export const SENT_INTO_NETWORK = IntervalSet.union([
  RFC1918,
  range("100.64.0.0/10", "199.36.153.4/30", "199.36.153.8/30"),
]);
/** Addresses not used on the internet. A source outside these is a privately used public address. */
export const NOT_PUBLIC = IntervalSet.union([
  RFC1918,
  range(
    "100.64.0.0/10",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "240.0.0.0/4",
  ),
]);

/** The fewest CIDR blocks that make up a set, for messages. */
export function blocksOf(set: IntervalSet): string[] {
  return set.intervals.flatMap(([from, to]) => {
    const blocks: string[] = [];
    let start = from;
    while (start <= to) {
      let size = 1;
      while (size < 2 ** 32 && start % (size * 2) === 0 && start + size * 2 - 1 <= to) size *= 2;
      const length = 32 - Math.log2(size);
      blocks.push(length === 32 ? dotted(start) : `${dotted(start)}/${length}`);
      start += size;
    }
    return blocks;
  });
}

export function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
