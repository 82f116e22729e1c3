import type { Location, Point, Route } from "../report";

/** Points that say the same of several places, as one. */
export interface PointGroup {
  point: Point;
  places: Location[];
}

export function grouped(points: readonly Point[]): PointGroup[] {
  const groups = new Map<string, PointGroup>();
  for (const point of points) {
    const { name, aside, message, because, fix, place } = point;
    // What happens at a place is said of this place alone.
    const key = JSON.stringify(aside === "" ? [name, message, because, fix] : [groups.size]);
    const group = groups.get(key) ?? { point, places: [] };
    if (place) group.places.push(place);
    groups.set(key, group);
  }
  return [...groups.values()];
}

interface NumberedPoint {
  number: number;
  point: Point;
}

/** Every cause of these paths once, in the order in which they are met, under a number. */
export class Numbered {
  private readonly numbers = new Map<string, number>();
  readonly blocking: NumberedPoint[] = [];
  readonly unknown: NumberedPoint[] = [];

  constructor(routes: readonly Route[]) {
    for (const { state, causes } of routes) if (state === "blocked") this.add(causes, this.blocking);
    for (const { state, causes } of routes) if (state !== "blocked") this.add(causes, this.unknown);
    for (const { undecided } of routes) this.add(undecided, this.unknown);
  }

  /** The number under which it is explained; undefined where there is one explanation in all. */
  of(cause: Cause): number | undefined {
    return this.count > 1 ? this.numbers.get(keyOf(cause)) : undefined;
  }

  ofPoints(points: readonly Point[]): string {
    const numbers = new Set(points.flatMap((point) => this.of(asCause(point)) ?? []));
    return numbers.size === 0 ? "" : `(${[...numbers].join(", ")})`;
  }

  get count(): number {
    return this.numbers.size;
  }

  private add(points: readonly Point[], list: NumberedPoint[]): void {
    for (const point of points) {
      const key = keyOf(asCause(point));
      if (this.numbers.has(key)) continue;
      const number = this.numbers.size + 1;
      this.numbers.set(key, number);
      list.push({ number, point });
    }
  }
}

interface Cause {
  code: string;
  address: string;
  attribute: string;
  message: string;
}

function asCause({ name, place, message }: Point): Cause {
  return { code: name, address: place?.address ?? "", attribute: place?.attribute ?? "", message };
}

function keyOf({ code, address, attribute, message }: Cause): string {
  return JSON.stringify([code, address, attribute, message]);
}

/** Blocked before unknown before absent before reachable, else as they came. */
export function worstFirst<Item>(items: readonly Item[], routeOf: (item: Item) => Route): Item[] {
  const order = ["blocked", "unknown", "absent", "reachable"];
  return [...items].sort((a, b) => order.indexOf(routeOf(a).state) - order.indexOf(routeOf(b).state));
}
