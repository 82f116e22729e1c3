import type { Resource } from "../inputs/model";
import { blocksOf } from "../sets/addresses";
import type { IntervalSet } from "../sets/intervals";
import { compare, type NetworkId } from "../topology/networks";
import { isKnown, type Maybe } from "../values";
import type { Check, Finding } from "./finding";

/** A network named by text agrees with the one that is made here by luck, until somebody renames one of the two. */
export const literalNetworks: Check = ({ topology }) => {
  if (topology.kind === "state" || topology.kind === "inventory") return [];
  const { connectors, rules, subnetworks, connections, allocations, caches } = topology;
  const users = [connectors, rules, subnetworks, connections, allocations, caches].flat();
  return users.flatMap(({ address, network, resource }): Finding[] => {
    if (!network?.literal || network.name === undefined || readsNetwork(resource)) return [];
    const attribute = resource.type === "google_redis_instance" ? "authorized_network" : "network";
    const made = topology.networks.find(({ id, managed }) => managed && compare(id, network) === "same");
    return made
      ? [
          {
            rule: "literal-network",
            severity: "warning",
            address,
            attribute,
            message: `names the network "${network.name}" by hand; it is ${made.address} by luck only`,
            fix: `refer to ${made.address}`,
          },
        ]
      : [];
  });
};

/** The value of a reference may be already known; the configuration says whether it was one. */
function readsNetwork({ reads }: Resource): boolean {
  return reads.some(
    ({ address, attribute }) =>
      /google_compute_network\./.test(address) ||
      // A rule may read the range of a subnet and still name its network.
      (/google_compute_subnetwork\./.test(address) && attribute !== "ip_cidr_range"),
  );
}

export const overlappingRanges: Check = ({ topology }) => {
  const taken: {
    address: string;
    attribute: string;
    network: NetworkId | undefined;
    range: Maybe<IntervalSet> | undefined;
  }[] = [
    ...topology.subnetworks.map((subnet) => ({ ...subnet, attribute: "ip_cidr_range" })),
    ...topology.subnetworks
      .filter(({ secondary }) => !secondary.isEmpty)
      .map((subnet) => ({ ...subnet, range: subnet.secondary, attribute: "secondary_ip_range" })),
    ...topology.allocations.map((allocation) => ({ ...allocation, attribute: "address" })),
    ...topology.connectors
      .filter(({ rangeText }) => rangeText !== undefined)
      .map((connector) => ({ ...connector, attribute: "ip_cidr_range" })),
  ];
  const known = taken.flatMap(({ address, attribute, network, range }) =>
    network && range !== undefined && isKnown(range) ? [{ address, attribute, network, range }] : [],
  );
  const sorted = known.sort((a, b) => start(a.range) - start(b.range));
  const findings: Finding[] = [];
  const open: typeof sorted = [];
  for (const next of sorted) {
    const still = open.filter(({ range }) => end(range) >= start(next.range));
    open.splice(0, open.length, ...still, next);
    for (const earlier of still) {
      if (compare(earlier.network, next.network) !== "same" || !earlier.range.overlaps(next.range)) continue;
      const message = `${blocksOf(next.range).join(", ")} overlaps ${earlier.address} (${blocksOf(earlier.range).join(", ")}) in the same network`;
      findings.push({
        rule: "overlapping-ranges",
        severity: "error",
        address: next.address,
        attribute: next.attribute,
        message,
        fix: "give each its own range: Google refuses the second",
      });
    }
  }
  return findings;
};

function start(range: IntervalSet): number {
  return range.intervals[0]?.[0] ?? 0;
}

function end(range: IntervalSet): number {
  return range.intervals.at(-1)?.[1] ?? 0;
}
