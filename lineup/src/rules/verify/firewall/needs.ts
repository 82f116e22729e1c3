import { IntervalSet } from "../../../sets/intervals";
import { OverlapIndex } from "../../../sets/overlaps";
import { tcp, tcpPorts } from "../../../sets/traffic";
import type { Target } from "../../../topology/model";
import { compareNetworks, type NetworkId } from "../../../topology/networks";
import { isKnown } from "../../../values";
import type { AuditedRule } from "./audited";
import type { CacheRanges } from "./ranges";

/** Redis on one network and port: as many as there may be, they are asked about as one. */
interface Need {
  network: NetworkId;
  traffic: IntervalSet | undefined;
  ranges: IntervalSet[];
}

/** What declared paths need of the firewall. */
export class Needs {
  private readonly all: { network: NetworkId; traffic: IntervalSet | undefined; places: OverlapIndex<true> }[];

  constructor(targets: readonly Target[], ranges: CacheRanges) {
    const needs = new Map<string, Need>();
    for (const target of targets) {
      const { project, name, address } = target.network;
      const port = isKnown(target.port) ? target.port : undefined;
      const key = JSON.stringify([project, name, address, port, target.nodes?.ports.from]);
      const traffic =
        port === undefined
          ? undefined
          : IntervalSet.union([tcp(port), ...(target.nodes ? [tcpPorts(target.nodes.ports)] : [])]);
      const need = needs.get(key) ?? { network: target.network, traffic, ranges: [] };
      need.ranges.push(ranges.of(target));
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
      if (!rule.network || compareNetworks(rule.network, network) === "different") return false;
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
