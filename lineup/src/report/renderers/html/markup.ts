import { plain } from "../../../text/plain";

const LONGEST = 400;

/** HTML that is safe: it was written here, and all that came from elsewhere in it is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Piece = Markup | string | number | undefined | readonly Piece[];

/** The words of the template are HTML; every value is text, unless it is markup itself. */
export function html(words: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  return new Markup(words.map((word, index) => `${word}${textOf(values[index])}`).join(""));
}

function textOf(piece: Piece): string {
  if (piece === undefined) return "";
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === "string") return escaped(plain(piece, LONGEST));
  return typeof piece === "number" ? String(piece) : piece.map(textOf).join("");
}

/** A text that is to be read as a whole, however long it is. */
export function whole(text: string): Markup {
  return new Markup(escaped(plain(text, Number.POSITIVE_INFINITY)));
}

const SPECIAL: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** What is no character in XML is none here either: the page can be read by strict parsers. */
function escaped(text: string): string {
  return stacked(text)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (character) => SPECIAL[character] ?? "");
}

/** Marks that pile up on one letter would cover the lines above and below it. */
export function stacked(text: string): string {
  return text.replace(/(\p{M}{2})\p{M}+/gu, "$1");
}

/** Several pieces with something between them. */
export function between(separator: Markup, pieces: readonly Markup[]): Piece {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [separator, piece]));
}
