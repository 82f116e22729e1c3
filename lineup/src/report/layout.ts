/** Ways to show text; without colour each of them shows it as it is. */
export interface Paint {
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  dim(text: string): string;
}

export function paintWith(colour: boolean): Paint {
  const code = (number: number) => (text: string) =>
    colour && text !== "" ? `\u001b[${number}m${text}\u001b[0m` : text;
  return { red: code(31), green: code(32), yellow: code(33), dim: code(2) };
}

const COLOURS = new RegExp(`${String.fromCodePoint(0x1b)}\\[\\d+m`, "g");

/** How many columns a text takes, as far as that can be said without knowing the terminal. */
export function size(text: string): number {
  return [...text.replace(COLOURS, "")].length;
}

/** Lines of whole words, all indented alike. A word longer than a line stays whole: it may be an address to copy. */
export function wrap(text: string | readonly string[], indent: string, width: number, first = indent): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of typeof text === "string" ? text.split(" ") : text) {
    const longer = line === "" ? word : `${line} ${word}`;
    const margin = size(lines.length === 0 ? first : indent);
    if (line !== "" && margin + size(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((content, index) => `${index === 0 ? first : indent}${content}`);
}

const GAP = 2;
const BELOW = 6;

/** A list in two columns. What is on the left may take two fifths of the width; the right of something longer is below it. */
export function columns(rows: readonly (readonly [string, string])[], width: number): string[] {
  const short = rows.map(([left]) => size(left) + GAP).filter((taken) => taken <= width * 0.4);
  const margin = " ".repeat(Math.max(BELOW, ...short));
  return rows.flatMap(([left, right]) =>
    size(left) + GAP <= margin.length
      ? wrap(right, margin, width, left.padEnd(margin.length))
      : [left, ...wrap(right, margin, width)],
  );
}
