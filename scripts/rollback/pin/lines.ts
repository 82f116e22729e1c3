/** Where the line begins that a place of a text is in. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

export function indentAt(text: string, at: number): string {
  return /^[^\S\n]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? "";
}
