import { plain } from "../text/plain";

const SENTENCE = 400;
/** Seen by nobody, and enough that GitHub finds no name, number or address to link. */
const GAP = "&#8203;";

const SPECIAL = /:(?=\/\/|[\w+-]+:)|www(?=\.)|\bGH-(?=\d)|[@#&<>`|\\$]|[*_[\]~!^]|^(?:[-+=]|\d+(?=[.)]))/gi;

/** Text from an input as words of a sentence: none of it is markup, a mention, a reference, an emoji or a link. */
export function prose(text: string, limit = SENTENCE): string {
  return plain(text, limit).replace(SPECIAL, (found) => {
    if (/^(:|www|gh-|\d+)$/i.test(found)) return `${found}${GAP}`;
    if (found === "@" || found === "#") return `${entity(found)}${GAP}`;
    return /[*_[\]~!^]/.test(found) ? `\\${found}` : entity(found);
  });
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/**
 * Text from an input as code. Nothing inside a code span is read by GitHub but what would end it or the table cell
 * around it, and no escape works in both places: a look-alike does.
 */
export function code(text: string, limit?: number): string {
  const inner = plain(text, limit).replaceAll("`", "'").replaceAll("|", "¦");
  return inner === "" ? "(no name)" : `\`${inner}\``;
}

/** Commands to copy, as they are typed: nothing in them is read as markup, and none of them ends the block. */
export function fenced(commands: readonly string[], indent = ""): string {
  const lines = commands.map((command) => plain(command, Number.POSITIVE_INFINITY));
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = "`".repeat(longest + 1);
  return [`${fence}bash`, ...lines, fence].map((line) => `${indent}${line}`).join("\n");
}

/** A text that grows until it is full and then counts what it had to leave out. */
export class Pages {
  private readonly lines: string[] = [];
  private readonly omitted = new Map<string, number>();
  private length = 0;

  constructor(private readonly limit: number) {}

  always(...lines: string[]): void {
    for (const line of lines) {
      this.lines.push(line);
      this.length += line.length + 1;
    }
  }

  /** One thing of its kind, as a whole or not at all. `share` is how much of the text may be full after it. */
  offer(kind: string, share: number, write: () => string): void {
    const omitted = this.omitted.get(kind) ?? 0;
    const line = omitted > 0 ? undefined : write();
    if (line !== undefined && this.length + line.length + 1 <= this.limit * share) this.always(line);
    else this.omitted.set(kind, omitted + 1);
  }

  get leftOut(): string[] {
    return [...this.omitted].map(([kind, number]) => `${number} ${kind}${number === 1 ? "" : "s"}`);
  }

  toString(): string {
    return `${this.lines.join("\n")}\n`;
  }
}
