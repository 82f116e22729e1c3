import { ExpressionError, Scanner } from "./scanner";

/** The part of HCL's expression language that synthesized JSON uses. */
export type ExpressionNode =
  | { kind: "literal"; value: null | boolean | number | string }
  | { kind: "template"; parts: ExpressionNode[] }
  | { kind: "traversal"; root: string; steps: AccessStep[] }
  | { kind: "access"; target: ExpressionNode; steps: AccessStep[] }
  | { kind: "call"; name: string; args: ExpressionNode[] }
  | { kind: "conditional"; test: ExpressionNode; yes: ExpressionNode; no: ExpressionNode }
  | { kind: "binary"; operator: string; left: ExpressionNode; right: ExpressionNode }
  | { kind: "unary"; operator: string; operand: ExpressionNode }
  | { kind: "list"; items: ExpressionNode[] }
  | { kind: "object"; entries: [ExpressionNode, ExpressionNode][] };

export type AccessStep = { kind: "name"; name: string } | { kind: "index"; key: ExpressionNode } | { kind: "splat" };

/** Terraform stops far earlier; this limit keeps hostile input from exhausting the stack. */
const MAX_DEPTH = 200;

/** Reads a string of JSON configuration: literal text with `${…}` in it. */
export function parseTemplate(text: string): ExpressionNode {
  if (!text.includes("${") && !text.includes("%{")) return { kind: "literal", value: text.replaceAll("$${", "${") };
  return new Parser(text).template(undefined, 0);
}

const PRECEDENCE: Record<string, number> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  ">": 4,
  "<=": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
};
const OPERATOR = /\|\||&&|==|!=|<=|>=|[<>+\-*/%]/y;
const IDENTIFIER = /[A-Za-z_][\w-]*/y;
const NUMBER = /\d+(\.\d+)?/y;

class Parser extends Scanner {
  /** Text with expressions in it, up to `end` (a quote) or the end of the input. */
  template(end: string | undefined, depth: number): ExpressionNode {
    const parts: ExpressionNode[] = [];
    let literal = "";
    while (this.at < this.text.length && (end === undefined || this.text[this.at] !== end)) {
      if (this.text.startsWith("$${", this.at)) {
        literal += "${";
        this.at += 3;
      } else if (this.text.startsWith("%{", this.at)) {
        throw new ExpressionError("lineup does not evaluate template directives");
      } else if (this.text.startsWith("${", this.at)) {
        if (literal) parts.push({ kind: "literal", value: literal });
        literal = "";
        this.at += 2;
        parts.push(this.expression(0, depth + 1));
        this.expect("}");
      } else if (end !== undefined && this.text[this.at] === "\\") {
        literal += this.escape();
      } else {
        literal += this.text[this.at++];
      }
    }
    if (literal || parts.length === 0) parts.push({ kind: "literal", value: literal });
    const [only] = parts;
    // A string that is exactly one expression has the type of that expression.
    return parts.length === 1 && only ? only : { kind: "template", parts };
  }

  private escape(): string {
    const escaped = this.text[this.at + 1] ?? "";
    this.at += 2;
    return { n: "\n", r: "\r", t: "\t" }[escaped] ?? escaped;
  }

  private expression(atLeast: number, depth: number): ExpressionNode {
    if (depth > MAX_DEPTH) throw new ExpressionError("nested too deeply");
    let left = this.unary(depth + 1);
    for (let operators = 0; ; operators++) {
      if (operators > MAX_DEPTH) throw new ExpressionError("too many operators");
      const start = this.at;
      const operator = this.match(OPERATOR);
      const precedence = operator === undefined ? undefined : PRECEDENCE[operator];
      if (operator === undefined || precedence === undefined || precedence < atLeast + 1) {
        this.at = start;
        break;
      }
      left = { kind: "binary", operator, left, right: this.expression(precedence, depth + 1) };
    }
    if (atLeast === 0 && this.take("?")) {
      const yes = this.expression(0, depth + 1);
      this.expect(":");
      return { kind: "conditional", test: left, yes, no: this.expression(0, depth + 1) };
    }
    return left;
  }

  private unary(depth: number): ExpressionNode {
    if (depth > MAX_DEPTH) throw new ExpressionError("nested too deeply");
    if (this.take("!")) return { kind: "unary", operator: "!", operand: this.unary(depth + 1) };
    if (this.take("-")) return { kind: "unary", operator: "-", operand: this.unary(depth + 1) };
    const term = this.term(depth + 1);
    const steps = this.steps(depth + 1);
    if (steps.length === 0) return term;
    if (term.kind === "traversal") return { ...term, steps: [...term.steps, ...steps] };
    return { kind: "access", target: term, steps };
  }

  private term(depth: number): ExpressionNode {
    if (this.take("(")) {
      const inner = this.expression(0, depth + 1);
      this.expect(")");
      return inner;
    }
    if (this.take("[")) return { kind: "list", items: this.sequence("]", () => this.expression(0, depth + 1)) };
    if (this.take("{")) return { kind: "object", entries: this.sequence("}", () => this.entry(depth + 1)) };
    if (this.take('"')) {
      const template = this.template('"', depth + 1);
      if (this.text[this.at++] !== '"') throw new ExpressionError("a string does not end");
      return template;
    }
    const number = this.match(NUMBER);
    if (number !== undefined) return { kind: "literal", value: Number(number) };
    const name = this.match(IDENTIFIER);
    if (name === undefined) throw new ExpressionError(`something unexpected at character ${this.at}`);
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
    if (name === "null") return { kind: "literal", value: null };
    if (this.take("(")) return { kind: "call", name, args: this.sequence(")", () => this.expression(0, depth + 1)) };
    return { kind: "traversal", root: name, steps: [] };
  }

  private entry(depth: number): [ExpressionNode, ExpressionNode] {
    const start = this.at;
    const name = this.match(IDENTIFIER);
    let key: ExpressionNode;
    if (name !== undefined && /^\s*[=:]/.test(this.text.slice(this.at))) {
      key = { kind: "literal", value: name };
    } else {
      this.at = start;
      key = this.expression(0, depth + 1);
    }
    if (!this.take("=")) this.expect(":");
    return [key, this.expression(0, depth + 1)];
  }

  private steps(depth: number): AccessStep[] {
    const steps: AccessStep[] = [];
    for (;;) {
      if (this.take(".")) {
        if (this.take("*")) steps.push({ kind: "splat" });
        else steps.push({ kind: "name", name: this.match(/[\w-]+/y) ?? this.fail("a name") });
      } else if (this.take("[")) {
        if (this.take("*")) steps.push({ kind: "splat" });
        else steps.push({ kind: "index", key: this.expression(0, depth + 1) });
        this.expect("]");
      } else {
        return steps;
      }
    }
  }

  private sequence<T>(end: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.take(end)) {
      items.push(item());
      if (!this.take(",")) {
        this.expect(end);
        break;
      }
    }
    return items;
  }
}
