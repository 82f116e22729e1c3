import type { LinkState } from "../../picture";
import { widthOf } from "./labels";
import type { PlacedLink } from "./layout";

type Spot = readonly [x: number, y: number];

interface Badge {
  x: number;
  y: number;
  width: number;
  text: string;
  state: LinkState;
  /** How far on the first stretch it is. */
  at: number;
}

const TEXTS: Partial<Record<LinkState, readonly [symbol: string, word: string]>> = {
  cut: ["✕", "cut"],
  unknown: ["?", "unknown"],
};

const TRIED = [0.5, 0.34, 0.66, 0.2, 0.8, 0.42, 0.58];

/** What is said on the lines, each where it covers no other. */
export function badgesOf(links: readonly PlacedLink[], gap: number): Map<PlacedLink, Badge> {
  const badges = new Map<PlacedLink, Badge>();
  for (const placed of links) {
    const { state, labels } = placed.link;
    const [symbol, word] = TEXTS[state] ?? ["", labels[0] ?? ""];
    if (symbol === "" && word === "") continue;
    const long = [symbol, word].filter((part) => part !== "").join(" ");
    const text = widthOf(long) * 10 + 12 > gap - 4 && symbol !== "" ? symbol : long;
    const width = widthOf(text) * 10 + 12;
    const [a, b] = marked(placed);
    const spots = TRIED.map((at) => ({ at, spot: onCurve(a, b, at) }));
    const free = spots.find(({ spot: [x, y] }) => ![...badges.values()].some((other) => covers(other, x, y, width)));
    const { at, spot } = free ?? (spots[0] as (typeof spots)[number]);
    badges.set(placed, { x: spot[0], y: spot[1], width, text, state, at });
  }
  return badges;
}

function covers(other: Badge, x: number, y: number, width: number): boolean {
  return Math.abs(other.x - x) < (other.width + width) / 2 && Math.abs(other.y - y) < 17;
}

interface Lines {
  whole: string;
  /** What the packet does not see of the way. */
  beyond: string;
  head: string;
}

/** A line from station to station; one that is cut goes on as a shadow. */
export function linesOf(placed: PlacedLink, cutAt = 0.5): Lines {
  const { points, link } = placed;
  const [first, second, ...rest] = points as [Spot, Spot, ...Spot[]];
  const after = rest.map((spot, index) =>
    index % 2 === 0 && index < rest.length - 1 ? `H${tenth(spot[0])}` : curve(rest[index - 1] ?? second, spot),
  );
  const start = `M${spotText(first)}`;
  if (link.state === "cut") {
    const [left, right] = split(first, second, cutAt);
    return { whole: start + bezier(left), beyond: `M${spotText(left[3])}${bezier(right)}${after.join("")}`, head: "" };
  }
  const [x, y] = points.at(-1) as Spot;
  const head =
    link.state === "beyond"
      ? ""
      : `M${tenth(x - 8)},${tenth(y - 4)}L${tenth(x)},${tenth(y)}L${tenth(x - 8)},${tenth(y + 4)}Z`;
  return { whole: start + curve(first, second) + after.join(""), beyond: "", head };
}

/** What is said of a line stands on its first stretch: further on it may run together with others. */
function marked({ points }: PlacedLink): [Spot, Spot] {
  return [points[0] as Spot, points[1] as Spot];
}

type Bezier = [Spot, Spot, Spot, Spot];

function controls([x1, y1]: Spot, [x2, y2]: Spot): Bezier {
  const bend = (x2 - x1) / 2;
  return [
    [x1, y1],
    [x1 + bend, y1],
    [x2 - bend, y2],
    [x2, y2],
  ];
}

function curve(a: Spot, b: Spot): string {
  return bezier(controls(a, b));
}

function bezier([, c1, c2, end]: Bezier): string {
  return `C${spotText(c1)} ${spotText(c2)} ${spotText(end)}`;
}

function mixed([x1, y1]: Spot, [x2, y2]: Spot, at: number): Spot {
  return [x1 + (x2 - x1) * at, y1 + (y2 - y1) * at];
}

/** De Casteljau: the two parts of a curve. */
function split(a: Spot, b: Spot, at: number): [Bezier, Bezier] {
  const [p0, p1, p2, p3] = controls(a, b);
  const [q0, q1, q2] = [mixed(p0, p1, at), mixed(p1, p2, at), mixed(p2, p3, at)];
  const [r0, r1] = [mixed(q0, q1, at), mixed(q1, q2, at)];
  const middle = mixed(r0, r1, at);
  return [
    [p0, q0, r0, middle],
    [middle, r1, q2, p3],
  ];
}

function onCurve(a: Spot, b: Spot, at: number): Spot {
  return split(a, b, at)[0][3];
}

function spotText([x, y]: Spot): string {
  return `${tenth(x)},${tenth(y)}`;
}

function tenth(number: number): number {
  return Math.round(number * 10) / 10;
}
