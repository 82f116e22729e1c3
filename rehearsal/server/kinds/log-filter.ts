import { ApiError } from "../api-error";

export type LogOperator = "=" | "!=" | ">=" | "<=" | ">" | "<" | ":";

/** `labels."run.googleapis.com/execution_name"="e"` */
export interface LogComparison {
  path: string[];
  operator: LogOperator;
  value: string;
}

const TOKEN = /\s+|(?<word>"(?:[^"\\]|\\.)*"|[A-Za-z0-9_\-+/]+)|(?<operator>!=|>=|<=|=|>|<|:)|(?<dot>\.)/y;

/**
 * The comparisons of a filter in the Logging query language: joined by AND, which may be left out. Alternatives and
 * regular expressions are refused: a filter that is half understood would find what it does not mean.
 */
export function comparisonsIn(filter: string): LogComparison[] {
  const tokens = tokensOf(filter).filter((one) => one !== "AND");
  const found: LogComparison[] = [];
  while (tokens.length > 0) {
    const path = [unquoted(tokens.shift())];
    while (tokens[0] === ".") path.push(unquoted(tokens.splice(0, 2)[1]));
    const operator = tokens.shift();
    const value = tokens.shift();
    if (operator === undefined || value === undefined || !isOperator(operator)) {
      throw new ApiError(400, `Unparseable filter: a comparison is expected, got ${JSON.stringify(filter)}.`);
    }
    found.push({ path, operator, value: unquoted(value) });
  }
  return found;
}

function tokensOf(filter: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < filter.length) {
    const at = TOKEN.lastIndex;
    const [, word, operator, dot] = TOKEN.exec(filter) ?? ["", undefined, undefined, undefined];
    if (TOKEN.lastIndex <= at) {
      throw new ApiError(400, `Unparseable filter: this loopback cloud does not know ${JSON.stringify(filter[at])}.`);
    }
    const token = word ?? operator ?? dot;
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

function isOperator(token: string): token is LogOperator {
  return ["=", "!=", ">=", "<=", ">", "<", ":"].includes(token);
}

/** A keyword in the place of a name would be an alternative. */
function unquoted(token = ""): string {
  if (/^(OR|NOT)$/.test(token))
    throw new ApiError(400, `Unparseable filter: this loopback cloud does not know ${token}.`);
  return token.startsWith('"') ? token.slice(1, -1).replaceAll(/\\(.)/g, "$1") : token;
}
