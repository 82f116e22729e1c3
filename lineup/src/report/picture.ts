import type { Cause } from "../reachability/path";

// What is drawn, before it is known how: Mermaid and HTML both make theirs of it.

export type Shape = "service" | "connector" | "rule" | "target" | "note";

/** How the packet fares on a stretch; "beyond" is a stretch that it may not get to. */
export type LinkState = "open" | "cut" | "unknown" | "beyond";

/** A network, or one of several inputs. */
export interface Box {
  key: string;
  label: string;
  parent: string | undefined;
}

export interface Node {
  key: string;
  shape: Shape;
  /** Its name first. */
  lines: readonly string[];
  box: string | undefined;
  /** What the input calls it; empty where it is in no input. */
  address: string;
  /** The numbers of the paths that lead over it. */
  paths: Set<number>;
}

export interface Link {
  from: string;
  to: string;
  state: LinkState;
  /** What to say beside it: "direct", "cut: the firewall rule lockdown denies it". */
  labels: readonly string[];
  /** Of every path that leads over it. */
  causes: Cause[];
  paths: Set<number>;
}

/** Boxes, nodes and links. Says the same thing twice only once; the first to say it decides how it looks. */
export class Picture {
  readonly boxes = new Map<string, Box>();
  readonly nodes = new Map<string, Node>();
  private readonly known = new Map<string, Link>();
  private current: readonly number[] = [];

  /** What is drawn from here on belongs to these paths. */
  onPaths(paths: readonly number[]): void {
    this.current = paths;
  }

  box(key: string, label: string, parent?: string): string {
    if (!this.boxes.has(key)) this.boxes.set(key, { key, label, parent });
    return key;
  }

  node(key: string, shape: Shape, lines: readonly string[], box?: string, address = ""): string {
    const said = lines.filter((line) => line !== "");
    const node = this.nodes.get(key) ?? { key, shape, lines: said, box, address, paths: new Set<number>() };
    this.nodes.set(key, node);
    for (const path of this.current) node.paths.add(path);
    return key;
  }

  link(from: string, to: string, { state, labels = [], causes = [] }: Stretch): void {
    const key = JSON.stringify([from, to, state, labels]);
    const link = this.known.get(key) ?? { from, to, state, labels, causes: [], paths: new Set<number>() };
    this.known.set(key, link);
    link.causes.push(...causes);
    for (const path of this.current) link.paths.add(path);
  }

  get links(): Link[] {
    return [...this.known.values()];
  }
}

export interface Stretch {
  state: LinkState;
  labels?: readonly string[];
  causes?: readonly Cause[];
}
