import { byPrecedence, type RuleOnSender } from "../reachability/firewall";
import { IntervalSet } from "../sets/intervals";
import { ALL_TRAFFIC } from "../sets/traffic";

/** The rules of one snapshot as they stand along the addresses: at each stretch those that speak of it, by precedence. */
export class Layer {
  readonly rules: readonly RuleOnSender[];
  private readonly active: number[] = [];
  private known: IntervalSet | undefined;

  constructor(rules: readonly RuleOnSender[]) {
    this.rules = [...rules].sort(byPrecedence);
  }

  enter(index: number): void {
    this.active.splice(this.place(index), 0, index);
    this.known = undefined;
  }

  leave(index: number): void {
    this.active.splice(this.place(index), 1);
    this.known = undefined;
  }

  /** What gets out at the stretch that is looked at; what no rule speaks of does. */
  get allowed(): IntervalSet {
    this.known ??= this.decide();
    return this.known;
  }

  get here(): RuleOnSender[] {
    return this.active.flatMap((index) => this.rules[index] ?? []);
  }

  private decide(): IntervalSet {
    const out: IntervalSet[] = [];
    let left = ALL_TRAFFIC;
    for (const { action, boxes } of this.here) {
      const traffic = IntervalSet.union(boxes.map((box) => box.traffic));
      if (action === "allow") out.push(left.intersect(traffic));
      left = left.subtract(traffic);
      if (left.isEmpty) break;
    }
    return IntervalSet.union([...out, left]);
  }

  private place(index: number): number {
    let [low, high] = [0, this.active.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.active[middle] as number) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Turn {
  at: number;
  act: () => void;
}

/** Walks along the addresses of an area; at each stretch every layer knows what gets out there. */
export function sweep(layers: readonly Layer[], area: IntervalSet, look: (from: number, to: number) => void): void {
  const turns: Turn[] = area.intervals.flatMap(([from, to]) => [cut(from), cut(to + 1)]);
  for (const layer of layers) {
    layer.rules.forEach(({ boxes }, index) => {
      const places = IntervalSet.union(boxes.map(({ to }) => to)).intersect(area);
      for (const [from, to] of places.intervals) {
        turns.push({ at: from, act: () => layer.enter(index) }, { at: to + 1, act: () => layer.leave(index) });
      }
    });
  }
  turns.sort((one, other) => one.at - other.at);
  turns.forEach(({ at, act }, index) => {
    act();
    const next = turns[index + 1]?.at;
    // The area is cut at its own ends, so that a stretch lies in it as a whole or not at all.
    if (next !== undefined && next > at && area.has(at)) look(at, next - 1);
  });
}

function cut(at: number): Turn {
  return { at, act: () => {} };
}
