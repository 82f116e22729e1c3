import { plain } from "../../../text/plain";
import { middle } from "../../draw";
import { stacked } from "./markup";

/** Where a name may go on in the next line. */
const BREAKS = /[-_./:@ ]/;

/**
 * How wide a text is in a usual font, in units of its size. Nothing is drawn while this is written, so it is the
 * width in the widest of the fonts that browsers take where no other is asked for.
 */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

function widthOfCharacter(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  if (/[ijlIt.,:;'|!()[\]f/\\r -]/.test(character)) return 0.44;
  if (/[mwMW@%]/.test(character)) return 1.03;
  if (/[A-Z]/.test(character)) return 0.78;
  return character < "\u0250" ? 0.66 : 1.15;
}

/** A name on at most so many lines; of one that is longer both ends are left. */
export function wrapped(text: string, width: number, most: number): string[] {
  const name = stacked(plain(text)) || "(no name)";
  const size = [...name].length;
  for (let kept = size; kept > 1; kept--) {
    const lines = linesOf(kept === size ? name : middle(name, kept), width);
    if (lines.length <= most) return lines;
  }
  return ["…"];
}

function linesOf(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let word = "";
  for (const character of text) {
    if (widthOf(line + word + character) > width) {
      // A word that does not fit on a line of its own is broken anywhere.
      const whole = line === "" ? word : line;
      word = line === "" ? "" : word;
      lines.push(whole.trim());
      line = "";
    }
    word += character;
    if (BREAKS.test(character)) [line, word] = [line + word, ""];
  }
  return [...lines, (line + word).trim()].filter((one) => one !== "");
}
