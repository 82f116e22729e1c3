/** Finds the items whose interval overlaps a given one: an interval tree in sorted arrays. */
export class OverlapIndex<T> {
  private readonly sorted: { from: number; to: number; item: T }[];
  /** The furthest end in the subtree of each position. */
  private readonly furthest: number[];

  constructor(spans: readonly { from: number; to: number; item: T }[]) {
    this.sorted = [...spans].sort((a, b) => a.from - b.from);
    this.furthest = new Array(this.sorted.length).fill(0);
    this.measure(0, this.sorted.length - 1);
  }

  /** Calls `visit` for each item that overlaps the interval, until it returns false. */
  visit(from: number, to: number, visit: (item: T) => boolean): void {
    this.search(0, this.sorted.length - 1, from, to, visit);
  }

  private measure(low: number, high: number): number {
    if (low > high) return -1;
    const middle = (low + high) >> 1;
    const own = this.sorted[middle]?.to ?? -1;
    const furthest = Math.max(own, this.measure(low, middle - 1), this.measure(middle + 1, high));
    this.furthest[middle] = furthest;
    return furthest;
  }

  private search(low: number, high: number, from: number, to: number, visit: (item: T) => boolean): boolean {
    if (low > high) return true;
    const middle = (low + high) >> 1;
    if ((this.furthest[middle] ?? -1) < from) return true;
    if (!this.search(low, middle - 1, from, to, visit)) return false;
    const span = this.sorted[middle];
    if (!span || span.from > to) return true;
    if (span.to >= from && !visit(span.item)) return false;
    return this.search(middle + 1, high, from, to, visit);
  }
}
