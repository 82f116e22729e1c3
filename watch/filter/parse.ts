import { Cursor, isKeyword } from "./cursor";
import { FilterError, quoted } from "./filter-error";
import { type Language, LOGGING, MONITORING } from "./languages";
import type { Call, Comparison, Filter, Literal, Operator } from "./tree";

/** A filter of an alert, a chart or an objective. Throws a FilterError that says where, and what is expected there. */
export function monitoringFilter(filter: string): Filter {
  return new Parser(filter, MONITORING).whole();
}

/** A filter over log entries. The empty one takes every entry. */
export function loggingFilter(filter: string): Filter {
  if (filter.trim() === "") return { kind: "all", of: [], at: 0 };
  return new Parser(filter, LOGGING).whole();
}

/** Deeper than anybody writes, and far from the end of the stack. */
const DEEPEST = 100;

/** What a value in `field = ("a" OR "b")` is compared with. */
type Field = Pick<Comparison, "path" | "operator">;

class Parser extends Cursor {
  private depth = 0;

  constructor(
    filter: string,
    private readonly language: Language,
  ) {
    super(filter);
  }

  whole(): Filter {
    const filter = this.conjunction(undefined);
    if (this.token.kind !== "end") this.fail(`AND, OR or the end of ${this.language.name}`);
    return filter;
  }

  private conjunction(field: Field | undefined): Filter {
    const { at } = this.token;
    const of = [this.disjunction(field)];
    // AND may be left out.
    while (this.takeWord("AND") || this.startsTerm) {
      const second = this.token.at;
      of.push(this.disjunction(field));
      this.refuseMixture(of, second);
    }
    return joined("all", of, at);
  }

  private disjunction(field: Field | undefined): Filter {
    const { at } = this.token;
    const of = [this.term(field)];
    while (this.takeWord("OR")) of.push(this.term(field));
    return joined("any", of, at);
  }

  private readonly parenthesized = new Set<Filter>();

  private refuseMixture(of: Filter[], at: number): void {
    if (this.language.mixed !== "refused") return;
    if (of.slice(-2).some((one) => one.kind === "any" && !this.parenthesized.has(one))) {
      throw new FilterError(at, "a pair of parentheses around the alternatives", "AND and OR side by side");
    }
  }

  private term(field: Field | undefined): Filter {
    const { at } = this.token;
    let isNegated = false;
    while (this.takeWord("NOT") || this.takeSign("-")) isNegated = !isNegated;
    const filter = this.takeSign("(") ? this.group(field) : field ? this.member(field) : this.restriction();
    return isNegated ? { kind: "not", of: filter, at } : filter;
  }

  /** Up to the closing parenthesis. */
  private group(field: Field | undefined): Filter {
    if (++this.depth > DEEPEST) this.fail(`no more than ${DEEPEST} parentheses in each other`);
    const filter = this.conjunction(field);
    if (!this.takeSign(")")) this.fail("AND, OR or a closing parenthesis");
    this.depth -= 1;
    this.parenthesized.add(filter);
    return filter;
  }

  private member(field: Field): Filter {
    const value = this.literal();
    return { kind: "comparison", ...field, value, at: value.at };
  }

  private restriction(): Filter {
    const first = this.token;
    const path = this.path();
    if (first.kind === "word" && this.takeSign("("))
      return this.call(path.join("."), this.language.functions, first.at);
    const operator = this.operator();
    if (operator === undefined) {
      if (this.language.hasGroupsAndBareValues) return { kind: "anywhere", text: path.join("."), at: first.at };
      return this.fail(`an operator (${this.language.operators.join(" ")}) after ${quoted(path.join("."))}`);
    }
    const field = { path: this.language === MONITORING ? inPlural(path) : path, operator };
    if (this.language.hasGroupsAndBareValues && this.takeSign("(")) return this.group(field);
    return { kind: "comparison", ...field, value: this.value(), at: first.at };
  }

  private path(): string[] {
    const path = [this.part()];
    while (this.takeSign(".")) path.push(this.part());
    return path;
  }

  private part(): string {
    const { kind, text } = this.token;
    if (kind === "text" || (kind === "word" && !isKeyword(text))) {
      this.next += 1;
      return text;
    }
    return this.fail("a field");
  }

  private operator(): Operator | undefined {
    const { kind, text } = this.token;
    const operator = kind === "sign" ? this.language.operators.find((one) => one === text) : undefined;
    if (operator !== undefined) this.next += 1;
    else if (kind === "sign" && /[=~<>:]/.test(text)) this.fail(`one of ${this.language.operators.join(" ")}`);
    return operator;
  }

  private value(): Literal | Call {
    const { at } = this.token;
    const literal = this.literal();
    if (literal.isQuoted || !this.takeSign("(")) return literal;
    return this.call(literal.text, this.language.valueFunctions, at);
  }

  /** A text in quotes, a word, or a number: `-1.5` and `a.b` are one value, written without spaces. */
  private literal(): Literal {
    const first = this.token;
    if (first.kind === "text") {
      this.next += 1;
      return { kind: "literal", text: first.text, isQuoted: true, at: first.at };
    }
    let text = this.takeSign("-") ? "-" : "";
    let end = this.token.at;
    if (this.token.kind !== "word" || isKeyword(this.token.text))
      this.fail("a value, in double quotes where it is text");
    const pieces: string[] = [];
    while ((this.token.kind === "word" || this.isSign(".")) && this.token.at === end) {
      pieces.push(this.token.text);
      end = this.token.end;
      this.next += 1;
    }
    text += pieces.join("");
    return { kind: "literal", text, isQuoted: false, at: first.at };
  }

  /** The arguments, after the opening parenthesis. */
  private call(name: string, known: readonly string[], at: number): Call {
    if (!known.includes(name)) {
      throw new FilterError(at, known.length > 0 ? `one of ${known.join(", ")}` : "a value", quoted(`${name}(`));
    }
    const found: Call["arguments"] = [];
    do {
      const { kind, at: start } = this.token;
      const isField = kind === "word" && !/^\d/.test(this.token.text);
      found.push(isField ? { kind: "field", path: this.path(), at: start } : this.literal());
    } while (this.takeSign(","));
    if (!this.takeSign(")")) this.fail(`a comma or the closing parenthesis of ${name}`);
    return { kind: "call", name, arguments: found, at };
  }

  private get startsTerm(): boolean {
    const { kind, text } = this.token;
    return kind === "text" || (kind === "word" && text !== "OR") || this.isSign("(") || this.isSign("-");
  }
}

function joined(kind: "all" | "any", of: Filter[], at: number): Filter {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of, at };
}

/** Monitoring takes `metric.label.x` for `metric.labels.x`. */
function inPlural([root = "", second, ...rest]: string[]): string[] {
  if (second === undefined) return [root];
  return [root, second === "label" ? "labels" : second, ...rest];
}
