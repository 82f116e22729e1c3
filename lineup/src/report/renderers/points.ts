import type { Cause } from "../../reachability/path";
import type { Location, Point, Route } from "../report";

/** Points that say the same of several places, as one. The report keeps them apart, because each is an alert. */
export interface PointGroup {
  point: Point;
  /** Each once, in the order in which they are met. */
  places: Location[];
}

export function grouped(points: readonly Point[]): PointGroup[] {
  const groups = new Groups();
  for (const point of points) groups.add(point);
  return groups.all;
}

/** How many are shown: all of those that are to be read as a whole. */
export function shownOf(points: readonly Point[], most: number): number {
  return points.some(({ isWhole }) => isWhole) ? Number.POSITIVE_INFINITY : most;
}

/** The one line of source that several places are made by: a loop, or a call of a function. */
export function commonSource(places: readonly Location[]): Location["source"] {
  const [first, ...others] = places.map(({ source }) => source);
  const isOne = first !== undefined && others.every((it) => it?.file === first.file && it.line === first.line);
  return isOne && others.length > 0 ? first : undefined;
}

/** How many there are to read: what is said of no place, or twice of the same one, counts once. */
export function countIn(groups: readonly PointGroup[]): number {
  const timesOf = (places: readonly Location[]) => places.reduce((sum, { inputs }) => sum + (inputs?.length ?? 1), 0);
  return groups.reduce((sum, { places }) => sum + Math.max(1, timesOf(places)), 0);
}

/** What is said decides; where it is said of does not. */
function keyOf({ name, aside, message, because, fix }: Said): string {
  return JSON.stringify([name, aside, message, because, fix]);
}

type Said = Pick<Point, "name" | "aside" | "message" | "because" | "fix">;

class Groups {
  private readonly groups = new Map<string, PointGroup & { seen: Set<string> }>();

  /** Whether it says something that none before it said. */
  add(point: Point): boolean {
    const key = keyOf(point);
    const known = this.groups.get(key);
    const group = known ?? { point, places: [], seen: new Set() };
    this.groups.set(key, group);
    const { place } = point;
    const id = place && JSON.stringify([place.address, place.attribute, place.source, place.inputs]);
    if (place && id !== undefined && !group.seen.has(id)) {
      group.seen.add(id);
      group.places.push(place);
    }
    return known === undefined;
  }

  get all(): PointGroup[] {
    return [...this.groups.values()];
  }
}

interface NumberedGroup extends PointGroup {
  number: number;
}

/** What is said against these paths, each once, in the order in which it is met, under a number. */
export class Numbered {
  private readonly numbers = new Map<string, number>();
  readonly blocking: readonly NumberedGroup[];
  readonly unknown: readonly NumberedGroup[];

  constructor(routes: readonly Route[]) {
    const [blocking, unknown] = [new Groups(), new Groups()];
    const blocked = routes.filter(({ state }) => state === "blocked");
    for (const point of blocked.flatMap(({ causes }) => causes)) this.add(point, blocking);
    const others = routes.filter(({ state }) => state !== "blocked");
    const open = [...others.flatMap(({ causes }) => causes), ...routes.flatMap(({ undecided }) => undecided)];
    const said = new Set(blocking.all.map(({ point }) => keyOf(point)));
    for (const point of open) this.add(point, said.has(keyOf(point)) ? blocking : unknown);
    [this.blocking, this.unknown] = [blocking, unknown].map((groups) =>
      groups.all.map((group) => ({ ...group, number: this.numbers.get(keyOf(group.point)) ?? 0 })),
    ) as [NumberedGroup[], NumberedGroup[]];
  }

  /** The number under which it is explained; undefined where there is one explanation in all. */
  of({ code, message, fix }: Pick<Cause, "code" | "message" | "fix">): number | undefined {
    return this.numberOf({ name: code, aside: "", message, because: "", fix });
  }

  ofPoints(points: readonly Point[]): string {
    const numbers = new Set(points.flatMap((point) => this.numberOf(point) ?? []));
    return numbers.size === 0 ? "" : `(${[...numbers].join(", ")})`;
  }

  get count(): number {
    return this.numbers.size;
  }

  private numberOf(said: Said): number | undefined {
    return this.count > 1 ? this.numbers.get(keyOf(said)) : undefined;
  }

  private add(point: Point, groups: Groups): void {
    if (groups.add(point)) this.numbers.set(keyOf(point), this.numbers.size + 1);
  }
}

/** Blocked before unknown before absent before reachable, else as they came. */
export function worstFirst<Item>(items: readonly Item[], routeOf: (item: Item) => Route): Item[] {
  const order = ["blocked", "unknown", "absent", "reachable"];
  return [...items].sort((a, b) => order.indexOf(routeOf(a).state) - order.indexOf(routeOf(b).state));
}
