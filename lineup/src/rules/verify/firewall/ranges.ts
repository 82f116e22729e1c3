import { once } from "../../../once";
import { IntervalSet } from "../../../sets/intervals";
import { OverlapIndex } from "../../../sets/overlaps";
import type { Target, Topology } from "../../../topology/model";
import { isKnown } from "../../../values";

/** The ranges that the addresses of a topology's targets come from. */
export const cacheRanges = once((topology: Topology) => new CacheRanges(topology));

/** A rule speaks of the allocated range, not of the address: the address moves. */
export class CacheRanges {
  private readonly allocated: OverlapIndex<IntervalSet>;
  private readonly known = new Map<Target, IntervalSet>();

  constructor({ allocations }: Topology) {
    const ranges = allocations.flatMap(({ range }) => (range !== undefined && isKnown(range) ? [range] : []));
    this.allocated = new OverlapIndex(
      ranges.flatMap((item) => item.intervals.map(([from, to]) => ({ from, to, item }))),
    );
  }

  of(target: Target): IntervalSet {
    const already = this.known.get(target);
    if (already) return already;
    const { addresses } = target;
    const holding: IntervalSet[] = [];
    for (const [from, to] of addresses.intervals.slice(0, 1)) {
      this.allocated.visit(from, to, (range) => {
        if (range.contains(addresses)) holding.push(range);
        return true;
      });
    }
    const range = IntervalSet.union([addresses, ...holding]);
    this.known.set(target, range);
    return range;
  }
}
