import { IntervalSet } from "./intervals";

interface Piece<T> {
  from: number;
  to: number;
  paint: T;
}

/** A line of numbers that is painted bit by bit. What is painted stays as it is; pieces are found by halving. */
export class PaintedLine<T> {
  private readonly pieces: Piece<T>[] = [];

  /** What of a set is not painted. */
  blank(set: IntervalSet): IntervalSet {
    const gaps: IntervalSet[] = [];
    let touched = false;
    for (const [from, to] of set.intervals) {
      let start = from;
      for (const piece of this.on(from, to)) {
        touched = true;
        if (piece.from > start) gaps.push(IntervalSet.of(start, piece.from - 1));
        start = piece.to + 1;
      }
      if (start <= to) gaps.push(IntervalSet.of(start, to));
    }
    return touched ? IntervalSet.union(gaps) : set;
  }

  /** Paints what of a set is blank, and answers what that was. */
  add(set: IntervalSet, paint: T): IntervalSet {
    const gaps = this.blank(set);
    for (const [from, to] of gaps.intervals) this.insert({ from, to, paint });
    return gaps;
  }

  /** The paints on a set. */
  *paints(set: IntervalSet): Iterable<T> {
    for (const [from, to] of set.intervals) for (const { paint } of this.on(from, to)) yield paint;
  }

  private *on(from: number, to: number): Iterable<Piece<T>> {
    for (let index = this.after(from); index < this.pieces.length; index++) {
      const piece = this.pieces[index] as Piece<T>;
      if (piece.from > to) return;
      yield piece;
    }
  }

  /** Into a place that is blank. Neighbours of one paint become one piece, or a line of odd ports would never end. */
  private insert(piece: Piece<T>): void {
    const index = this.after(piece.from);
    const [before, next] = [this.pieces[index - 1], this.pieces[index]];
    const joinsBefore = before?.paint === piece.paint && before.to + 1 === piece.from;
    const joinsNext = next?.paint === piece.paint && next.from - 1 === piece.to;
    const from = joinsBefore ? before.from : piece.from;
    const to = joinsNext ? next.to : piece.to;
    const replaced = Number(joinsBefore) + Number(joinsNext);
    this.pieces.splice(joinsBefore ? index - 1 : index, replaced, { from, to, paint: piece.paint });
  }

  /** The first piece that does not end before this number. */
  private after(number: number): number {
    let [low, high] = [0, this.pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pieces[middle] as Piece<T>).to < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
