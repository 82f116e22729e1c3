import { groupedBy } from "../grouping";
import {
  type Kept,
  moduleCalls,
  modulePrefix,
  type Reference,
  referencesIn,
  Unresolved,
  unresolvedIn,
  type Value,
  withoutKey,
  withoutKeys,
} from "../values";
import { own } from "./blocks";
import { Budget, TooLarge } from "./budget";
import { CreationOrder, type Prerequisites } from "./creation-order";
import { codeOfPlan, knownIn } from "./creation-order-of";
import { evaluateTemplate } from "./expressions/evaluate";
import { once } from "./expressions/joined";
import { mentionedIn } from "./expressions/mentioned";
import { plain } from "./expressions/types";
import { type ResolvedStep, SPLAT } from "./expressions/walk";
import type { ProviderDefaults } from "./model";
import { type ModuleInstance, PlanModules } from "./plan-modules";
import { attributeOf, isExpression, longestReferences, referencesOf, stepsOf } from "./references";
import type { ConfiguredResource, Expression, Plan } from "./shapes";

/** Names that a plan does not keep the value of, and of these the ones that Terraform knows before it plans. */
const NOT_IN_A_PLAN = new Set<unknown>(["local", "each", "count", "path", "terraform", "self"]);
const KNOWN_BEFORE = new Set<unknown>(["count", "path", "terraform"]);
const MAX_DEPTH = 50;

/**
 * The value of a variable in the type that is declared. A plan has the value as it was given, `-var` as text, and no
 * types: the default has the declared one. Undefined where the type would decide and is not there.
 */
