import { normalized } from "./text";

/** The part of HCL's expression language that is read. */
export type ExpressionNode =
  | { kind: "literal"; value: null | boolean | number | string }
  | { kind: "template"; parts: ExpressionNode[] }
  | { kind: "traversal"; root: string; steps: AccessStep[] }
  | { kind: "access"; target: ExpressionNode; steps: AccessStep[] }
  | { kind: "call"; name: string; args: ExpressionNode[]; spread: boolean }
  | { kind: "conditional"; test: ExpressionNode; yes: ExpressionNode; no: ExpressionNode }
  | { kind: "binary"; operator: string; left: ExpressionNode; right: ExpressionNode }
  | { kind: "unary"; operator: string; operand: ExpressionNode }
  | { kind: "list"; items: ExpressionNode[] }
  | { kind: "object"; entries: [ExpressionNode, ExpressionNode][] }
  | ForNode;

/** `[for …]`, `{for …}`, and `%{for}` whose results are put together. */
export interface ForNode {
  kind: "for";
  into: "tuple" | "object" | "text";
  keyName: string | undefined;
  valueName: string;
  over: ExpressionNode;
  key?: ExpressionNode;
  value: ExpressionNode;
  test?: ExpressionNode;
  grouped: boolean;
}

export type AccessStep = { kind: "name"; name: string } | { kind: "index"; key: ExpressionNode } | { kind: "splat" };

/** The parts of a template, before its directives are paired. */
export type TemplatePart =
  | { kind: "literal"; text: string }
  | { kind: "expression"; node: ExpressionNode }
  | { kind: "if"; test: ExpressionNode }
  | { kind: "for"; keyName: string | undefined; valueName: string; over: ExpressionNode }
  | { kind: "else" | "endif" | "endfor" };

export function literal(value: null | boolean | number | string): ExpressionNode {
  return { kind: "literal", value: typeof value === "string" ? normalized(value) : value };
}
