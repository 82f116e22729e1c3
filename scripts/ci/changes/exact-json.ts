import { randomBytes } from "node:crypto";
import { refuseProto } from "../../../lineup/src/github/artifact";

/** A number that JavaScript would round, as it is written: an id of nineteen digits, a fraction of fifty, -0. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** JSON.parse without its rounding: two numbers that are written differently stay different. */
export function parseExactly(text: string): unknown {
  JSON.parse(text, refuseProto);
  // Nothing that the text could hold begins so.
  const mark = randomBytes(16).toString("hex");
  const marked = text.replace(TOKEN, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : `"${mark}${token}"`,
  );
  return JSON.parse(marked, (_, value) =>
    typeof value === "string" && value.startsWith(mark) ? new ExactNumber(value.slice(mark.length)) : value,
  );
}
