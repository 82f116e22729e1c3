import { type Reference, Unresolved } from "../../values";
import { type Budget, TooLarge } from "../budget";
import { convert, leavesOpen, type Outcome, REFUSED } from "./convert";
import { eitherOf, lasting } from "./either";
import { forEach } from "./for";
import { FUNCTIONS } from "./functions";
import { joined, once } from "./joined";
import { binary, isAnswered, unary } from "./operators";
import { parseTemplate } from "./parser";
import { ExpressionError } from "./scanner";
import type { AccessStep, ExpressionNode } from "./syntax";
import { normalized } from "./text";
import {
  holesIn,
  itemsOf,
  ListValue,
  mayBeRefused,
  NotGiven,
  type ObjectValue,
  OpenList,
  OpenMap,
  objectOf,
  Refused,
  type Type,
  type Typed,
  typeOf,
  WholeResource,
} from "./types";
import { isUnifiable, unified } from "./unify";
import { type ResolvedStep, SPLAT, walk } from "./walk";

/** Knows what names stand for: `var.x`, `local.x`, `google_x.y.z`, `each.key`, … */
export interface Scope {
  lookUp(root: string, steps: ResolvedStep[], text: string): Typed;
  /** What a variable is declared as: its type decides even where its value is null. */
  declaredType?(variable: string): Type | undefined;
  /** What a text refers to that is not evaluated. */
  mentioned(text: string): Reference[];
  /** Tells a text from the same one elsewhere, where its names mean something else: another module, another `each`. */
  readonly place: string;
  readonly budget: Budget;
}

/** The value of a string of JSON configuration. Never throws: what cannot be evaluated is Unresolved. */
export function evaluateTemplate(text: string, scope: Scope): Typed {
  const { budget } = scope;
  try {
    budget.spend("steps", 1 + text.length / 16);
    if (!text.includes("{")) return normalized(text);
    return budget.within(() => budget.checked(new Evaluation(text, scope).value(parseTemplate(text))));
  } catch (error) {
    if (error instanceof TooLarge) return new Unresolved(error.message, once(scope.mentioned(text)));
    if (error instanceof ExpressionError) return new Unresolved(text + scope.place, once(scope.mentioned(text)));
    throw error;
  }
}

/** Evaluates the nodes of one text. */
export class Evaluation {
  private readonly text: string;

  constructor(
    private readonly written: string,
    readonly scope: Scope,
  ) {
    this.text = written + scope.place;
  }

  value(node: ExpressionNode): Typed {
    const { budget } = this.scope;
    budget.spend("steps", 1);
    return budget.within(() => budget.checked(this.evaluated(node)));
  }

  /** The same text where some names mean something else. */
  with(names: Readonly<Record<string, Typed>>): Evaluation {
    const outer = this.scope;
    return new Evaluation(this.written, {
      ...outer,
      lookUp: (root, steps, text) =>
        Object.hasOwn(names, root)
          ? this.settled(walk(names[root] ?? null, steps), [names[root] ?? null])
          : outer.lookUp(root, steps, text),
    });
  }

  /** A value whose operands are not all known. It is refused where one of them is. */
  unresolved(operands: readonly Typed[]): Unresolved {
    const holes = operands.flatMap((operand) => this.holes(operand));
    return holes.some((hole) => hole instanceof Refused) ? this.refused(operands) : this.open(operands);
  }

  private answered(operator: string, outcome: Outcome, operands: readonly Typed[]): Typed {
    if (outcome !== undefined || !isAnswered(operator, operands)) return this.settled(outcome, operands);
    return new NotGiven(this.text, this.references(operands));
  }

  settled(outcome: Outcome, operands: readonly Typed[]): Typed {
    if (outcome === undefined) return this.unresolved(operands);
    return outcome === REFUSED ? this.refused(operands) : outcome;
  }

  openMap(certain: ObjectValue, rest: readonly Typed[], possible?: ObjectValue): OpenMap {
    const { text, references } = this.open(rest);
    return new OpenMap(text, references, certain, possible);
  }

  openList(certain: readonly Typed[], rest: readonly Typed[], possible?: readonly Typed[]): OpenList {
    const { text, references } = this.open(rest);
    return new OpenList(text, references, certain, possible);
  }

  private refused(operands: readonly Typed[]): Refused {
    return new Refused(this.text, this.references(operands));
  }

  private open(operands: readonly Typed[]): Unresolved {
    return new Unresolved(this.tooLarge(operands) ?? this.text, this.references(operands));
  }

