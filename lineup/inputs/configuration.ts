import { type Fields, isFields, referencesIn, Unresolved, type Value } from "../values";
import { blocks, isBlock, labelled, own, type Raw, type RawBlock } from "./blocks";
import { evaluateTemplate, mentionedIn, type ResolvedStep, type Scope, SPLAT, walkInto } from "./expressions/evaluate";
import type { Model, Resource } from "./model";

/** What Terraform reads itself and providers never see. */
const META = new Set(["depends_on", "lifecycle", "provider", "count", "for_each", "connection", "provisioner", "//"]);

interface Declared {
  address: string;
  type: string;
  mode: "managed" | "data";
  body: RawBlock;
  instances?: Instance[];
}

/** One of the things a `count` or `for_each` makes. */
interface Instance {
  address: string;
  key: string | number | undefined;
  each: Fields;
  certain: boolean;
  values: Map<string, Value | "evaluating">;
}

/** Synthesized JSON, whose expressions are intact: one root, from one file or several. */
export function readConfiguration(files: RawBlock[], file: string): Model {
  const root = new Root(files);
  return {
    file,
    kind: "synth",
    resources: root.resources(),
    gaps: root.gaps,
    blindSpots: root.moduleCalls.map(
      (name) => `module.${name} is called but not part of this JSON: judge a plan instead`,
    ),
  };
}

class Root {
  readonly gaps: string[] = [];
  readonly moduleCalls: string[];
  private readonly declared = new Map<string, Declared>();
  private readonly variables = new Map<string, RawBlock>();
  private readonly locals = new Map<string, Raw>();
  private readonly evaluatedLocals = new Map<string, Value | "evaluating">();
  private readonly providers: RawBlock[];

  constructor(files: RawBlock[]) {
    for (const file of files) {
      for (const [section, mode] of [
        ["resource", "managed"],
        ["data", "data"],
      ] as const) {
        for (const { type, name, body } of labelled(own(file, section))) {
          const address = `${mode === "data" ? "data." : ""}${type}.${name}`;
          this.declared.set(address, { address, type, mode, body });
        }
      }
      for (const block of blocks(own(file, "variable"))) {
        for (const [name, body] of Object.entries(block)) this.variables.set(name, blocks(body)[0] ?? {});
      }
      for (const block of blocks(own(file, "locals"))) {
        for (const [name, value] of Object.entries(block)) this.locals.set(name, value);
      }
    }
    this.providers = files.flatMap((file) =>
      blocks(own(file, "provider")).flatMap((byName) =>
        ["google", "google-beta"].flatMap((name) => blocks(own(byName, name)).map((body) => ({ ...body, name }))),
      ),
    );
    this.moduleCalls = files.flatMap((file) => blocks(own(file, "module")).flatMap((calls) => Object.keys(calls)));
  }

  resources(): Resource[] {
    return [...this.declared.values()].flatMap((declared) =>
      this.instancesOf(declared).map((instance) => {
        const values: Fields = {};
        for (const key of Object.keys(declared.body)) {
          if (!META.has(key)) values[key] = this.attribute(declared, instance, key);
        }
        const { project, region } = this.providerOf(declared);
        return {
          address: instance.address,
          type: declared.type,
          mode: declared.mode,
          values: withDynamicBlocks(values),
          certain: instance.certain,
          dependsOn: dependencies(declared.body),
          reads: referencesIn(values).concat(mentionedIn(JSON.stringify(withoutMeta(declared.body)))),
          project,
          region,
        };
      }),
    );
  }

  private instancesOf(declared: Declared): Instance[] {
    if (declared.instances) return declared.instances;
    const make = (key: Instance["key"], each: Fields, certain = true): Instance => ({
      address: key === undefined ? declared.address : `${declared.address}[${JSON.stringify(key)}]`,
      key,
      each,
      certain,
      values: new Map(),
    });
    // Set before evaluating: a count that counts itself must end.
    declared.instances = [make(undefined, {}, false)];
    const count = own(declared.body, "count");
    const forEach = own(declared.body, "for_each");
    if (count !== undefined) declared.instances = this.counted(this.evaluate(count, {}), make, declared);
    else if (forEach !== undefined) declared.instances = this.forEach(this.evaluate(forEach, {}), make, declared);
    else declared.instances = [make(undefined, {})];
    return declared.instances;
  }

  private counted(
    count: Value,
    make: (key: number | undefined, each: Fields, certain?: boolean) => Instance,
    { address }: Declared,
  ): Instance[] {
    const number = Number(count);
    if (
      (typeof count === "number" || typeof count === "string") &&
      Number.isInteger(number) &&
      number >= 0 &&
      number <= 10_000
    ) {
      return Array.from({ length: number }, (_, index) => make(index, { index }));
    }
    this.gaps.push(`${address}: its count could not be resolved`);
    return [make(undefined, {}, false)];
  }

  private forEach(
    over: Value,
    make: (key: string | undefined, each: Fields, certain?: boolean) => Instance,
    { address }: Declared,
  ): Instance[] {
    if (isFields(over)) return Object.entries(over).map(([key, value]) => make(key, { key, value }));
    if (Array.isArray(over) && over.every((item) => typeof item === "string")) {
      return over.map((key) => make(key, { key, value: key }));
    }
    this.gaps.push(`${address}: its for_each could not be resolved`);
    return [make(undefined, {}, false)];
  }

