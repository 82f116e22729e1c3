import { plain } from "../text/plain";
import { wrap } from "./layout";
import { type Drawn, pictureOf } from "./network-picture";
import type { Link, LinkState, Node, Picture, Shape } from "./picture";

const LONGEST_LABEL = 60;
/** In columns: an arrow has no room for more. */
const LABEL_WIDTH = 34;

const SHAPES: Record<Shape, [open: string, close: string]> = {
  service: ["([", "])"],
  connector: ["[", "]"],
  rule: ["{{", "}}"],
  target: ["[(", ")]"],
  note: ["[", "]"],
};

const LINKS: Record<LinkState, { arrow: string; style: string | undefined }> = {
  open: { arrow: "-->", style: undefined },
  cut: { arrow: "--x", style: "stroke:red,color:red" },
  unknown: { arrow: "-.->", style: "stroke:orange,color:orange" },
  beyond: { arrow: "-.-", style: "stroke:gray,color:gray" },
};

/** Beyond that nobody follows a line, and Mermaid gives up at 500. */
const MOST = { paths: 60, looseEnds: 60, alike: Number.POSITIVE_INFINITY };

/** The networks, what is in them, and every declared path as arrows: red where it is cut, orange where nobody knows. */
export function renderMermaid(judged: readonly Drawn[]): string {
  return chartOf(pictureOf(judged, MOST));
}

/** A Mermaid flowchart. Every id is made here and every label escaped: no name has a way into the syntax. */
function chartOf(picture: Picture): string {
  const ids = new Map([...picture.nodes.keys()].map((key, index) => [key, `n${index + 1}`]));
  const boxIds = new Map([...picture.boxes.keys()].map((key, index) => [key, `g${index + 1}`]));
  const inside = (box: string | undefined, indent: string): string[] => [
    ...[...picture.nodes.values()]
      .filter((node) => node.box === box)
      .map((node) => `${indent}${ids.get(node.key)}${nodeText(node)}`),
    ...[...picture.boxes.values()]
      .filter(({ parent }) => parent === box)
      .flatMap(({ key, label }) => [
        `${indent}subgraph ${boxIds.get(key)}["${escapeLabel(label)}"]`,
        ...inside(key, `${indent}  `),
        `${indent}end`,
      ]),
  ];
  const links = picture.links.map((link) => `  ${ids.get(link.from)} ${linkText(link)} ${ids.get(link.to)}`);
  const styles = picture.links.flatMap(({ state }, index) => {
    const { style } = LINKS[state];
    return style === undefined ? [] : [`  linkStyle ${index} ${style}`];
  });
  return `${["flowchart LR", ...inside(undefined, "  "), ...links, ...styles].join("\n")}\n`;
}

function nodeText({ shape, lines }: Node): string {
  const [open, close] = SHAPES[shape];
  return `${open}"${lines.map(escapeLabel).join("<br/>") || "-"}"${close}`;
}

function linkText({ state, labels }: Link): string {
  const lines = labels.flatMap((label) => wrap(label, "", LABEL_WIDTH));
  return `${LINKS[state].arrow}${lines.length === 0 ? "" : `|"${lines.map(escapeLabel).join("<br/>")}"|`}`;
}

/** Mermaid shows `#34;` as the character with that number, and takes nothing in it for syntax; a colon ends a word. */
export function escapeLabel(text: string): string {
  const escaped = [...plain(text, LONGEST_LABEL)].map((character) =>
    /[A-Za-z0-9 _.,/-]/.test(character) ? character : `#${character.codePointAt(0)};`,
  );
  return escaped.join("").replaceAll("#58; ", ": ") || "-";
}
