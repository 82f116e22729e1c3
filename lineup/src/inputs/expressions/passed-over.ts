import { convert } from "./convert";
import { Evaluation, type Scope } from "./evaluate";
import { parseTemplate } from "./parser";
import type { AccessStep, ExpressionNode } from "./syntax";

/** What the choices in an expression come to: the traversals that its value is made of, and those that it is not. */
export interface Choices {
  taken: Set<string>;
  passedOver: Set<string>;
}

/** Whether a text chooses between values at all. */
export function mayChoose(text: string): boolean {
  return /\?|coalesce\(|lookup\(|[}\]]\s*\[|"dynamic":/.test(text);
}

/** Adds what a template takes and passes over. Throws where the text is no expression, or too large. */
export function chooseIn(template: string, scope: Scope, choices: Choices): void {
  if (template.includes("{")) new Chooser(new Evaluation(template, scope), choices).take(parseTemplate(template));
}

class Chooser {
  constructor(
    private readonly evaluation: Evaluation,
    private readonly choices: Choices,
  ) {}

  take(node: ExpressionNode): void {
    if (node.kind === "traversal") this.choices.taken.add(nameOf(node));
    const [taken, passedOver] = this.chosen(node) ?? [childrenOf(node), []];
    for (const child of taken) this.take(child);
    for (const child of passedOver) this.passOver(child);
  }

  private passOver(node: ExpressionNode): void {
    if (node.kind === "traversal") this.choices.passedOver.add(nameOf(node));
    for (const child of childrenOf(node)) this.passOver(child);
  }

  /** What is taken and what is not, where the node chooses and its choice is known. */
  private chosen(node: ExpressionNode): [ExpressionNode[], ExpressionNode[]] | undefined {
    if (node.kind === "conditional") {
      const tested = this.evaluation.value(node.test);
      const decided = tested === null ? undefined : convert(tested, "bool");
      if (typeof decided !== "boolean") return undefined;
      return decided ? [[node.yes], [node.test, node.no]] : [[node.no], [node.test, node.yes]];
    }
    if (node.kind === "access") {
      const [first, ...rest] = node.steps;
      return first && this.member(node.target, first, rest);
    }
    if (node.kind !== "call" || node.spread) return undefined;
    if (node.name === "coalesce") return this.firstOf(node.args);
    const [map, key, fallback] = node.args;
    if (node.name !== "lookup" || !map || !key) return undefined;
    const found = this.member(map, { kind: "index", key }, []);
    return found && [found[0], [...found[1], ...(fallback ? [fallback] : [])]];
  }

  /** One member of an object or a list that is written out. */
  private member(
    target: ExpressionNode,
    step: AccessStep,
    rest: readonly AccessStep[],
  ): [ExpressionNode[], ExpressionNode[]] | undefined {
    if (step.kind === "splat") return undefined;
    const key = step.kind === "name" ? step.name : this.evaluation.value(step.key);
    if (typeof key !== "string" && typeof key !== "number") return undefined;
    const keysAfter = rest.flatMap((one) => (one.kind === "index" ? [one.key] : []));
    if (target.kind === "list") {
      const item = target.items[Number(key)];
      return item && [[item, ...keysAfter], target.items.filter((other) => other !== item)];
    }
    if (target.kind !== "object") return undefined;
    const keys = target.entries.map(([name]) => this.evaluation.value(name));
    const at = keys.findIndex((name) => String(name) === String(key));
    if (at < 0 || keys.some((name) => typeof name !== "string")) return undefined;
    const items = target.entries.map(([, item]) => item);
    return [[items[at] as ExpressionNode, ...keysAfter], items.filter((_, index) => index !== at)];
  }

  /** The first that is something: what may be nothing is followed by others. */
  private firstOf(nodes: readonly ExpressionNode[]): [ExpressionNode[], ExpressionNode[]] {
    const taken: ExpressionNode[] = [];
    for (const [index, node] of nodes.entries()) {
      const value = this.evaluation.value(node);
      if (value === null || value === "") continue;
      taken.push(node);
      if (typeof value !== "object") return [taken, nodes.slice(index + 1)];
    }
    return [taken, []];
  }
}

function nameOf({ root, steps }: ExpressionNode & { kind: "traversal" }): string {
  return [root, ...steps.map(stepText)].join("");
}

function stepText(step: AccessStep): string {
  if (step.kind === "name") return `.${step.name}`;
  if (step.kind === "splat") return "[*]";
  return step.key.kind === "literal" ? `[${JSON.stringify(step.key.value)}]` : "[]";
}

function childrenOf(node: ExpressionNode): ExpressionNode[] {
  switch (node.kind) {
    case "literal":
      return [];
    case "template":
      return node.parts;
    case "traversal":
      return keysIn(node.steps);
    case "access":
      return [node.target, ...keysIn(node.steps)];
    case "call":
      return node.args;
    case "conditional":
      return [node.test, node.yes, node.no];
    case "binary":
      return [node.left, node.right];
    case "unary":
      return [node.operand];
    case "list":
      return node.items;
    case "object":
      return node.entries.flat();
    case "for":
      return [node.over, node.key, node.value, node.test].filter((one) => one !== undefined);
  }
}

function keysIn(steps: readonly AccessStep[]): ExpressionNode[] {
  return steps.flatMap((step) => (step.kind === "index" ? [step.key] : []));
}
