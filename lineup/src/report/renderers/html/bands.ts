import { addTo } from "../../../grouping";
import type { Link, Node, Shape } from "../../picture";

/** What takes room in a column: a station, or a line that passes between the stations. */
export interface Item {
  key: string;
  node: Node | undefined;
}

/** What stands in one network, column by column; without a box what stands in none that is known. */
export interface Band {
  box: string | undefined;
  items: Map<Shape, Item[]>;
}

const COLUMNS: Shape[] = ["service", "connector", "rule", "target"];

function columnOf({ shape }: Pick<Node, "shape">): number {
  return COLUMNS.indexOf(shape);
}

/** Lines of callers to the same station pass a column as one. */
export function laneKey(column: Shape, from: Pick<Node, "key" | "shape">, to: string): string {
  return JSON.stringify([column, from.shape === "service" ? "callers" : from.key, to]);
}

/** What is stacked in each part of the picture: the callers, the networks, and what is peered with them. */
export function bandsOf(nodes: readonly Node[], links: readonly Link[]): Band[][] {
  const bands = new Map<string, Band>();
  const bandAt = (key: string, box: string | undefined): Band => {
    const band = bands.get(key) ?? { box, items: new Map() };
    bands.set(key, band);
    return band;
  };
  const bandOf = (node: Node) => bandAt(node.box ?? (node.shape === "service" ? "callers" : node.key), node.box);
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  for (const node of nodes) addTo(bandOf(node).items, node.shape, { key: node.key, node });
  const used = new Set(nodes.map(({ shape }) => shape));
  const lanes = new Set<string>();
  for (const link of links) {
    const [from, to] = [byKey.get(link.from), byKey.get(link.to)];
    if (!from || !to) continue;
    for (const column of COLUMNS.slice(columnOf(from) + 1, columnOf(to))) {
      const key = laneKey(column, from, to.key);
      if (!used.has(column) || lanes.has(key)) continue;
      lanes.add(key);
      const isInside = from.shape === "connector" || to.shape === "rule";
      const band = isInside ? bandOf(to.shape === "rule" ? to : from) : bandAt(`past ${to.key}`, undefined);
      addTo(band.items, column, { key, node: undefined });
    }
  }
  return stacked([...bands.values()]);
}

/** What has no column in common may stand at the same height. */
function stacked(bands: readonly Band[]): Band[][] {
  const has = ({ items }: Band, ...shapes: Shape[]) => shapes.some((shape) => items.has(shape));
  const callers = bands.filter((band) => has(band, "service"));
  const others = bands.filter((band) => !has(band, "service"));
  const isMixed = others.some((band) => has(band, "target") && has(band, "connector", "rule"));
  const networks = others.filter((band) => isMixed || has(band, "connector", "rule"));
  return [callers, networks, others.filter((band) => !networks.includes(band))];
}
