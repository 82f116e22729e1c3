import { FilterError, quoted } from "./filter-error";

export interface Token {
  kind: "word" | "text" | "sign" | "end";
  /** Of a quoted text, what is between the quotes. */
  text: string;
  at: number;
  end: number;
}

/** A comment of the Logging query language goes from two hyphens to the end of the line. */
const SPACE = /(?:\s|--[^\n]*)+/y;
const WORD = /[\p{L}\p{N}_/+*@%][\p{L}\p{N}_\-/+*@%]*/uy;
const SIGN = /=~|!~|!=|>=|<=|[=><:.,()-]/y;

/** The filter in pieces. One pass, and each character is looked at a fixed number of times. */
export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < filter.length) {
    const space = matchAt(SPACE, filter, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = filter[at] === '"' ? textAt(filter, at) : wordOrSignAt(filter, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: "end", text: "", at: filter.length, end: filter.length });
  return tokens;
}

function wordOrSignAt(filter: string, at: number): Token {
  const word = matchAt(WORD, filter, at);
  if (word !== undefined) return { kind: "word", text: word, at, end: at + word.length };
  const sign = matchAt(SIGN, filter, at);
  if (sign !== undefined) return { kind: "sign", text: sign, at, end: at + sign.length };
  throw new FilterError(
    at,
    "a field, a value in double quotes, an operator or a parenthesis",
    quoted(filter[at] ?? ""),
  );
}

/** From one double quote to the next that is neither escaped nor inside `${…}`, where Terraform has quotes of its own. */
function textAt(filter: string, start: number): Token {
  const parts: string[] = [];
  let at = start + 1;
  let from = at;
  while (at < filter.length) {
    const character = filter[at];
    if (character === '"') {
      parts.push(filter.slice(from, at));
      return { kind: "text", text: parts.join(""), at: start, end: at + 1 };
    }
    if (character === "\\") {
      const next = filter[at + 1];
      // \" and \\ stand for one character; \. is left alone, for a regular expression means something by it.
      if (next === '"' || next === "\\") {
        parts.push(filter.slice(from, at));
        from = at + 1;
      }
      at += 2;
    } else if (character === "$" && filter[at + 1] === "{") {
      at = endOfReference(filter, at);
    } else {
      at += 1;
    }
  }
  throw new FilterError(
    filter.length,
    `the closing quote of the text that begins at character ${start + 1}`,
    "the end",
  );
}

function endOfReference(filter: string, start: number): number {
  let depth = 0;
  let isInText = false;
  for (let at = start + 1; at < filter.length; at++) {
    const character = filter[at];
    if (character === "\\") at += 1;
    else if (character === '"') isInText = !isInText;
    else if (isInText) continue;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  throw new FilterError(filter.length, `the } of the reference that begins at character ${start + 1}`, "the end");
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
