import type { Box, Link, Node, Picture, Shape } from "../../picture";
import { type Band, bandsOf, type Item, laneKey } from "./bands";
import { wrapped } from "./labels";

/** How wide a column is and how far they are apart: two pictures beside each other are narrower. */
export interface Measure {
  column: number;
  gap: number;
  /** The columns that there are, also where nothing is in one: pictures beside each other have the same. */
  shapes: readonly Shape[];
}

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedNode extends Rectangle {
  node: Node;
  name: string[];
  details: string[];
}

export interface PlacedLink {
  link: Link;
  /** From station to station, with a point where it passes a column. */
  points: readonly (readonly [x: number, y: number])[];
}

export interface Layout {
  width: number;
  height: number;
  columns: { shape: Shape; x: number }[];
  boxes: (Rectangle & { label: string[] })[];
  nodes: PlacedNode[];
  links: PlacedLink[];
}

export const FONT = 12;
export const SMALL = 11;
export const LINE = 15;
const EDGE = 12;
const HEAD = 26;
const PAD = 10;
const BETWEEN = 12;

/** Left to right: callers, ways into the network, firewall rules, targets. Nothing covers anything else. */
export function layoutOf(picture: Picture, { column, gap, shapes }: Measure): Layout {
  const nodes = [...picture.nodes.values()].filter(({ shape }) => shape !== "note");
  const x = (shape: Shape) => EDGE + PAD + shapes.indexOf(shape) * (column + gap);
  const sized = new Map(nodes.map((node) => [node.key, sizedNode(node, column)]));
  const heightOf = (item: Item) => (item.node ? (sized.get(item.node.key)?.height ?? 0) : LINE);
  const sides = ({ items }: Band) => {
    const left = [...items.keys()].map(x);
    return { x: Math.min(...left) - PAD, width: Math.max(...left) - Math.min(...left) + column + 2 * PAD };
  };
  const labelOf = ({ label }: Box, band: Band) => wrapped(label, (sides(band).width - 16) / SMALL, 2);
  const heightIn = (band: Band): number => {
    const content = Math.max(0, ...[...band.items.values()].map((list) => itemsHeight(list, heightOf)));
    const box = band.box === undefined ? undefined : picture.boxes.get(band.box);
    return content + (box ? labelOf(box, band).length * LINE + 6 + PAD : 0);
  };
  const stacks = bandsOf(nodes, picture.links);
  const heights = stacks.map((bands) => sum(bands.map((band) => heightIn(band) + BETWEEN)) - BETWEEN);
  const tallest = Math.max(0, ...heights);

  const placed = new Map<string, Rectangle>();
  const boxes: Layout["boxes"] = [];
  for (const [index, bands] of stacks.entries()) {
    let top = HEAD + (tallest - (heights[index] ?? 0)) / 2;
    for (const band of bands) {
      const height = heightIn(band);
      const box = band.box === undefined ? undefined : picture.boxes.get(band.box);
      const label = box ? labelOf(box, band) : [];
      const head = box ? label.length * LINE + 6 : 0;
      const inner = { top: top + head, height: height - head - (box ? PAD : 0) };
      for (const [shape, items] of band.items) {
        let y = inner.top + (inner.height - itemsHeight(items, heightOf)) / 2;
        for (const item of items) {
          placed.set(item.key, { x: x(shape), y, width: column, height: heightOf(item) });
          y += heightOf(item) + BETWEEN;
        }
      }
      if (box) boxes.push({ label, ...sides(band), y: top, height });
      top += height + BETWEEN;
    }
  }
  return {
    width: 2 * (EDGE + PAD) + shapes.length * column + Math.max(0, shapes.length - 1) * gap,
    height: HEAD + tallest + EDGE,
    columns: shapes.map((shape) => ({ shape, x: x(shape) })),
    boxes,
    nodes: [...sized.values()].map((one) => ({ ...one, ...(placed.get(one.node.key) ?? one) })),
    links: picture.links.flatMap((link) => placedLink(link, picture, placed)),
  };
}

function sizedNode(node: Node, column: number): PlacedNode {
  const [first = "", ...rest] = node.lines;
  const name = wrapped(first, (column - 2 * PAD) / FONT / 1.06, 3);
  const details = rest.flatMap((line) => wrapped(line, (column - 2 * PAD) / SMALL, 2));
  const height = (name.length + details.length) * LINE + PAD + (node.shape === "target" ? 14 : 2);
  return { node, name, details, x: 0, y: 0, width: column, height };
}

function placedLink(link: Link, { nodes }: Picture, placed: ReadonlyMap<string, Rectangle>): PlacedLink[] {
  const [from, to] = [placed.get(link.from), placed.get(link.to)];
  const source = nodes.get(link.from);
  if (!from || !to || !source) return [];
  const lanes = (["connector", "rule"] as const).flatMap(
    (column) => placed.get(laneKey(column, source, link.to)) ?? [],
  );
  return [
    {
      link,
      points: [
        [from.x + from.width, from.y + from.height / 2],
        ...lanes.flatMap(({ x, y, width, height }) => [
          [x, y + height / 2] as const,
          [x + width, y + height / 2] as const,
        ]),
        [to.x, to.y + to.height / 2],
      ],
    },
  ];
}

function itemsHeight(items: readonly Item[], heightOf: (item: Item) => number): number {
  return sum(items.map((item) => heightOf(item) + BETWEEN)) - BETWEEN;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
