import { IntervalMap } from "./interval-map";
import { IntervalSet } from "./intervals";
import type { Box } from "./space";

/** The addresses, cut wherever a set begins or ends. All addresses between two cuts are covered alike. */
export class Cuts {
  private readonly indexes: Map<number, number>;

  constructor(sets: readonly IntervalSet[]) {
    const cuts = new Set(sets.flatMap((set) => set.intervals.flatMap(([from, to]) => [from, to + 1])));
    this.indexes = new Map([...cuts].sort((a, b) => a - b).map((cut, index) => [cut, index]));
  }

  /** Everything between the first and the last cut. */
  get whole(): Stretch {
    return { node: 1, low: 0, high: this.indexes.size - 2 };
  }

  /** A set that these cuts were made for, as the first and last index between them. */
  between(set: IntervalSet): [number, number][] {
    const at = (cut: number) => this.indexes.get(cut) ?? 0;
    return set.intervals.map(([from, to]) => [at(from), at(to + 1) - 1]);
  }
}

/** A node of the tree of halves over all addresses: the halves of node n are 2n and 2n + 1. */
interface Stretch {
  node: number;
  low: number;
  high: number;
}

interface Known<T> {
  /** The traffic that is covered at every address of the stretch. */
  covered?: IntervalMap<true>;
  /** What was added for the whole stretch, and by which box. */
  added?: IntervalMap<T>;
}

/**
 * The packets that the boxes added so far cover. Thousands of boxes may share a range or contain each other, so each
 * stretch of addresses keeps the traffic that is covered in all of it: adding and querying a box costs one look-up.
 */
export class Coverage<T> {
  private readonly known = new Map<number, Known<T>>();

  constructor(private readonly cuts: Cuts) {}

  add(box: Box, by: T): void {
    for (const [first, last] of this.cuts.between(box.to))
      this.coverStretch(this.cuts.whole, first, last, box.traffic, by);
  }

  coveredAt(node: number, traffic: IntervalSet): IntervalSet {
    return traffic.subtract(this.missingAt(node, traffic));
  }

  missingAt(node: number, traffic: IntervalSet): IntervalSet {
    return this.known.get(node)?.covered?.missing(traffic) ?? traffic;
  }

  addedAt(node: number): IntervalMap<T> | undefined {
    return this.known.get(node)?.added;
  }

  knowsBelow(node: number): boolean {
    return this.known.has(2 * node) || this.known.has(2 * node + 1);
  }

  /** Returns what became covered in the whole stretch. */
  private coverStretch(stretch: Stretch, first: number, last: number, traffic: IntervalSet, by: T): IntervalSet {
    const { node, low, high } = stretch;
    if (last < low || high < first || traffic.isEmpty) return IntervalSet.empty;
    const known = this.at(node);
    if (first <= low && high <= last) {
      const gained = this.cover(known, traffic);
      known.added ??= new IntervalMap();
      known.added.add(gained, by);
      return gained;
    }
    const [left, right] = halves(stretch);
    const [inLeft, inRight] = [left, right].map((half) => this.coverStretch(half, first, last, traffic, by));
    const inBoth = [
      this.coveredAt(right.node, inLeft as IntervalSet),
      this.coveredAt(left.node, inRight as IntervalSet),
    ];
    return this.cover(known, IntervalSet.union(inBoth));
  }

  private cover(known: Known<T>, traffic: IntervalSet): IntervalSet {
    if (traffic.isEmpty) return traffic;
    known.covered ??= new IntervalMap();
    return known.covered.add(traffic, true);
  }

  private at(node: number): Known<T> {
    const already = this.known.get(node);
    if (already) return already;
    const known: Known<T> = {};
    this.known.set(node, known);
    return known;
  }
}

function halves({ node, low, high }: Stretch): [Stretch, Stretch] {
  const middle = (low + high) >> 1;
  return [
    { node: 2 * node, low, high: middle },
    { node: 2 * node + 1, low: middle + 1, high },
  ];
}

/** Whether several coverages over the same cuts leave nothing of a box between them. */
export function isCovered<T>(box: Box, cuts: Cuts, coverages: readonly Coverage<T>[]): boolean {
  const covered = (stretch: Stretch, first: number, last: number, traffic: IntervalSet): boolean => {
    const { node, low, high } = stretch;
    if (last < low || high < first) return true;
    const missing = coverages.reduce((left, coverage) => coverage.missingAt(node, left), traffic);
    if (missing.isEmpty) return true;
    // A single coverage has already merged what all stretches below share; several may only add up below.
    const wanted = first <= low && high <= last ? 2 : 1;
    const deeper = coverages.filter((coverage) => coverage.knowsBelow(node));
    if (low === high || deeper.length < wanted) return false;
    return halves(stretch).every((half) => covered(half, first, last, missing));
  };
  return cuts.between(box.to).every(([first, last]) => covered(cuts.whole, first, last, box.traffic));
}

/** What covers a box that is covered; stops after `most`. */
export function coverersOf<T>(box: Box, cuts: Cuts, coverages: readonly Coverage<T>[], most: number): Set<T> {
  const found = new Set<T>();
  const collect = (stretch: Stretch, first: number, last: number, traffic: IntervalSet): void => {
    const { node, low, high } = stretch;
    if (last < low || high < first || traffic.isEmpty || found.size >= most) return;
    let left = traffic;
    for (const added of coverages.flatMap((coverage) => coverage.addedAt(node) ?? [])) {
      for (const by of added.valuesIn(left)) if (found.add(by).size >= most) return;
      left = added.missing(left);
    }
    if (low < high) for (const half of halves(stretch)) collect(half, first, last, left);
  };
  for (const [first, last] of cuts.between(box.to)) collect(cuts.whole, first, last, box.traffic);
  return found;
}
