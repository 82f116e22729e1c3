const ESC = String.fromCodePoint(0x1b);
const BEL = String.fromCodePoint(0x07);
const CSI = String.fromCodePoint(0x9b);
const ST = String.fromCodePoint(0x9c);

/** Colours and cursor movements, window titles and links, and whatever else begins with an escape. */
const ESCAPE_SEQUENCES = new RegExp(
  [
    `(?:${ESC}\\[|${CSI})[0-?]*[ -/]*[@-~]`,
    `${ESC}[\\]PX^_][^${ESC}${BEL}${ST}]*(?:${BEL}|${ST}|${ESC}\\\\)`,
    `${ESC}[ -/]*[0-~]`,
  ].join("|"),
  "g",
);

const LIMIT = 200;

/**
 * Text from an input, safe to print: one line of visible characters. What could move a cursor, hide text or turn its
 * direction around is gone, so that a name cannot pretend to be a verdict.
 */
export function plain(text: string, limit = LIMIT): string {
  const visible = text
    .replace(ESCAPE_SEQUENCES, "")
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(/\p{Cs}/gu, "\ufffd")
    .trim();
  return cut(visible, limit);
}

/** Cuts at the end, never through a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** JSON that a terminal may show: the same values, with whatever would not be seen written as an escape. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\u2028\u2029\p{Cf}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
