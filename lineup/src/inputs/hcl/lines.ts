import { skeletonOf } from "./skeleton";

/** Where a block stands, and what is in it: the lines of its arguments and blocks, by their path within it. */
export interface WrittenBlock {
  type: string;
  labels: string[];
  line: number;
  /** Undefined where several have the same path. */
  lines: Map<string, number | undefined>;
}

/** A block that is open: its path in the outermost one, and the same with its name where it has one. */
interface OpenBlock {
  path: string;
  named?: string;
}

const SPACE = /[^\S\n]*/y;
const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const LABEL = /"[^"\n]*"|[\p{L}_][\p{L}\p{N}_-]*/uy;
const STRING = /"([^"\\$%]*)"[^\S\n]*\r?(?:\n|$)/y;

/**
 * The blocks at the top of a file that its parser has accepted. This says where something stands and nothing else: where
 * the text is not understood it ends early, and what follows has no line.
 */
export function blocksIn(text: string): WrittenBlock[] {
  return new Lines(text).blocks();
}

class Lines {
  private readonly code: string;
  private at = 0;
  private line = 1;
  private counted = 0;
  private readonly found: WrittenBlock[] = [];
  private readonly open: OpenBlock[] = [];

  constructor(private readonly text: string) {
    this.code = skeletonOf(text);
  }

  blocks(): WrittenBlock[] {
    while (this.statement());
    return this.found;
  }

  /** False at the end, or where something else stands than a statement. */
  private statement(): boolean {
    this.skip(/\s*/y);
    if (this.at >= this.code.length) return false;
    if (this.code[this.at] === "}") {
      this.at++;
      return this.open.pop() !== undefined;
    }
    const line = this.lineHere();
    const name = this.take(NAME);
    if (name === undefined) return false;
    this.skip(SPACE);
    if (this.code[this.at] === "=" && this.code[this.at + 1] !== "=") return this.argument(name, line);
    return this.block(name, line);
  }

  private argument(name: string, line: number): boolean {
    this.at++;
    this.skip(SPACE);
    STRING.lastIndex = this.at;
    const [, value] = STRING.exec(this.text) ?? [];
    const within = this.open.at(-1);
    // Blocks that repeat are told apart by their name, as in the attributes of causes.
    if (name === "name" && value !== undefined && within && within.path !== "") {
      within.named = `${within.path}.${value}`;
      this.note(within.named, line);
    }
    for (const path of [within?.path, within?.named]) if (path !== undefined) this.note(joined(path, name), line);
    return this.expression();
  }

  private block(type: string, line: number): boolean {
    const labels: string[] = [];
    for (let label = this.take(LABEL); label !== undefined; label = this.take(LABEL)) {
      labels.push(label.startsWith('"') ? this.text.slice(this.at - label.length + 1, this.at - 1) : label);
      this.skip(SPACE);
    }
    if (this.code[this.at] !== "{") return false;
    this.at++;
    if (this.open.length === 0) {
      this.found.push({ type, labels, line, lines: new Map() });
      this.open.push({ path: "" });
      return true;
    }
    const outer = this.open.at(-1)?.path ?? "";
    // What a dynamic block makes is named like what is written out.
    const name = type === "dynamic" ? (labels[0] ?? type) : type;
    const path = type === "content" ? outer : joined(outer, name);
    if (type !== "content") this.note(path, line);
    this.open.push({ path });
    return true;
  }

  /** Up to the end of its last line, or the end of its block. */
  private expression(): boolean {
    for (let depth = 0; this.at < this.code.length; this.at++) {
      const here = this.code[this.at] ?? "";
      if ("([{".includes(here)) depth++;
      else if (depth > 0 && ")]}".includes(here)) depth--;
      else if (depth === 0 && (here === "\n" || here === "}")) break;
    }
    return true;
  }

  private note(path: string, line: number): void {
    const lines = this.found.at(-1)?.lines;
    lines?.set(path, lines.has(path) ? undefined : line);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.code) ?? [];
    this.at += found?.length ?? 0;
    return found;
  }

  private skip(pattern: RegExp): void {
    this.take(pattern);
  }

  private lineHere(): number {
    for (; this.counted < this.at; this.counted++) if (this.text[this.counted] === "\n") this.line++;
    return this.line;
  }
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