  /** Says on what a value failed that was put together from one that was too large. */
  private tooLarge(operands: readonly Typed[]): string | undefined {
    return operands.flatMap((operand) => this.holes(operand)).find(({ text }) => text.startsWith("too large"))?.text;
  }

  private references(operands: readonly Typed[]) {
    return once(operands.flatMap((operand) => this.holes(operand).flatMap(({ references }) => references)));
  }

  private holes(value: Typed): Unresolved[] {
    this.walked(value);
    return holesIn(value);
  }

  /** Counts the work of going through a value. */
  private walked(value: Typed): void {
    this.scope.budget.spend("steps", this.scope.budget.membersOf(value));
  }

  private evaluated(node: ExpressionNode): Typed {
    switch (node.kind) {
      case "literal":
        return node.value;
      case "list":
        return this.together(node.items.map((item) => this.value(item)));
      case "object":
        return this.object(node.entries);
      case "template":
        return this.template(node.parts);
      case "traversal": {
        const steps = this.steps(node.steps);
        return Array.isArray(steps)
          ? this.scope.lookUp(node.root, steps, this.text)
          : this.settled(steps, [new Unresolved(this.text, this.scope.mentioned(this.written))]);
      }
      case "access": {
        const target = this.value(node.target);
        if (isNull(node.target) && node.steps[0]?.kind === "splat") return [];
        const steps = this.steps(node.steps);
        const outcome = Array.isArray(steps) ? walk(target, steps) : steps;
        return this.settled(outcome, [target]);
      }
      case "call":
        return this.call(node);
      case "conditional":
        return this.conditional(node);
      case "unary": {
        const operand = this.value(node.operand);
        return this.answered(node.operator, unary(node.operator, operand), [operand]);
      }
      case "binary": {
        const [left, right] = [this.value(node.left), this.value(node.right)];
        if (left instanceof Refused || right instanceof Refused) return this.refused([left, right]);
        return this.answered(node.operator, binary(node.operator, left, right), [left, right]);
      }
      case "for":
        return forEach(node, this);
    }
  }

  /** A list, unless Terraform refuses one of its items. */
  together(items: Typed[]): Typed {
    return items.some((item) => item instanceof Refused) ? this.refused(items) : items;
  }

  private template(nodes: readonly ExpressionNode[]): Typed {
    const parts = nodes.map((part) => this.value(part));
    if (parts.some((part) => part instanceof Refused)) return this.refused(parts);
    return this.words(joined(parts, this.text), parts);
  }

  /** Text that was put together counts by its length. */
  words(outcome: Outcome, operands: readonly Typed[]): Typed {
    if (typeof outcome === "string") this.scope.budget.spend("text", outcome.length);
    if (!(outcome instanceof Unresolved) || operands.some((one) => this.holes(one).includes(outcome))) {
      return this.settled(outcome, operands);
    }
    const text = this.tooLarge(operands) ?? this.text;
    if (outcome instanceof OpenMap) return new OpenMap(text, outcome.references, outcome.certain, outcome.possible);
    if (outcome instanceof OpenList) return new OpenList(text, outcome.references, outcome.certain, outcome.possible);
    return new Unresolved(text, outcome.references, outcome.soleReference, outcome.parts);
  }

  private object(nodes: readonly [ExpressionNode, ExpressionNode][]): Typed {
    const entries: [string, Typed][] = [];
    const made = nodes.map(([key, item]): [Typed, Typed] => [this.value(key), this.value(item)]);
    for (const [key, item] of made) {
      const name = key === null ? REFUSED : convert(key, "string");
      if (typeof name !== "string" || item instanceof Refused) {
        return this.settled(item instanceof Refused || name === REFUSED ? REFUSED : undefined, made.flat());
      }
      entries.push([name, item]);
    }
    return objectOf(entries);
  }

