import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

export type Value = null | boolean | number | string | Value[] | { [name: string]: Value };
export type Contexts = Record<string, Value>;
/** Functions that GitHub has only at some places: success(), hashFiles(…). */
export type Functions = Record<string, (...args: Value[]) => Value>;

/** What GitHub makes of the text between `${{` and `}}`, by GitHub's own evaluator. */
export function evaluate(text: string, contexts: Contexts, functions: Functions = {}): Value {
  const known = Object.entries(functions).map(([name, run]) => ({
    ...{ name, minArgs: 0, maxArgs: 255 },
    call: (...args: data.ExpressionData[]) => dataOf(run(...args.map(plain))),
  }));
  try {
    const names = Object.keys(contexts);
    const tree = new Parser(new Lexer(text).lex().tokens, names, known).parse();
    const table = new Map(known.map((one) => [one.name.toLowerCase(), one]));
    return plain(new Evaluator(tree, dataOf(contexts) as data.Dictionary, table).evaluate());
  } catch (error) {
    throw new Error(`the expression ${text.trim()} cannot be evaluated: ${(error as Error).message}`);
  }
}

/** A value of a workflow, with everything between `${{` and `}}` replaced. A text that is one expression keeps its type. */
export function resolved(written: Value, contexts: Contexts, functions: Functions = {}): Value {
  if (typeof written !== "string") return written;
  const parts = written.split(/\$\{\{([\s\S]*?)\}\}/);
  if (parts.length === 3 && parts[0] === "" && parts[2] === "") return evaluate(parts[1] ?? "", contexts, functions);
  return parts.map((part, at) => (at % 2 === 0 ? part : printed(evaluate(part, contexts, functions)))).join("");
}

/** The same as text: an env, an input. */
export function text(written: Value, contexts: Contexts, functions: Functions = {}): string {
  return printed(resolved(written, contexts, functions));
}

const STATUS = /\b(success|failure|cancelled|always)\s*\(/i;

/** An `if:` without one of the four functions of status means `success() && (…)`; without `if:`, `success()`. */
export function holds(condition: Value | undefined, contexts: Contexts, functions: Functions): boolean {
  const written = String(condition ?? "success()").replace(/^\s*\$\{\{([\s\S]*)\}\}\s*$/, "$1");
  const asked = STATUS.test(written.replace(/'(?:[^']|'')*'/g, "''")) ? written : `success() && (${written})`;
  const value = evaluate(asked, contexts, functions);
  return value !== null && value !== false && value !== 0 && value !== "" && !Number.isNaN(value);
}

function printed(value: Value): string {
  return value === null ? "" : dataOf(value).coerceString();
}

function dataOf(value: Value): data.ExpressionData {
  return JSON.parse(JSON.stringify(value), data.reviver) as data.ExpressionData;
}

function plain(value: data.ExpressionData): Value {
  return JSON.parse(JSON.stringify(value, data.replacer) ?? "null") as Value;
}
