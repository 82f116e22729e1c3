import { type Reference, Unresolved, type Value, withoutKey } from "../values";
import { own } from "./blocks";
import { evaluateTemplate, type ResolvedStep, SPLAT } from "./expressions/evaluate";
import { isExpression, maximal, reached, referencesOf, stepsOf } from "./references";
import type { ConfiguredModule, ConfiguredResource, Expression, ModuleCall, Plan } from "./shapes";

/** A module instance: its path as in addresses ("module.a[0].module.b."), its configuration, and who called it. */
interface Module {
  prefix: string;
  configuration: ConfiguredModule;
  call: ModuleCall | undefined;
  parent: Module | undefined;
}

interface Defaults {
  project: string | undefined;
  region: string | undefined;
}

const MODULE_STEP = /^module\.([\w-]+)(\[[^\]]*\])?\./;

/** The `configuration` part of a plan, and what references in it stand for. */
export class PlanConfiguration {
  private readonly root: Module;
  private readonly planned: Set<string>;
  private readonly byUnindexed = new Map<string, string[]>();
  private readonly modules = new Map<string, Module>();
  private readonly resources = new Map<ConfiguredModule, Map<string, ConfiguredResource>>();
  private readonly defaults = new Map<string, Defaults>();
  /** What has been translated in a module: thousands of rules say their network in the same words. */
  private readonly translated = new Map<Module, Map<string, Value>>();

  constructor(
    private readonly plan: Plan,
    private readonly file: string,
    addresses: readonly string[],
  ) {
    this.root = {
      prefix: "",
      configuration: plan.configuration?.root_module ?? {},
      call: undefined,
      parent: undefined,
    };
    this.planned = new Set(addresses);
    for (const address of addresses) {
      const plain = withoutKey(address);
      const others = this.byUnindexed.get(plain);
      if (others) others.push(address);
      else this.byUnindexed.set(plain, [address]);
    }
  }

