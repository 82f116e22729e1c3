import { ExpressionError, Scanner } from "./scanner";
import { type AccessStep, type ExpressionNode, literal, type TemplatePart } from "./syntax";
import { templateOf } from "./template";

/** Reads a string of JSON configuration: literal text with `${…}` and `%{…}` in it. */
export function parseTemplate(text: string): ExpressionNode {
  return new Parser(text).template(undefined);
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
const NUMBER = /\d+(\.\d+)?([eE][+-]?\d+)?/y;
const STEP = /\d+|[A-Za-z_][\w-]*/y;
const MAX_OPERATORS = 200;
const MAX_STEPS = 200;

class Parser extends Scanner {
  /** Text with expressions in it, up to `end` (a quote) or the end of the input. */
  template(end: string | undefined): ExpressionNode {
    const parts: TemplatePart[] = [];
    let text = "";
    let trimNext = false;
    const flush = () => {
      if (text) parts.push({ kind: "literal", text: trimNext ? trimmed(text, "start") : text });
      text = "";
      trimNext = false;
    };
    while (this.at < this.text.length && (end === undefined || this.text[this.at] !== end)) {
      const [here, next, third] = [this.text[this.at], this.text[this.at + 1], this.text[this.at + 2]];
      if ((here === "$" || here === "%") && next === here) {
        if (third === here) throw new ExpressionError("lineup does not read three marks in a row");
        text += here;
        this.at += 2;
        if (third !== "{") text += here;
        else {
          text += "{";
          this.at += 1;
        }
      } else if ((here === "$" || here === "%") && next === "{") {
        this.at += 2;
        const trimBefore = this.text[this.at] === "~";
        if (trimBefore) {
          this.at++;
          text = trimmed(text, "end");
        }
        flush();
        parts.push(here === "$" ? { kind: "expression", node: this.expression() } : this.directive());
        const trimAfter = this.take("~");
        this.expect("}");
        trimNext = trimAfter;
      } else if (end !== undefined && here === "\\") {
        text += this.escape();
      } else if (end !== undefined && (here === "\n" || here === "\r")) {
        throw new ExpressionError("a line ends inside quotes");
      } else {
        text += here;
        this.at++;
      }
    }
    flush();
    return templateOf(parts);
  }

  private directive(): TemplatePart {
    const word = this.match(IDENTIFIER);
    if (word === "if") return { kind: "if", test: this.expression() };
    if (word === "for") return { kind: "for", ...this.iteration() };
    if (word === "else" || word === "endif" || word === "endfor") return { kind: word };
    return this.fail("a directive");
  }

  /** `key, value in collection` */
  private iteration(): { keyName: string | undefined; valueName: string; over: ExpressionNode } {
    const first = this.match(IDENTIFIER) ?? this.fail("a name");
    const second = this.take(",") ? (this.match(IDENTIFIER) ?? this.fail("a name")) : undefined;
    if (this.match(IDENTIFIER) !== "in") this.fail('"in"');
    const over = this.expression();
    return second === undefined
      ? { keyName: undefined, valueName: first, over }
      : { keyName: first, valueName: second, over };
  }

  private escape(): string {
    const escaped = this.text[this.at + 1] ?? "";
    this.at += 2;
    const digits = { u: 4, U: 8 }[escaped];
    if (digits !== undefined) {
      const code = this.text.slice(this.at, this.at + digits);
      if (code.length !== digits || !/^[0-9a-fA-F]+$/.test(code)) this.fail("a code point");
      const point = Number.parseInt(code, 16);
      if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) this.fail("a code point");
      this.at += digits;
      return String.fromCodePoint(point);
    }
    return { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" }[escaped] ?? this.fail("an escape");
  }

  private expression(atLeast = 0): ExpressionNode {
    return this.inside(() => {
      let left = this.unary();
      for (let operators = 0; ; operators++) {
        if (operators > MAX_OPERATORS) throw new ExpressionError("too many operators");
        const start = this.at;
        const operator = this.match(OPERATOR);
        const precedence = operator === undefined ? undefined : PRECEDENCE[operator];
        if (operator === undefined || precedence === undefined || precedence < atLeast + 1) {
          this.at = start;
          break;
        }
        left = { kind: "binary", operator, left, right: this.expression(precedence) };
      }
      if (atLeast === 0 && this.take("?")) {
        const yes = this.expression();
        this.expect(":");
        return { kind: "conditional", test: left, yes, no: this.expression() };
      }
      return left;
    });
  }

  private unary(): ExpressionNode {
    return this.inside(() => {
      if (this.take("!")) return { kind: "unary", operator: "!", operand: this.unary() };
      if (this.take("-")) return { kind: "unary", operator: "-", operand: this.unary() };
      return this.steps(this.term());
    });
  }

  private term(): ExpressionNode {
    if (this.take("(")) {
      const inner = this.expression();
      this.expect(")");
      // What follows is about the whole, not about the last name in it.
      return inner.kind === "traversal" ? { kind: "access", target: inner, steps: [] } : inner;
    }
    if (this.take("[")) return this.list();
    if (this.take("{")) return this.object();
    if (this.take('"')) {
      const template = this.inside(() => this.template('"'));
      if (this.text[this.at++] !== '"') throw new ExpressionError("a string does not end");
      this.end = this.at;
      return template;
    }
    const number = this.match(NUMBER);
    if (number !== undefined) return { kind: "call", name: "tonumber", args: [literal(number)], spread: false };
    const name = this.match(IDENTIFIER) ?? this.fail("an expression");
    if (name === "true" || name === "false") return literal(name === "true");
    if (name === "null") return literal(null);
    return this.take("(") ? this.call(name) : { kind: "traversal", root: name, steps: [] };
  }

  private call(name: string): ExpressionNode {
    let spread = false;
    const args = this.sequence(")", () => {
      if (spread) this.fail("the end of the arguments");
      const arg = this.expression();
      spread = this.take("...");
      return arg;
    });
    return { kind: "call", name, args, spread };
  }

  private startsFor(): boolean {
    const start = this.at;
    if (this.match(IDENTIFIER) === "for" && this.match(IDENTIFIER) !== undefined) return true;
    this.at = start;
    return false;
  }

  private list(): ExpressionNode {
    const start = this.at;
    if (!this.startsFor()) return { kind: "list", items: this.sequence("]", () => this.expression()) };
    this.at = start;
    this.match(IDENTIFIER);
    const { keyName, valueName, over } = this.iteration();
    this.expect(":");
    const value = this.expression();
    const test = this.condition();
    this.expect("]");
    return { kind: "for", into: "tuple", keyName, valueName, over, value, test, grouped: false };
  }

  private object(): ExpressionNode {
    const start = this.at;
    if (!this.startsFor()) return { kind: "object", entries: this.sequence("}", () => this.entry()) };
    this.at = start;
    this.match(IDENTIFIER);
    const { keyName, valueName, over } = this.iteration();
    this.expect(":");
    const key = this.expression();
    this.expect("=>");
    const value = this.expression();
    const grouped = this.take("...");
    const test = this.condition();
    this.expect("}");
    return { kind: "for", into: "object", keyName, valueName, over, key, value, test, grouped };
  }

  private condition(): ExpressionNode | undefined {
    const start = this.at;
    if (this.match(IDENTIFIER) === "if") return this.expression();
    this.at = start;
    return undefined;
  }

  private entry(): [ExpressionNode, ExpressionNode] {
    const start = this.at;
    const name = this.match(IDENTIFIER);
    let key: ExpressionNode | undefined;
    if (name !== undefined && this.match(/(?=[=:])(?!==)/y) !== undefined) key = literal(name);
    else {
      this.at = start;
      key = this.expression();
    }
    if (!this.take("=")) this.expect(":");
    return [key, this.expression()];
  }

  private steps(start: ExpressionNode): ExpressionNode {
    let node = start;
    let names = false;
    let count = 0;
    const add = (step: AccessStep) => {
      if (++count > MAX_STEPS) throw new ExpressionError("too many steps");
      if (node.kind === "traversal" || node.kind === "access") node = { ...node, steps: [...node.steps, step] };
      else node = { kind: "access", target: node, steps: [step] };
    };
    for (;;) {
      const before = this.at;
      if (this.text.startsWith("...", this.at)) return node;
      if (this.take(".")) {
        if (this.text.startsWith("..", this.at)) {
          this.at = before;
          return node;
        }
        if (this.take("*")) {
          if (names) node = { kind: "access", target: node, steps: [] };
          names = true;
          add({ kind: "splat" });
        } else {
          const name = this.match(STEP) ?? this.fail("a name");
          add(/^\d/.test(name) ? { kind: "index", key: literal(Number(name)) } : { kind: "name", name });
        }
      } else if (this.take("[")) {
        // `.*` goes into attributes alone: an index after it is one of the whole list.
        if (names) node = { kind: "access", target: node, steps: [] };
        names = false;
        if (this.take("*")) add({ kind: "splat" });
        else add({ kind: "index", key: this.expression() });
        this.expect("]");
      } else return node;
    }
  }

  private sequence<T>(end: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.take(end)) {
      items.push(item());
      if (this.take(",")) continue;
      if (this.take(end)) break;
      // In an object, the end of a line separates, too.
      if (end !== "}" || !this.text.slice(this.end, this.at).includes("\n")) this.fail(`"${end}"`);
    }
    return items;
  }
}

/** Without the space that a strip marker takes. Over several lines, Terraform takes only a part of it. */
function trimmed(text: string, side: "start" | "end"): string {
  const rest = side === "start" ? text.trimStart() : text.trimEnd();
  const space = side === "start" ? text.slice(0, text.length - rest.length) : text.slice(rest.length);
  if (space.includes("\n")) throw new ExpressionError("lineup does not strip several lines");
  return rest;
}
