/** GitHub refuses a longer comment or issue. */
export const COMMENT_LIMIT = 65_536;

/** Enough for the sentence about what was left out, with a link in it. */
const SENTENCE = 600;

interface Block {
  kind: "table row" | "list entry" | "code block" | "other line";
  lines: string[];
}

/**
 * Markdown that is short enough: whole blocks from the top, then a sentence that counts what is not there and says where
 * it is. Never half a table row, list entry or code block, and no <details> stays open.
 */
export function shortened(markdown: string, limit: number, where: string): string {
  if (markdown.length <= limit) return markdown;
  const blocks = blocksOf(markdown.split("\n"));
  const kept: string[] = [];
  let length = 0;
  let open = 0;
  let keptBlocks = 0;
  for (const { lines } of blocks) {
    const size = lines.reduce((sum, line) => sum + line.length + 1, 0);
    const opened = open + folds(lines);
    if (length + size + opened * CLOSE.length + SENTENCE > limit) break;
    kept.push(...lines);
    length += size;
    open = opened;
    keptBlocks += 1;
  }
  const rest = counted(blocks.slice(keptBlocks));
  return [...kept, ...Array<string>(open).fill(CLOSE), "", `_Left out for length: ${rest}. ${where}_`, ""].join("\n");
}

const CLOSE = "\n</details>\n";

function folds(lines: readonly string[]): number {
  const starting = (tag: string) => lines.filter((line) => line.startsWith(tag)).length;
  return starting("<details") - starting("</details>");
}

/** A block is what loses its meaning when it is cut: a fence with all it holds, an entry with its indented lines. */
function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let fence = "";
  for (const line of lines) {
    const current = blocks.at(-1);
    if (current && (fence !== "" || continues(current.lines, line))) current.lines.push(line);
    else blocks.push({ kind: kindOf(line), lines: [line] });
    fence = fenceAfter(fence, line);
  }
  return blocks;
}

function continues(block: readonly string[], line: string): boolean {
  const [first = "", second = ""] = block;
  if (!first.startsWith("|")) return first !== "" && /^\s+\S/.test(line);
  // A heading is a table only with its rule and a first row.
  return block.length === 1 ? isRule(line) : block.length === 2 && isRule(second) && line.startsWith("|");
}

function isRule(line: string): boolean {
  return /^\|[\s:|-]+\|$/.test(line);
}

function kindOf(line: string): Block["kind"] {
  if (line.startsWith("|")) return "table row";
  if (/^([-*+]|\d+[.)])\s/.test(line)) return "list entry";
  if (/^(`{3,}|~{3,})/.test(line)) return "code block";
  return "other line";
}

/** The fence that is open after the line: only one of the same sign, as long and with nothing behind it, closes. */
function fenceAfter(open: string, line: string): string {
  const text = line.trim();
  const [marks = ""] = /^(`{3,}|~{3,})/.exec(text) ?? [];
  if (open === "") return marks;
  return marks.startsWith(open) && text === marks ? "" : open;
}

const PLURALS = {
  "table row": "table rows",
  "list entry": "list entries",
  "code block": "code blocks",
  "other line": "other lines",
};

function counted(blocks: readonly Block[]): string {
  const seen = blocks.filter(({ lines }) => lines.some((line) => line.trim() !== ""));
  return (Object.keys(PLURALS) as Block["kind"][])
    .map((kind) => ({ kind, number: seen.filter((block) => block.kind === kind).length }))
    .filter(({ number }) => number > 0)
    .map(({ kind, number }) => `${number} ${number === 1 ? kind : PLURALS[kind]}`)
    .join(", ");
}
