/** What can be shown where text is printed. */
export interface Terminal {
  /** How many columns there are for text. */
  width: number;
  colour: boolean;
  /** Whether more than ASCII can be shown. */
  unicode: boolean;
}

/** A stream that text is printed to; undefined stands for a file. */
export type PrintedTo = { isTTY?: boolean; columns?: number } | undefined;

export function terminalOf(stream: PrintedTo, env: NodeJS.ProcessEnv): Terminal {
  return { width: widthOf(stream), colour: showsColour(stream, env), unicode: showsUnicode(env) };
}

/** Where nobody knows how wide it is: a file, a pipe, a log. */
const USUAL_WIDTH = 100;
const LEAST_WIDTH = 40;

export function widthOf(stream: PrintedTo): number {
  const columns = stream?.isTTY === true ? stream.columns : undefined;
  return columns === undefined || columns === 0 ? USUAL_WIDTH : Math.max(LEAST_WIDTH, columns);
}

/** FORCE_COLOR outranks everything, as in Node itself: 0 and false switch colour off, and whatever else switches it on. */
function showsColour(stream: PrintedTo, { FORCE_COLOR, NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  if (stream === undefined) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stream.isTTY === true && !NO_COLOR && TERM !== "dumb";
}

/**
 * The first variable that is set decides, as in setlocale(3): its value names a character set after the dot. Where none
 * is set, as in most containers, UTF-8 is what is read; only somebody who asked for another gets ASCII.
 */
function showsUnicode({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG;
  return locale === undefined || locale === "" || process.platform === "win32" || /utf-?8/i.test(locale);
}

const IN_ASCII: Record<string, string> = {
  "✓": "+",
  "✗": "x",
  "─": "-",
  "╳": "x",
  "…": "...",
  "→": "->",
  "·": "-",
  "¦": "|",
};

/** The same text where only ASCII can be shown. */
export function ascii(text: string): string {
  return text.replace(/\P{ASCII}/gu, (character) => IN_ASCII[character] ?? "?");
}