function asDeclared(value: unknown, byDefault: unknown): boolean | number | string | undefined {
  if (typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  switch (typeof byDefault) {
    case "string":
      return value;
    case "boolean":
      return { true: true, 1: true, false: false, 0: false }[value];
    case "number":
      return /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
    default:
      return /^(true|false|[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?)$/i.test(value) ? undefined : value;
  }
}

/** The instance of `for_each` or `count` that an expression is asked for: its key as in addresses, and what makes it. */
export interface Each {
  key: string;
  made: Expression | undefined;
}

/** The `configuration` part of a plan, and what references in it stand for. */
export class PlanConfiguration {
  private readonly modules: PlanModules;
  private readonly planned: Set<string>;
  private readonly order: CreationOrder;
  private readonly byUnindexed: ReadonlyMap<string, string[]>;
  private readonly defaults = new Map<string, ProviderDefaults>();
  /** Translated expressions by module: thousands of firewall rules have the same expression for their network. */
  private readonly translated = new Map<ModuleInstance, Map<string, Value>>();
  /** What arguments and outputs of modules come to: a diamond of modules has few of them and many ways through. */
  private readonly passedOn = new Map<ModuleInstance, Map<Expression, Value>>();
  private readonly budget = new Budget();

  constructor(
    private readonly plan: Plan,
    private readonly file: string,
    addresses: readonly string[],
  ) {
    this.modules = new PlanModules(plan.configuration?.root_module ?? {});
    this.planned = new Set(addresses);
    this.order = new CreationOrder(codeOfPlan(plan.configuration?.root_module ?? {}, knownIn(plan)));
    this.byUnindexed = groupedBy(addresses, withoutKey);
  }

  /** Where a resource instance is configured. */
  of(address: string): { resource: ConfiguredResource | undefined; module: ModuleInstance } {
    const prefix = modulePrefix(address);
    const module = this.modules.at(prefix);
    return { resource: this.modules.resource(module, withoutKey(address.slice(prefix.length))), module };
  }

  /** The instance at this address, where it is one of several. */
  each(address: string, resource: ConfiguredResource | undefined): Each | undefined {
    const key = address.slice(withoutKey(address).length);
    const made = resource?.for_each_expression;
    return key === "" ? undefined : { key, made: isExpression(made) ? made : undefined };
  }

  /** The provider defaults of a resource. */
  provider(key: string | null | undefined, type: string): ProviderDefaults {
    const name = key ?? (type.startsWith("google_") ? "google" : "");
    const already = this.defaults.get(name);
    if (already) return already;
    const defaults = this.defaultsOf(name);
    this.defaults.set(name, defaults);
    return defaults;
  }

  private defaultsOf(name: string): ProviderDefaults {
    const providers = this.plan.configuration?.provider_config ?? {};
    const expressions = Object.hasOwn(providers, name) ? providers[name]?.expressions : undefined;
    const setting = (key: string) => {
      const expression = own(expressions, key);
      if (!isExpression(expression)) return undefined;
      const value = this.translate(expression, this.modules.at(""));
      // Two providers may take the same local and make different things of it.
      return typeof value === "string" ? value : new Unresolved(`the ${key} of the provider ${name}`);
    };
    const project = setting("project");
    return { project: project instanceof Unresolved ? `(${project.text})` : project, region: setting("region") };
  }

  /** The value of an expression: exact where the plan kept its text, a reference where it kept only its references. */
  translate(expression: Expression, module: ModuleInstance, each?: Each): Value {
    const text = expression.constant_value;
    const isTemplate = typeof text === "string" && /[$%]\{/.test(text);
    const references = referencesOf(expression, this.file);
    if (!isTemplate && references.length === 0) return (text ?? null) as Value;
    // Of a list that is written in JSON the plan keeps every item.
    if (Array.isArray(text)) return text.map((item) => this.translate({ constant_value: item }, module, each));
    const known = this.translated.get(module) ?? new Map<string, Value>();
    this.translated.set(module, known);
    const own = references.some((reference) => OF_THE_INSTANCE.test(reference)) ? each : undefined;
    const key = isTemplate ? `"${text}` : [...references, ...(own ? [own.key, referencesKey(own)] : [])].join(" ");
    let value = known.get(key);
    if (value === undefined) {
      value = this.bounded(references, module, () =>
        isTemplate ? this.template(text, module) : this.fromReferences(longestReferences(references), module, own),
      );
      known.set(key, value);
    }
    return value;
  }

  private bounded(references: readonly string[], module: ModuleInstance, translate: () => Value): Value {
    try {
      return this.budget.checked(translate());
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      return new Unresolved(error.message, once(mentionedIn(references.join(" "), module.prefix)));
    }
  }

  private template(text: string, module: ModuleInstance): Value {
    const { budget } = this;
    const lookUp = (root: string, steps: ResolvedStep[], whole: string) =>
      this.lookUp([root, ...steps], whole, module, false);
    const mentioned = (mention: string) => mentionedIn(mention, module.prefix);
    const place = module.parent ? ` in ${module.prefix.slice(0, -1)}` : "";
    return plain(evaluateTemplate(text, { budget, lookUp, mentioned, place }));
  }

  private fromReferences(all: readonly string[], module: ModuleInstance, each: Each | undefined): Value {
    const references = each ? this.ofInstance(all, module, each) : all;
    const [only] = references;
    const resolved = references.map((reference) =>
      each?.made && reference.startsWith("each.value")
        ? partOf(this.evaluated(each.made, reference, module, 0))
        : this.lookUp(stepsOf(reference), reference, module, true),
    );
    const [value] = resolved;
    if (references.length === 1 && only !== undefined && value instanceof Unresolved) return value;
    return ofSeveral(references.join(", "), resolved);
  }

  /** `x.y[each.key]` is listed as `x.y` and `each.key`: the instance with the same key is meant. */
  private ofInstance(references: readonly string[], module: ModuleInstance, { key }: Each): readonly string[] {
    const twins = references.map((one) => (this.planned.has(`${module.prefix}${one}${key}`) ? `${one}${key}` : one));
    const isByKey = references.some((one) => one === "each.key" || one === "count.index");
    if (!isByKey || twins.every((one, at) => one === references[at])) return references;
    return twins.filter((one) => one !== "each.key" && one !== "count.index");
  }

  /** The addresses of the instances that the `depends_on` of a resource names. */
  dependencies(address: string, { depends_on: named }: ConfiguredResource): string[] {
    const prefix = modulePrefix(address);
    const isOwn = (one: string) => one.startsWith(withoutKeys(prefix));
    return [...this.order.named(address, named ?? [])].flatMap((one) => {
      const local = isOwn(one) ? prefix + one.slice(withoutKeys(prefix).length) : one;
      return this.instances(local);
    });
  }

  prerequisites(address: string): Prerequisites {
    return this.order.before(address);
  }

  private lookUp(
    steps: ResolvedStep[],
    text: string,
    module: ModuleInstance,
    withoutExpression: boolean,
    depth = 0,
  ): Value {
    const unresolved = () => new Unresolved(text, [], undefined, undefined, false, "some references");
    this.budget.spend("steps", 1);
    if (depth > MAX_DEPTH || steps.some((step) => step === SPLAT)) return unresolved();
    const [root, name, ...rest] = steps;
    if (root === "var") return attributeOf(this.variable(String(name), text, module, depth), rest);
    if (root === "module") return this.output(String(name), rest, text, module, depth);
    if (KNOWN_BEFORE.has(root)) return knownToTerraform(text);
    if (NOT_IN_A_PLAN.has(root)) return unresolved();
    const [type, label, ...path] = root === "data" ? [`data.${String(name)}`, ...rest] : steps;
    const [first, ...others] = path;
    const indexed =
      typeof first === "number" ||
      this.planned.has(`${module.prefix}${String(type)}.${String(label)}[${JSON.stringify(first)}]`);
    const key = indexed ? `[${JSON.stringify(first)}]` : "";
    const attribute = (indexed ? others : path).map(String).join(".");
    const instances = this.instances(`${module.prefix}${String(type)}.${String(label)}${key}`);
    this.budget.spend("steps", instances.length);
    const references = instances.map((address): Reference => ({ address, attribute }));
    const [only] = references;
    // Of `one(google_x.y[*].id)` a plan keeps `google_x.y`: which attribute it is, the place of the value says.
    const isOneOfSome = withoutExpression && only?.address.endsWith("]") === true;
    const soleReference = references.length === 1 && (attribute !== "" || isOneOfSome) ? only : undefined;
    const isAssumed = withoutExpression && soleReference !== undefined;
    const kept = withoutExpression ? "references" : "expression";
    return new Unresolved(text, references, soleReference, undefined, isAssumed, kept);
  }

  private variable(name: string, text: string, module: ModuleInstance, depth: number): Value {
    const declared = own(module.configuration.variables, name);
    if (!module.parent) {
      const value = asDeclared(this.variableValue(name), own(declared, "default"));
      return value === undefined ? knownToTerraform(text) : value;
    }
    const expression = own(module.call?.expressions, name);
    if (isExpression(expression)) return this.valueIn(expression, text, module.parent, depth);
    const byDefault = own(declared, "default");
    const value = expression === undefined ? asDeclared(byDefault, byDefault) : undefined;
    return value === undefined ? knownToTerraform(text) : value;
  }

  private variableValue(name: string): unknown {
    return own(own(this.plan.variables, name), "value");
  }

  private output(call: string, steps: ResolvedStep[], text: string, module: ModuleInstance, depth: number): Value {
    const [first, ...rest] = steps;
    const indexed =
      typeof first === "number" ||
      (typeof first === "string" &&
        rest.length > 0 &&
        this.hasModule(`${module.prefix}module.${call}[${JSON.stringify(first)}].`));
    const [output, ...deeper] = indexed ? rest : steps;
    const prefix = `${module.prefix}module.${call}${indexed ? `[${JSON.stringify(first)}]` : ""}.`;
    const child = this.modules.at(prefix);
    const expression =
      typeof output === "string" ? own(own(child.configuration.outputs, output), "expression") : undefined;
    if (isExpression(expression)) return attributeOf(this.valueIn(expression, text, child, depth), deeper);
    const all =
      own(child.configuration.outputs, String(output)) === undefined ? this.outputsOf(call, text, module, depth) : [];
    return new Unresolved(text, all, undefined, undefined, false, "some references");
  }

  /** What the outputs of all instances of a module refer to: of `values(module.m)[*].id` a plan keeps `module.m`. */
  private outputsOf(call: string, text: string, { prefix }: ModuleInstance, depth: number): Reference[] {
    const begin = `${prefix}module.${call}`;
    const prefixes = new Set(
      [...this.planned].flatMap((address) => {
        const [first] = address.startsWith(begin) ? moduleCalls(address.slice(prefix.length)) : [];
        return first?.name === call ? [prefix + first.text] : [];
      }),
    );
    const values = [...prefixes].flatMap((one) => {
      const child = this.modules.at(one);
      return Object.values(child.configuration.outputs ?? {}).flatMap(({ expression }) =>
        isExpression(expression) ? [this.valueIn(expression, text, child, depth)] : [],
      );
    });
    return once(values.flatMap(referencesIn));
  }

  private valueIn(expression: Expression, text: string, module: ModuleInstance, depth: number): Value {
    const known = this.passedOn.get(module) ?? new Map<Expression, Value>();
    this.passedOn.set(module, known);
    const already = known.get(expression);
    if (already !== undefined) return already;
    const value = this.budget.checked(this.evaluated(expression, text, module, depth));
    known.set(expression, value);
    return value;
  }

  private evaluated(expression: Expression, text: string, module: ModuleInstance, depth: number): Value {
    const references = longestReferences(referencesOf(expression, this.file));
    const [only] = references;
    if (references.length === 1 && only !== undefined) return this.lookUp(stepsOf(only), text, module, true, depth + 1);
    if (references.length === 0) return (expression.constant_value ?? null) as Value;
    const all = references.map((reference) => this.lookUp(stepsOf(reference), text, module, true, depth + 1));
    return ofSeveral(text, all);
  }

  private instances(address: string): string[] {
    if (this.planned.has(address)) return [address];
    const plain = withoutKey(address);
    // Not planned, because it is deleted or its provider planned nothing: the reference still means it.
    return address === plain ? (this.byUnindexed.get(plain) ?? [address]) : [address];
  }

  private hasModule(prefix: string): boolean {
    return [...this.planned].some((address) => address.startsWith(prefix));
  }
}

/** What an expression of several references comes to is not in a plan. */
function ofSeveral(text: string, values: readonly Value[]): Unresolved {
  const open = values.filter((value) => value instanceof Unresolved);
  const kept = keptOf(open, values.some(isMore));
  return new Unresolved(text, once(open.flatMap(({ references }) => references)), undefined, undefined, false, kept);
}

function keptOf(parts: readonly Unresolved[], hasMore: boolean): Kept {
  const some = parts.some(({ isHidden }) => isHidden) ? "some references" : "references";
  return hasMore ? `${some} and more` : some;
}

/** Beside references: a number is a port or the number of a database, and anything else may be an address or a condition. */
function isMore(value: Value): boolean {
  if (value instanceof Unresolved) return value.isHidden || value.isMixed || value.references.length === 0;
  return typeof value !== "number" && !(typeof value === "string" && /^\d+$/.test(value));
}

/** A plan has no value of it, and what it makes unknown is not its doing. */
function knownToTerraform(text: string): Unresolved {
  return new Unresolved(text, [], undefined, undefined, false, "references");
}

const OF_THE_INSTANCE = /^(each\.|count\.index$)/;

/** Resources of one module may be made of different maps. */
function referencesKey({ made }: Each): string {
  return JSON.stringify(made?.references ?? "");
}

/** One entry of a map: it comes from what the map comes from. */
function partOf(value: Value): Unresolved {
  const references = referencesIn(value);
  const open = unresolvedIn(value);
  // What else the map is made of is in its other entries as a rule.
  const kept = keptOf(open, false);
  return new Unresolved("each.value", references, undefined, undefined, false, kept);
}
