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

/** Lines of whole words, all indented alike. A word longer than a line stays whole: it may be an address to copy. */
export function wrap(text: string, indent: string, width: number, first = indent): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && indent.length + longer.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((content, index) => `${index === 0 ? first : indent}${content}`);
}