  private conditional({ test, yes, no }: ExpressionNode & { kind: "conditional" }): Typed {
    const tested = this.value(test);
    const decided = tested === null ? REFUSED : convert(tested, "bool");
    if (typeof decided !== "boolean") {
      if (decided === REFUSED || tested instanceof Refused) return this.refused([tested]);
      const both = [this.value(yes), this.value(no)] as const;
      const open = this.open([tested, ...both]);
      // One of the two may be refused, and the other one be the value.
      if (mayBeRefused(tested) || both.some((one) => one instanceof Refused)) return open;
      return eitherOf(...both, open.text, open.references);
    }
    const [node, other] = decided ? [yes, no] : [no, yes];
    const chosen = this.value(node);
    if (isNull(node) || isNull(other)) return chosen;
    if (chosen instanceof Unresolved) return lasting(chosen);
    const unchosen = this.value(other);
    // What refers to nothing may be of a type that Terraform refuses beside the chosen one.
    if (mayBeRefused(unchosen) && this.typeOf(other, unchosen) === "unknown") return this.open([chosen, unchosen]);
    const types = [this.typeOf(node, chosen), this.typeOf(other, unchosen)];
    const known = types.filter((one) => one !== undefined);
    if (!isUnifiable(known)) return this.refused([chosen, unchosen]);
    // What is declared does not say which type its members have.
    if (unchosen instanceof Unresolved && known.some(leavesOpen)) return this.open([chosen, unchosen]);
    const type = known.length === types.length ? unified(known) : undefined;
    // Nothing beside one thing is a list of nothing, whatever that thing is.
    if (type === undefined && isEmpty(chosen) && Array.isArray(unchosen) && unchosen.length <= 1) {
      return new ListValue("list", "any", []);
    }
    return type === undefined ? this.open([chosen, unchosen]) : this.settled(convert(chosen, type), [chosen]);
  }

  /** The type of what a node came to, or that its variable declares; undefined for a null whose type is lost. */
  private typeOf(node: ExpressionNode, value: Typed): Type | undefined {
    this.walked(value);
    const type = typeOf(value);
    if (value !== null && type !== "unknown") return type;
    const [variable] = node.kind === "traversal" && node.root === "var" && node.steps.length === 1 ? node.steps : [];
    const declared = variable?.kind === "name" ? this.scope.declaredType?.(variable.name) : undefined;
    return declared ?? (value === null ? undefined : type);
  }

  private call({ name, args: nodes, spread }: ExpressionNode & { kind: "call" }): Typed {
    if (name === "try" || name === "can") return this.attempt(name, nodes);
    const given = nodes.map((node) => this.value(node));
    if (given.some((arg) => arg instanceof Refused)) return this.refused(given);
    const args = spread ? spreadOf(given) : given;
    const implementation = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (!args || !implementation) return this.open(given);
    if (name === "coalesce" && !nodes.every((node, index) => this.isScalar(node, given[index] ?? null))) {
      return this.open(given);
    }
    if (!CHEAP.has(name)) for (const arg of args) this.walked(arg);
    return this.words(implementation(args), args);
  }

  /** Whether it is one even where it is null. */
  private isScalar(node: ExpressionNode, value: Typed): boolean {
    return isNull(node) || typeof this.typeOf(node, value) === "string";
  }

  /** The first argument that Terraform does not refuse. */
  private attempt(name: "try" | "can", nodes: readonly ExpressionNode[]): Typed {
    const tried: Typed[] = [];
    for (const node of nodes) {
      const value = this.value(node);
      tried.push(value);
      const holes = this.holes(value);
      if (holes.length === 0) return name === "can" ? true : value;
      if (holes.some((hole) => hole instanceof Refused)) {
        if (name === "can") return false;
        continue;
      }
      // An attribute of an instance that is there can be read: nothing after it is looked at.
      if (name === "try" && holes.every((hole) => hole.soleReference || hole instanceof WholeResource)) return value;
      return this.open([...tried, ...nodes.slice(tried.length).map((rest) => this.value(rest))]);
    }
    return this.refused(tried);
  }

  private steps(steps: readonly AccessStep[]): ResolvedStep[] | undefined | typeof REFUSED {
    const resolved: ResolvedStep[] = [];
    for (const step of steps) {
      if (step.kind === "splat") resolved.push(SPLAT);
      else if (step.kind === "name") resolved.push(step.name);
      else {
        const key = this.value(step.key);
        if (key === null || key instanceof Refused) return REFUSED;
        if (typeof key !== "string" && typeof key !== "number") return undefined;
        resolved.push(key);
      }
    }
    return resolved;
  }
}

function isEmpty(value: Typed): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isNull(node: ExpressionNode): boolean {
  return node.kind === "literal" && node.value === null;
}

/** These do not go through their arguments. */
const CHEAP = new Set(["lookup", "element", "length", "one", "sensitive", "nonsensitive"]);

/** The arguments of `f(a, list...)`. */
function spreadOf(args: readonly Typed[]): Typed[] | undefined {
  const last = args.at(-1);
  const items = itemsOf(last);
  return items && [...args.slice(0, -1), ...items];
}