  /** One attribute of one instance, evaluated when it is first asked for. */
  private attribute(declared: Declared, instance: Instance, key: string): Value {
    const already = instance.values.get(key);
    if (already === "evaluating") return new Unresolved(`${instance.address}.${key} refers to itself`);
    if (already !== undefined) return already;
    instance.values.set(key, "evaluating");
    const value = this.evaluate(own(declared.body, key) ?? null, instance.each);
    instance.values.set(key, value);
    return value;
  }

  private evaluate(raw: Raw, each: Fields): Value {
    if (typeof raw === "string") return evaluateTemplate(raw, this.scope(each));
    if (Array.isArray(raw)) return raw.map((item) => this.evaluate(item, each));
    if (isBlock(raw))
      return Object.fromEntries(Object.entries(raw).map(([key, item]) => [key, this.evaluate(item, each)]));
    return raw;
  }

  private scope(each: Fields): Scope {
    return {
      lookUp: (root, steps, text) => {
        const [first, ...rest] = steps;
        const unresolved = () => new Unresolved(text, mentionedIn(text));
        if (root === "each" || root === "count") return walkInto(each, steps) ?? unresolved();
        if (root === "var") return walkInto(this.variable(String(first), text), rest) ?? unresolved();
        if (root === "local") return walkInto(this.local(String(first), text), rest) ?? unresolved();
        if (root === "data") return this.resourceAttribute(`data.${String(first)}`, rest, text);
        if (root === "module" || root === "path" || root === "terraform" || root === "self") return unresolved();
        return this.resourceAttribute(root, steps, text);
      },
    };
  }

  private variable(name: string, text: string): Value {
    const fallback = own(this.variables.get(name), "default");
    return fallback === undefined ? new Unresolved(`${text} (a variable without a default)`) : (fallback as Value);
  }

  private local(name: string, text: string): Value {
    const already = this.evaluatedLocals.get(name);
    if (already === "evaluating" || !this.locals.has(name)) return new Unresolved(text);
    if (already !== undefined) return already;
    this.evaluatedLocals.set(name, "evaluating");
    const value = this.evaluate(this.locals.get(name) ?? null, {});
    this.evaluatedLocals.set(name, value);
    return value;
  }

  /** `google_x.y.attribute`, `google_x.y[0].attribute`, `google_x.y[*].attribute` */
  private resourceAttribute(type: string, [name, ...steps]: ResolvedStep[], text: string): Value {
    const declared = this.declared.get(`${type}.${String(name)}`);
    if (!declared) return new Unresolved(text, mentionedIn(text));
    const instances = this.instancesOf(declared);
    const [key, ...after] = steps;
    if (key === SPLAT) return instances.map((instance) => this.reach(declared, instance, after, text));
    const keyed = instances.find((instance) => instance.key !== undefined && instance.key === key);
    if (keyed) return this.reach(declared, keyed, after, text);
    const [only] = instances;
    if (instances.length === 1 && only?.key === undefined) {
      return only ? this.reach(declared, only, key === 0 ? after : steps, text) : new Unresolved(text);
    }
    return new Unresolved(text, [{ address: declared.address, attribute: String(steps.at(-1) ?? "") }]);
  }

  private reach(declared: Declared, instance: Instance, steps: ResolvedStep[], text: string): Value {
    const [attribute, ...rest] = steps;
    if (typeof attribute !== "string") return new Unresolved(text, [{ address: instance.address, attribute: "" }]);
    const reference = { address: instance.address, attribute: [attribute, ...rest.map(stepName)].join(".") };
    const computed = new Unresolved(text, [reference], reference);
    if (own(declared.body, attribute) === undefined) return computed;
    const written = walkInto(this.attribute(declared, instance, attribute), rest);
    return written === undefined || written === null ? computed : written;
  }

  private providerOf({ body }: Declared): { project: string | undefined; region: string | undefined } {
    const alias = /^\$?\{?[\w-]+\.([\w-]+)\}?$/.exec(String(own(body, "provider") ?? ""))?.[1];
    const provider = this.providers.find((candidate) => own(candidate, "alias") === alias);
    const setting = (key: string) => {
      const value = this.evaluate(own(provider, key) ?? null, {});
      return typeof value === "string" ? value : undefined;
    };
    return { project: setting("project"), region: setting("region") };
  }
}

function stepName(step: ResolvedStep): string | number {
  return step === SPLAT ? "*" : (step as string | number);
}

function withoutMeta(body: RawBlock): RawBlock {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !META.has(key)));
}

function dependencies(body: RawBlock): string[] {
  const list = own(body, "depends_on");
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === "string") : [];
}

/** A block made by `dynamic` is there, but what is in it cannot be told. */
function withDynamicBlocks(values: Fields): Fields {
  const dynamic = values.dynamic;
  if (!isFields(dynamic)) return values;
  const { dynamic: _, ...rest } = values;
  for (const [name, block] of Object.entries(dynamic)) {
    rest[name] = new Unresolved(`a dynamic block "${name}"`, referencesIn(block));
  }
  return rest;
}