  /** Where a resource instance is configured. */
  of(address: string): { resource: ConfiguredResource | undefined; module: Module } {
    const isInModule = address.startsWith("module.");
    const prefix = isInModule ? (/^(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*/.exec(address)?.[0] ?? "") : "";
    const module = this.moduleAt(prefix);
    const local = withoutKey(address.slice(prefix.length));
    return { resource: this.resourcesIn(module.configuration).get(local), module };
  }

  /** What the provider of a resource fills in. */
  provider(key: string | null | undefined, type: string): Defaults {
    const name = key ?? (type.startsWith("google_") ? "google" : "");
    const already = this.defaults.get(name);
    if (already) return already;
    const defaults = this.defaultsOf(name);
    this.defaults.set(name, defaults);
    return defaults;
  }

  private defaultsOf(name: string): Defaults {
    const providers = this.plan.configuration?.provider_config ?? {};
    const expressions = Object.hasOwn(providers, name) ? providers[name]?.expressions : undefined;
    const setting = (setting: string) => {
      const expression = own(expressions, setting);
      const references = isExpression(expression) ? referencesOf(expression, this.file) : [];
      const variable = references.length === 1 ? /^var\.([\w-]+)$/.exec(references[0] ?? "")?.[1] : undefined;
      const value = variable === undefined ? own(expression, "constant_value") : this.variableValue(variable);
      return typeof value === "string" && !value.includes("${") ? value : undefined;
    };
    return { project: setting("project"), region: setting("region") };
  }

  /** What an expression stands for: exact where the plan kept its text, a lone reference where it kept only that. */
  translate(expression: Expression, module: Module): Value {
    const text = expression.constant_value;
    const isTemplate = typeof text === "string" && text.includes("${");
    const references = referencesOf(expression, this.file);
    if (!isTemplate && references.length === 0) return (text ?? null) as Value;
    const known = this.translated.get(module) ?? new Map<string, Value>();
    this.translated.set(module, known);
    const key = isTemplate ? `"${text}` : references.join(" ");
    let value = known.get(key);
    if (value === undefined) {
      value = isTemplate ? this.template(text, module) : this.listed(maximal(references), module);
      known.set(key, value);
    }
    return value;
  }

  private template(text: string, module: Module): Value {
    return evaluateTemplate(text, {
      lookUp: (root, steps, whole) => this.lookUp([root, ...steps], whole, module, false),
    });
  }

  private listed(references: readonly string[], module: Module): Value {
    const [only] = references;
    const resolved = references.map((reference) => this.lookUp(stepsOf(reference), reference, module, true));
    const [value] = resolved;
    if (references.length === 1 && only !== undefined && value instanceof Unresolved) return value;
    const all = resolved.flatMap((item) => (item instanceof Unresolved ? item.references : []));
    return new Unresolved(references.join(", "), all);
  }

  /** The instances that references name, for dependencies. */
  addresses(references: readonly string[], module: Module): string[] {
    return references.flatMap((reference) => this.instances(module.prefix + reference));
  }

  private lookUp(steps: ResolvedStep[], text: string, module: Module, hearsay: boolean, depth = 0): Value {
    const opaque = () => new Unresolved(text);
    if (depth > 50 || steps.some((step) => step === SPLAT)) return opaque();
    const [root, name, ...rest] = steps;
    if (root === "var") return reached(this.variable(String(name), text, module, depth), rest);
    if (root === "module") return this.output(String(name), rest, text, module, depth);
    if (
      root === "local" ||
      root === "each" ||
      root === "count" ||
      root === "path" ||
      root === "terraform" ||
      root === "self"
    ) {
      return opaque();
    }
    const [type, label, ...path] = root === "data" ? [`data.${String(name)}`, ...rest] : steps;
    const [first, ...others] = path;
    const indexed =
      typeof first === "number" ||
      this.planned.has(`${module.prefix}${String(type)}.${String(label)}[${JSON.stringify(first)}]`);
    const key = indexed ? `[${JSON.stringify(first)}]` : "";
    const attribute = (indexed ? others : path).map(String).join(".");
    const instances = this.instances(`${module.prefix}${String(type)}.${String(label)}${key}`);
    const references = instances.map((address): Reference => ({ address, attribute }));
    const [only] = references;
    const lone = references.length === 1 && attribute !== "" ? only : undefined;
    return new Unresolved(text, references, lone, undefined, hearsay && lone !== undefined);
  }

  private variable(name: string, text: string, module: Module, depth: number): Value {
    if (!module.parent) {
      const value = this.variableValue(name);
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? value
        : new Unresolved(text);
    }
    const expression = own(module.call?.expressions, name);
    if (!isExpression(expression)) return new Unresolved(text);
    return this.inside(expression, text, module.parent, depth);
  }

  private variableValue(name: string): unknown {
    return own(own(this.plan.variables, name), "value");
  }

  private output(call: string, steps: ResolvedStep[], text: string, module: Module, depth: number): Value {
    const [first, ...rest] = steps;
    const indexed =
      typeof first === "number" ||
      (typeof first === "string" &&
        rest.length > 0 &&
        this.hasModule(`${module.prefix}module.${call}[${JSON.stringify(first)}].`));
    const [output, ...deeper] = indexed ? rest : steps;
    const prefix = `${module.prefix}module.${call}${indexed ? `[${JSON.stringify(first)}]` : ""}.`;
    const child = this.moduleAt(prefix);
    const expression =
      typeof output === "string" ? own(own(child.configuration.outputs, output), "expression") : undefined;
    return isExpression(expression)
      ? reached(this.inside(expression, text, child, depth), deeper)
      : new Unresolved(text);
  }

  private inside(expression: Expression, text: string, module: Module, depth: number): Value {
    const references = maximal(referencesOf(expression, this.file));
    const [only] = references;
    if (references.length === 1 && only !== undefined) return this.lookUp(stepsOf(only), text, module, true, depth + 1);
    if (references.length === 0) return (expression.constant_value ?? null) as Value;
    const all = references.map((reference) => this.lookUp(stepsOf(reference), text, module, true, depth + 1));
    return new Unresolved(
      text,
      all.flatMap((item) => (item instanceof Unresolved ? item.references : [])),
    );
  }

  private instances(address: string): string[] {
    if (this.planned.has(address)) return [address];
    const plain = withoutKey(address);
    // Deleted, or made by a provider that planned nothing: still the thing that is meant.
    return address === plain ? (this.byUnindexed.get(plain) ?? [address]) : [address];
  }

  private hasModule(prefix: string): boolean {
    return [...this.planned].some((address) => address.startsWith(prefix));
  }

  private moduleAt(prefix: string): Module {
    const already = this.modules.get(prefix);
    if (already) return already;
    let module = this.root;
    let rest = prefix;
    for (let step = MODULE_STEP.exec(rest); step; step = MODULE_STEP.exec(rest)) {
      const calls = module.configuration.module_calls ?? {};
      const call = Object.hasOwn(calls, step[1] ?? "") ? calls[step[1] ?? ""] : undefined;
      module = { prefix: module.prefix + step[0], configuration: call?.module ?? {}, call, parent: module };
      rest = rest.slice(step[0].length);
    }
    this.modules.set(prefix, module);
    return module;
  }

  private resourcesIn(module: ConfiguredModule): Map<string, ConfiguredResource> {
    const already = this.resources.get(module);
    if (already) return already;
    const byAddress = new Map((module.resources ?? []).map((resource) => [resource.address, resource]));
    this.resources.set(module, byAddress);
    return byAddress;
  }
}
