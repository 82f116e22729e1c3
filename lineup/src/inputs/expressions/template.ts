import { ExpressionError } from "./scanner";
import { type ExpressionNode, literal, type TemplatePart } from "./syntax";

/** What the parts of a template come to: one expression as it is, everything else as text. */
export function templateOf(parts: readonly TemplatePart[]): ExpressionNode {
  const [only] = parts;
  if (parts.length === 0) return literal("");
  if (parts.length === 1 && only?.kind === "expression") return only.node;
  if (parts.length === 1 && only?.kind === "literal") return literal(only.text);
  const reader = new Directives(parts);
  const nodes = reader.until();
  return { kind: "template", parts: nodes };
}

/** Pairs `%{if}` and `%{for}` with their ends. */
class Directives {
  private at = 0;
  private depth = 0;

  constructor(private readonly parts: readonly TemplatePart[]) {}

  /** The parts up to one of these directives, or to the end. */
  until(...ends: TemplatePart["kind"][]): ExpressionNode[] {
    if (++this.depth > MAX_DEPTH) throw new ExpressionError("nested too deeply");
    const nodes: ExpressionNode[] = [];
    for (;;) {
      const part = this.parts[this.at];
      if (part === undefined) {
        if (ends.length > 0) throw new ExpressionError("a directive does not end");
        break;
      }
      if (ends.includes(part.kind)) break;
      this.at++;
      nodes.push(this.node(part));
    }
    this.depth--;
    return nodes;
  }

  private node(part: TemplatePart): ExpressionNode {
    if (part.kind === "literal") return literal(part.text);
    if (part.kind === "expression") return part.node;
    if (part.kind === "if") {
      const yes = text(this.until("else", "endif"));
      const no = this.parts[this.at++]?.kind === "else" ? this.otherwise() : literal("");
      return { kind: "conditional", test: part.test, yes, no };
    }
    if (part.kind === "for") {
      const value = text(this.until("endfor"));
      this.at++;
      const { keyName, valueName, over } = part;
      return { kind: "for", into: "text", keyName, valueName, over, value, grouped: false };
    }
    throw new ExpressionError(`a directive ends that did not begin`);
  }

  private otherwise(): ExpressionNode {
    const no = text(this.until("endif"));
    this.at++;
    return no;
  }
}

const MAX_DEPTH = 50;

function text(parts: ExpressionNode[]): ExpressionNode {
  return parts.length === 0 ? literal("") : { kind: "template", parts };
}
