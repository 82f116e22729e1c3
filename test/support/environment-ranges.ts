import fc from "fast-check";
import { IPv4 } from "ipaddr.js";
import type { Edits } from "./environment-problems";

const DATABASES = "cloudSql.ranges.0";
/** How large each range may be: the schema turns ranges from text into objects and cannot say it as JSON. */
export const RANGE_SIZES: Record<string, { from: number; to: number }> = {
  "network.range": { from: 8, to: 29 },
  "network.servicesRange": { from: 8, to: 24 },
  "connector.range": { from: 28, to: 28 },
  "redis.peeringRange": { from: 29, to: 29 },
  [DATABASES]: { from: 8, to: 24 },
};
/** What is in 10.0.0.0/8 beside the subnets of the default network, 10.128.0.0/9. */
const BELOW_DEFAULT_NETWORK = "10.0.0.0/9";
/** What is in 172.16.0.0/12 beside the block that Cloud SQL keeps, 172.17.0.0/16. */
const BESIDE_CLOUD_SQL = ["172.16.0.0/16", "172.18.0.0/15", "172.20.0.0/14"];
const PATHS = Object.keys(RANGE_SIZES);

/** Private ranges that do not overlap, each in a block of its own: blocks far apart, or parts of one block. */
export function rangesApart(privateNetwork: boolean): fc.Arbitrary<Edits> {
  const ten = privateNetwork ? "10.0.0.0/8" : BELOW_DEFAULT_NETWORK;
  const farApart = fc
    .subarray(BESIDE_CLOUD_SQL, { minLength: 2, maxLength: 2 })
    .chain((low) => shuffled([ten, ...low, "172.24.0.0/13", "192.168.0.0/16"]));
  const eighths = fc
    .constantFrom(ten, ...BESIDE_CLOUD_SQL, "172.24.0.0/13", "192.168.0.0/16")
    .chain((base) => blockIn(base, { from: prefixOf(base), to: 21 }))
    .map((base) =>
      PATHS.map((_, index) => cidr(firstOf(base) + index * sizeOf(prefixOf(base) + 3), prefixOf(base) + 3)),
    )
    .chain(shuffled);
  // What belongs to a network that is not made may be where the default network's subnets are.
  const unused = fc
    .tuple(shuffled(["10.128.0.0/10", "10.192.0.0/11", "10.224.0.0/11"]), shuffled([ten, "192.168.0.0/16"]))
    .map(([[own, services, databases], others]) => [own, services, ...others, databases]);
  const homes = privateNetwork ? [farApart, eighths] : [farApart, eighths, unused];
  return fc
    .tuple(
      fc
        .oneof(...homes)
        .chain((chosen) => fc.tuple(...PATHS.map((path, index) => blockIn(chosen[index] ?? "", RANGE_SIZES[path])))),
      fc.boolean(),
    )
    .map(([ranges, hasDatabases]) => {
      const { [DATABASES]: databases, ...others } = Object.fromEntries(PATHS.map((path, i) => [path, ranges[i]]));
      if (!hasDatabases) return { ...others, "cloudSql.ranges": undefined };
      return { ...others, "cloudSql.ranges": [databases], "network.otherServicesRanges": ["databases"] };
    });
}

function shuffled(blocks: string[]): fc.Arbitrary<string[]> {
  return fc.shuffledSubarray(blocks, { minLength: blocks.length });
}

/** A block of an allowed size somewhere in another block. */
function blockIn(home: string, size = { from: 8, to: 32 }): fc.Arbitrary<string> {
  return fc
    .integer({ min: Math.max(prefixOf(home), size.from), max: size.to })
    .chain((prefix) =>
      fc.nat(2 ** (prefix - prefixOf(home)) - 1).map((index) => cidr(firstOf(home) + index * sizeOf(prefix), prefix)),
    );
}

const prefixOf = (range: string) => IPv4.parseCIDR(range)[1];
const firstOf = (range: string) => IPv4.parseCIDR(range)[0].octets.reduce((sum, octet) => sum * 256 + octet, 0);
const sizeOf = (prefix: number) => 2 ** (32 - prefix);

function cidr(first: number, prefix: number): string {
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${prefix}`;
}
