/** A set of whole numbers as sorted, disjoint, non-touching intervals: exact under union, intersection, difference. */
export class IntervalSet {
  static readonly empty = new IntervalSet([]);

  private constructor(private readonly bounds: readonly (readonly [number, number])[]) {}

  static of(from: number, to: number): IntervalSet {
    return from > to ? IntervalSet.empty : new IntervalSet([[from, to]]);
  }

  static union(sets: readonly IntervalSet[]): IntervalSet {
    const [only] = sets;
    if (sets.length === 1 && only) return only;
    const sorted = sets.flatMap((set) => set.bounds).sort((a, b) => a[0] - b[0]);
    const merged: [number, number][] = [];
    for (const [from, to] of sorted) {
      const last = merged.at(-1);
      if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
      else merged.push([from, to]);
    }
    return new IntervalSet(merged);
  }

  get isEmpty(): boolean {
    return this.bounds.length === 0;
  }

  get intervals(): readonly (readonly [number, number])[] {
    return this.bounds;
  }

  get size(): number {
    return this.bounds.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  }

  has(value: number): boolean {
    return this.bounds.some(([from, to]) => from <= value && value <= to);
  }

  intersect(other: IntervalSet): IntervalSet {
    const result: [number, number][] = [];
    let [i, j] = [0, 0];
    while (i < this.bounds.length && j < other.bounds.length) {
      const [a, b] = [this.bounds[i], other.bounds[j]] as [readonly [number, number], readonly [number, number]];
      const [from, to] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
      if (from <= to) result.push([from, to]);
      if (a[1] < b[1]) i++;
      else j++;
    }
    return result.length === 0 ? IntervalSet.empty : new IntervalSet(result);
  }

  subtract(other: IntervalSet): IntervalSet {
    const result: [number, number][] = [];
    let j = 0;
    for (const [from, to] of this.bounds) {
      let start = from;
      while (j < other.bounds.length && (other.bounds[j] as readonly [number, number])[1] < start) j++;
      for (let k = j; k < other.bounds.length; k++) {
        const [cutFrom, cutTo] = other.bounds[k] as readonly [number, number];
        if (cutFrom > to) break;
        if (cutFrom > start) result.push([start, cutFrom - 1]);
        start = Math.max(start, cutTo + 1);
      }
      if (start <= to) result.push([start, to]);
    }
    return result.length === 0 ? IntervalSet.empty : new IntervalSet(result);
  }

  contains(other: IntervalSet): boolean {
    return other.subtract(this).isEmpty;
  }

  overlaps(other: IntervalSet): boolean {
    return !this.intersect(other).isEmpty;
  }

  equals(other: IntervalSet): boolean {
    return this.contains(other) && other.contains(this);
  }
}
