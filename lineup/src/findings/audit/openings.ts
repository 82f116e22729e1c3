import { IntervalSet } from "../../sets/intervals";
import { OverlapIndex } from "../../sets/overlaps";
import { tcp } from "../../sets/traffic";
import type { Cache, Topology } from "../../topology/model";
import { compare, type NetworkId } from "../../topology/networks";
import { get, knownText } from "../../topology/read";
import { isKnown } from "../../values";
import type { Finding, Judgement } from "../finding";
import type { AuditedRule } from "./rules";

/** An egress allow for a connector either serves a declared path, by as much as it needs, or serves none. */
export function egressAllows(rules: readonly AuditedRule[], { topology, paths }: Judgement): Finding[] {
  const tags = new Set(
    topology.connectors.flatMap(({ name, region }) =>
      typeof name === "string" && typeof region === "string" ? [`vpc-connector-${region}-${name}`] : [],
    ),
  );
  const openings = rules.filter(
    ({ rule, action, targets }) =>
      rule.direction === "EGRESS" &&
      action === "allow" &&
      targets?.split(" ").some((tag) => tags.has(tag) || tag === "vpc-connector"),
  );
  if (openings.length === 0) return [];
  const caches = new Map(topology.caches.map((cache) => [cache.address, cache]));
  const ranges = new Ranges(topology);
  const wanted = new Set(paths.flatMap(({ to }) => (to === null ? [] : (caches.get(to) ?? []))));
  const needs = new Needs([...wanted], ranges);
  const served = new Map<string, Set<Cache>>();
  for (const { to, decidedBy } of paths) {
    const cache = to === null ? undefined : caches.get(to);
    if (cache) for (const address of decidedBy) served.set(address, (served.get(address) ?? new Set()).add(cache));
  }
  return openings.flatMap((audited): Finding[] => {
    const caches = served.get(audited.rule.address);
    if (caches) return tooWide(audited, [...caches], ranges);
    if (needs.include(audited)) return [];
    // Whoever wrote down what a rule is for knows something that this input does not declare.
    return knownText(get(audited.rule.resource, "description")) === undefined ? [unneeded(audited)] : [];
  });
}

/** A rule speaks of the allocated range, not of the address: the address moves. */
class Ranges {
  private readonly allocated: OverlapIndex<IntervalSet>;
  private readonly known = new Map<Cache, IntervalSet>();

  constructor({ allocations }: Topology) {
    const ranges = allocations.flatMap(({ range }) => (range !== undefined && isKnown(range) ? [range] : []));
    this.allocated = new OverlapIndex(
      ranges.flatMap((item) => item.intervals.map(([from, to]) => ({ from, to, item }))),
    );
  }

  of(cache: Cache): IntervalSet {
    const already = this.known.get(cache);
    if (already) return already;
    const { addresses } = cache;
    const holding: IntervalSet[] = [];
    for (const [from, to] of addresses.intervals.slice(0, 1)) {
      this.allocated.visit(from, to, (range) => {
        if (range.contains(addresses)) holding.push(range);
        return true;
      });
    }
    const range = IntervalSet.union([addresses, ...holding]);
    this.known.set(cache, range);
    return range;
  }
}

/** Redis on one network and port: as many as there may be, they are asked about as one. */
interface Need {
  network: NetworkId;
  traffic: IntervalSet | undefined;
  ranges: IntervalSet[];
}

/** What declared paths need of the firewall. */
class Needs {
  private readonly all: { network: NetworkId; traffic: IntervalSet | undefined; places: OverlapIndex<true> }[];

  constructor(caches: readonly Cache[], ranges: Ranges) {
    const needs = new Map<string, Need>();
    for (const cache of caches) {
      const { project, name, address } = cache.network;
      const port = isKnown(cache.port) ? cache.port : undefined;
      const key = JSON.stringify([project, name, address, port]);
      const traffic = port === undefined ? undefined : tcp(port);
      const need = needs.get(key) ?? { network: cache.network, traffic, ranges: [] };
      need.ranges.push(ranges.of(cache));
      needs.set(key, need);
    }
    this.all = [...needs.values()].map(({ network, traffic, ranges }) => {
      const spans = IntervalSet.union(ranges).intervals.map(([from, to]) => ({ from, to, item: true as const }));
      return { network, traffic, places: new OverlapIndex(spans) };
    });
  }

  /** A path that is cut elsewhere still needs its opening. */
  include({ rule, box }: AuditedRule): boolean {
    return this.all.some(({ network, traffic, places }) => {
      if (traffic !== undefined && !box.traffic.overlaps(traffic)) return false;
      if (!rule.network || compare(rule.network, network) === "different") return false;
      return box.to.intervals.some(([from, to]) => touches(places, from, to));
    });
  }
}

function touches(places: OverlapIndex<true>, from: number, to: number): boolean {
  let found = false;
  places.visit(from, to, () => {
    found = true;
    return false;
  });
  return found;
}

function unneeded({ rule }: AuditedRule): Finding {
  return {
    rule: "unneeded-rule",
    severity: "note",
    address: rule.address,
    attribute: "allow",
    message: "opens the connector for something that no path declared in this input needs",
    fix: "keep it only if something other than Redis needs it",
  };
}

function tooWide({ rule, box }: AuditedRule, caches: readonly Cache[], ranges: Ranges): Finding[] {
  const needed = IntervalSet.union(caches.map((cache) => ranges.of(cache)));
  const traffic = IntervalSet.union(caches.map(({ port }) => (isKnown(port) ? tcp(port) : box.traffic)));
  if (needed.contains(box.to) && traffic.contains(box.traffic)) return [];
  const what = needed.contains(box.to) ? "ports or protocols" : "destinations";
  return [
    {
      rule: "wide-rule",
      severity: "note",
      address: rule.address,
      attribute: what === "destinations" ? "destination_ranges" : "allow",
      message: `allows more ${what} than the Redis it serves needs`,
      fix: "narrow it to the range of Redis and its port",
    },
  ];
}
