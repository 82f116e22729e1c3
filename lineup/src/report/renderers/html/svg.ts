import { count } from "../../../text/words";
import type { Picture, Shape } from "../../picture";
import { stateOf } from "./causes-at";
import { FONT, LINE, layoutOf, type Measure, type PlacedNode, SMALL } from "./layout";
import { badgesOf, linesOf } from "./lines";
import { html, type Markup } from "./markup";

const HEADS: Record<Shape, string> = {
  service: "caller",
  connector: "way in",
  rule: "firewall",
  target: "target",
  note: "",
};

/** What a station is called for those who do not see its shape. */
export const KINDS: Record<Shape, string> = { ...HEADS, connector: "connector", rule: "firewall rule" };

export interface Drawing {
  picture: Picture;
  /** What it shows, in words. */
  title: string;
  measure: Measure;
  /** Begins every id in it: a page has several pictures. */
  id: string;
  /** The number of each station; its card has the same. */
  numberOf: ReadonlyMap<string, number>;
  /** The paths that are listed, by their places: what is on one of them is lit with it. */
  rankOf: ReadonlyMap<number, number>;
}

/** The network as a picture. Each station is a link to what is said of it. */
export function svgOf(drawing: Drawing): Markup {
  const { picture, id, title, measure } = drawing;
  const { width, height, boxes, columns, nodes, links } = layoutOf(picture, measure);
  const badges = badgesOf(links, measure.gap);
  return html`<svg viewBox="0 0 ${width} ${round(height)}" width="${width}" height="${round(height)}" role="group" aria-labelledby="${id}-t" aria-describedby="${id}-d">
<title id="${id}-t">${title}</title><desc id="${id}-d">${descriptionOf(picture)}</desc>
${columns.map(({ shape, x }) => html`<text class="head" x="${x}" y="14">${HEADS[shape]}</text>`)}
${boxes.map(
  ({ label, x, y, width, height }) =>
    html`<rect class="box" x="${x}" y="${round(y)}" width="${width}" height="${round(height)}" rx="6"/>${label.map((text, index) => html`<text class="boxed" x="${x + 8}" y="${round(y + LINE * (index + 1))}">${text}</text>`)}`,
)}
${links.map((placed) => {
  const { whole, beyond, head } = linesOf(placed, badges.get(placed)?.at);
  const { link } = placed;
  return html`<g class="l ${link.state}${pathClasses(link, drawing)}"><path d="${whole}"/>${beyond === "" ? "" : html`<path class="past" d="${beyond}"/>`}${head === "" ? "" : html`<path class="tip" d="${head}"/>`}</g>`;
})}
${nodes.map((node) => nodeMarkup(node, drawing))}
${[...badges.values()].map(
  ({ x, y, width, text, state }) =>
    html`<g class="badge ${state}"><rect x="${round(x - width / 2)}" y="${round(y - 8)}" width="${round(width)}" height="16" rx="8"/><text x="${round(x)}" y="${round(y + 3.5)}">${text}</text></g>`,
)}
</svg>`;
}

function nodeMarkup(placed: PlacedNode, drawing: Drawing): Markup {
  const { node, name, details, x, y, width, height } = placed;
  const number = drawing.numberOf.get(node.key) ?? 0;
  const state = stateOf(node, drawing.picture);
  const said = [KINDS[node.shape], ...node.lines].join(", ");
  const label = `${said}${state === "cut" ? ": cut here" : state === "unknown" ? ": unknown here" : ""}`;
  const top = y + LINE + (node.shape === "target" ? 9 : 0);
  const lines = [
    ...name.map((text, index) => ({ text, kind: "name", size: FONT, y: top + index * LINE })),
    ...details.map((text, index) => ({ text, kind: "said", size: SMALL, y: top + (name.length + index) * LINE })),
  ];
  return html`<a href="#${drawing.id}-c${number}" class="n n${number} ${node.shape} ${state}${pathClasses(node, drawing)}" aria-label="${label}"><title>${label}</title><path class="shape" d="${shapeOf(node.shape, x, y, width, height)}"/>${lines.map(
    (line) => html`<text class="${line.kind}" x="${x + 10}" y="${round(line.y)}">${line.text}</text>`,
  )}</a>
`;
}

/** Round for a caller, square for a connector, with corners cut off for a rule, a drum for what holds data. */
function shapeOf(shape: Shape, x: number, y: number, width: number, height: number): string {
  const [left, top, right, bottom] = [x, y, x + width, y + height].map(round) as [number, number, number, number];
  if (shape === "rule") {
    const [a, b] = [7, 7];
    return `M${left + a},${top}H${right - a}L${right},${round(top + b)}V${round(bottom - b)}L${right - a},${bottom}H${left + a}L${left},${round(bottom - b)}V${round(top + b)}Z`;
  }
  if (shape === "target") {
    const arc = (to: number, y: number, sweep: 0 | 1) => `A${round(width / 2)},6 0 0 ${sweep} ${to},${round(y)}`;
    const [head, foot] = [top + 6, bottom - 6];
    return `M${left},${round(head)}${arc(right, head, 1)}V${round(foot)}${arc(left, foot, 1)}V${round(head)}${arc(right, head, 0)}`;
  }
  const r = shape === "service" ? Math.min(14, height / 2) : 2;
  return `M${left + r},${top}H${right - r}q${r},0 ${r},${r}V${round(bottom - r)}q0,${r} -${r},${r}H${left + r}q-${r},0 -${r},-${r}V${round(top + r)}q0,-${r} ${r},-${r}Z`;
}

function pathClasses({ paths }: { paths: ReadonlySet<number> }, { rankOf }: Drawing): Markup[] {
  const ranks = [...paths].flatMap((path) => rankOf.get(path) ?? []);
  return ranks.map((rank) => html` p${rank}`);
}

/** For those who do not see the picture: what is in it, and where it is cut. */
function descriptionOf({ nodes, links }: Picture): string {
  const having = (shape: Shape) => [...nodes.values()].filter((node) => node.shape === shape).length;
  const name = (key: string) => nodes.get(key)?.lines[0] ?? "";
  const cuts = links.filter(({ state }) => state === "cut");
  const shown = cuts.slice(0, 3).map(({ from, to }) => `between ${name(from)} and ${name(to)}`);
  const counts = `${count(having("service"), "caller")}, ${count(having("connector"), "connector")}, ${count(having("rule"), "firewall rule")}, ${count(having("target"), "target")}`;
  return `${counts}. ${cuts.length === 0 ? "Nothing is cut." : `Cut ${shown.join("; ")}${cuts.length > 3 ? " and elsewhere" : ""}.`}`;
}

export function round(number: number): number {
  return Math.round(number * 10) / 10;
}
