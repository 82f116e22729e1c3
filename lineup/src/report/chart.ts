import { plain } from "../text/plain";

const LONGEST_LABEL = 60;

const SHAPES = {
  service: ["([", "])"],
  connector: ["[", "]"],
  rule: ["{{", "}}"],
  target: ["[(", ")]"],
  note: ["[", "]"],
} as const;

const LINKS = {
  open: { arrow: "-->", style: undefined },
  cut: { arrow: "--x", style: "stroke:red,color:red" },
  unknown: { arrow: "-.->", style: "stroke:orange,color:orange" },
  beyond: { arrow: "-.-", style: "stroke:gray,color:gray" },
} as const;

export type Link = keyof typeof LINKS;

interface Group {
  id: string;
  label: string;
  parent: string | undefined;
}

interface Node {
  id: string;
  line: string;
  group: string | undefined;
}

/** A Mermaid flowchart. Every id is made here and every label escaped: no name has a way into the syntax. */
export class Chart {
  private readonly groups = new Map<string, Group>();
  private readonly nodes = new Map<string, Node>();
  private readonly links = new Map<string, { line: string; style: string | undefined }>();

  group(key: string, label: string, parent?: string): string {
    if (!this.groups.has(key)) this.groups.set(key, { id: `g${this.groups.size + 1}`, label, parent });
    return key;
  }

  /** Says the same thing twice only once; the first to say it decides how it looks. */
  node(key: string, shape: keyof typeof SHAPES, lines: readonly string[], group?: string): string {
    if (!this.nodes.has(key)) {
      const id = `n${this.nodes.size + 1}`;
      const [open, close] = SHAPES[shape];
      const label =
        lines
          .filter((line) => line !== "")
          .map(escapeLabel)
          .join("<br/>") || "-";
      this.nodes.set(key, { id, group, line: `${id}${open}"${label}"${close}` });
    }
    return key;
  }

  has(key: string): boolean {
    return this.nodes.has(key);
  }

  get isEmpty(): boolean {
    return this.nodes.size === 0;
  }

  link(from: string, to: string, kind: Link, labels: readonly string[] = []): void {
    const { arrow, style } = LINKS[kind];
    const text = labels.length === 0 ? "" : `|"${labels.map(escapeLabel).join("<br/>")}"|`;
    const line = `${this.nodes.get(from)?.id} ${arrow}${text} ${this.nodes.get(to)?.id}`;
    if (!this.links.has(line)) this.links.set(line, { line, style });
  }

  toString(): string {
    const links = [...this.links.values()];
    const styles = links.flatMap(({ style }, index) => (style === undefined ? [] : [`linkStyle ${index} ${style}`]));
    const lines = [...this.inside(undefined, "  "), ...[...links.map(({ line }) => line), ...styles].map(indented)];
    return `${["flowchart LR", ...lines].join("\n")}\n`;
  }

  private inside(group: string | undefined, indent: string): string[] {
    const nodes = [...this.nodes.values()].filter((node) => node.group === group).map(({ line }) => `${indent}${line}`);
    const groups = [...this.groups].filter(([, { parent }]) => parent === group);
    return [
      ...nodes,
      ...groups.flatMap(([key, { id, label }]) => [
        `${indent}subgraph ${id}["${escapeLabel(label)}"]`,
        ...this.inside(key, `${indent}  `),
        `${indent}end`,
      ]),
    ];
  }
}

function indented(line: string): string {
  return `  ${line}`;
}

/** Mermaid shows `#34;` as the character with that number, and takes nothing in it for syntax; a colon ends a word. */
export function escapeLabel(text: string): string {
  const escaped = [...plain(text, LONGEST_LABEL)].map((character) =>
    /[A-Za-z0-9 _.,/-]/.test(character) ? character : `#${character.codePointAt(0)};`,
  );
  return escaped.join("").replaceAll("#58; ", ": ") || "-";
}
