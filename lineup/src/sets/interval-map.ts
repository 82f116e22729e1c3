import { IntervalSet } from "./intervals";

interface Piece<T> {
  from: number;
  to: number;
  value: T;
}

/** Maps intervals of numbers to values. The first value a number gets stays; pieces are found by binary search. */
export class IntervalMap<T> {
  private readonly pieces: Piece<T>[] = [];

  /** The part of a set that has no value yet. */
  missing(set: IntervalSet): IntervalSet {
    const gaps: IntervalSet[] = [];
    let touched = false;
    for (const [from, to] of set.intervals) {
      let start = from;
      for (const piece of this.piecesOn(from, to)) {
        touched = true;
        if (piece.from > start) gaps.push(IntervalSet.of(start, piece.from - 1));
        start = piece.to + 1;
      }
      if (start <= to) gaps.push(IntervalSet.of(start, to));
    }
    return touched ? IntervalSet.union(gaps) : set;
  }

  /** Gives a value to the part of a set that has none, and returns that part. */
  add(set: IntervalSet, value: T): IntervalSet {
    const gaps = this.missing(set);
    for (const [from, to] of gaps.intervals) this.insert({ from, to, value });
    return gaps;
  }

  /** The values on a set. */
  *valuesIn(set: IntervalSet): Iterable<T> {
    for (const [from, to] of set.intervals) for (const { value } of this.piecesOn(from, to)) yield value;
  }

  private *piecesOn(from: number, to: number): Iterable<Piece<T>> {
    for (let index = this.indexOfFirstEndingAtOrAfter(from); index < this.pieces.length; index++) {
      const piece = this.pieces[index] as Piece<T>;
      if (piece.from > to) return;
      yield piece;
    }
  }

  /** Adds a piece where there is none. Neighbours with the same value are joined, so that the list stays short. */
  private insert(piece: Piece<T>): void {
    const index = this.indexOfFirstEndingAtOrAfter(piece.from);
    const [before, next] = [this.pieces[index - 1], this.pieces[index]];
    const joinsBefore = before?.value === piece.value && before.to + 1 === piece.from;
    const joinsNext = next?.value === piece.value && next.from - 1 === piece.to;
    const from = joinsBefore ? before.from : piece.from;
    const to = joinsNext ? next.to : piece.to;
    const replaced = Number(joinsBefore) + Number(joinsNext);
    this.pieces.splice(joinsBefore ? index - 1 : index, replaced, { from, to, value: piece.value });
  }

  /** The index of the first piece that does not end before this number. */
  private indexOfFirstEndingAtOrAfter(number: number): number {
    let [low, high] = [0, this.pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pieces[middle] as Piece<T>).to < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
