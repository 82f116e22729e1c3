import { type Fields, isFields, referencesIn, Unresolved, type Value } from "../values";
import { isBlock, own, type Raw, type RawBlock } from "./blocks";
import { Declarations, type Dynamic, dynamicBlocks, type RootFiles, type Written } from "./declarations";
import { evaluateTemplate, mentionedIn, type ResolvedStep, type Scope, SPLAT, walkInto } from "./expressions/evaluate";
import type { Model, Resource } from "./model";

/** What Terraform reads itself and providers never see. */
const META = new Set(["depends_on", "lifecycle", "provider", "count", "for_each", "connection", "provisioner", "//"]);

interface Declared extends Written {
  instances?: Instance[];
}

/** One of the things a `count` or `for_each` makes. */
interface Instance {
  address: string;
  key: string | number | undefined;
  names: Names;
  certain: boolean;
  values: Map<string, Value | "evaluating">;
}

/** What `each`, `count` and the iterators of dynamic blocks stand for, where something is evaluated. */
type Names = Readonly<Record<string, Fields>>;

/** Synthesized JSON, whose expressions are intact: one root, from one file or several. */
export function readConfiguration(written: RootFiles, file: string): Model {
  const declarations = new Declarations(written);
  const root = new Root(declarations);
  return {
    file,
    kind: "synth",
    resources: root.resources(),
    gaps: root.gaps,
    blindSpots: [
      ...declarations.moduleCalls.map(
        (name) => `module.${name} is called but not part of this JSON: judge a plan instead`,
      ),
      ...(written.unread ?? []),
    ],
  };
}

class Root {
  readonly gaps: string[] = [];
  private readonly declared: Map<string, Declared>;
  private readonly evaluatedLocals = new Map<string, Value | "evaluating">();
  private readonly defaults = new Map<string, Defaults>();

  constructor(private readonly written: Declarations) {
    this.declared = new Map(written.resources);
  }

  resources(): Resource[] {
    return [...this.declared.values()].flatMap((declared) =>
      this.instancesOf(declared).map((instance) => {
        const values: Fields = {};
        for (const key of keysOf(declared.body)) {
          if (!META.has(key)) values[key] = this.attribute(declared, instance, key);
        }
        const { project, region } = this.providerOf(declared);
        return {
          address: instance.address,
          type: declared.type,
          mode: declared.mode,
          values,
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
    const make = (key: Instance["key"], item: Fields, certain = true): Instance => ({
      address: key === undefined ? declared.address : `${declared.address}[${JSON.stringify(key)}]`,
      key,
      names: { each: item, count: item },
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
    make: (key: number | undefined, item: Fields, certain?: boolean) => Instance,
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
    make: (key: string | undefined, item: Fields, certain?: boolean) => Instance,
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
    const value = this.field(declared.body, key, instance.names);
    instance.values.set(key, value);
    return value;
  }

  private evaluate(raw: Raw, names: Names): Value {
    if (typeof raw === "string") return evaluateTemplate(raw, this.scope(names));
    if (Array.isArray(raw)) return raw.map((item) => this.evaluate(item, names));
    if (isBlock(raw)) return Object.fromEntries(keysOf(raw).map((key) => [key, this.field(raw, key, names)]));
    return raw;
  }

  /** What a block says under a key: as written, and what its dynamic blocks make of it. */
  private field(block: RawBlock, key: string, names: Names): Value {
    const said = this.evaluate(own(block, key) ?? null, names);
    const dynamic = dynamicBlocks(block).filter(({ label }) => label === key);
    if (dynamic.length === 0) return said;
    const made = dynamic.map((one) => this.made(one, names));
    const opaque = [said, ...made].find((value) => value instanceof Unresolved);
    if (opaque) return opaque;
    const all = [said, ...made].flat().filter((item) => item !== null);
    return all.length === 0 ? null : all;
  }

  /** The blocks that a dynamic one makes; unresolved as a whole where it cannot be told over what. */
  private made({ label, over, iterator, content }: Dynamic, names: Names): Value {
    const items = this.evaluate(over, names);
    const make = (item: Fields) => this.evaluate(content, { ...names, [iterator]: item });
    if (Array.isArray(items)) return items.map((value, key) => make({ key, value }));
    if (isFields(items)) return Object.entries(items).map(([key, value]) => make({ key, value }));
    return new Unresolved(`a dynamic block "${label}"`, mentionedIn(JSON.stringify(content)));
  }

  private scope(names: Names): Scope {
    return {
      lookUp: (root, steps, text) => {
        const [first, ...rest] = steps;
        const unresolved = () => new Unresolved(text, mentionedIn(text));
        const local = Object.hasOwn(names, root) ? names[root] : undefined;
        if (local) return walkInto(local, steps) ?? unresolved();
        if (root === "each" || root === "count") return unresolved();
        if (root === "var") return walkInto(this.variable(String(first), text), rest) ?? unresolved();
        if (root === "local") return walkInto(this.local(String(first), text), rest) ?? unresolved();
        if (root === "data") return this.resourceAttribute(`data.${String(first)}`, rest, text);
        if (root === "module" || root === "path" || root === "terraform" || root === "self") return unresolved();
        return this.resourceAttribute(root, steps, text);
      },
    };
  }

  private variable(name: string, text: string): Value {
    const value = this.written.variable(name);
    return value === undefined ? new Unresolved(`${text} (a variable without a default)`) : (value as Value);
  }

  private local(name: string, text: string): Value {
    const already = this.evaluatedLocals.get(name);
    if (already === "evaluating" || !this.written.locals.has(name)) return new Unresolved(text);
    if (already !== undefined) return already;
    this.evaluatedLocals.set(name, "evaluating");
    const value = this.evaluate(this.written.locals.get(name) ?? null, {});
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
    if (!keysOf(declared.body).includes(attribute)) return computed;
    const written = walkInto(this.attribute(declared, instance, attribute), rest);
    return written === undefined || written === null ? computed : written;
  }

  private providerOf({ body }: Declared): Defaults {
    const alias = /^\$?\{?[\w-]+\.([\w-]+)\}?$/.exec(String(own(body, "provider") ?? ""))?.[1];
    const already = this.defaults.get(alias ?? "");
    if (already) return already;
    const provider = this.written.providers.find((candidate) => own(candidate, "alias") === alias);
    const setting = (key: string) => {
      const value = this.evaluate(own(provider, key) ?? null, {});
      return typeof value === "string" ? value : undefined;
    };
    const defaults = { project: setting("project"), region: setting("region") };
    this.defaults.set(alias ?? "", defaults);
    return defaults;
  }
}

/** What a provider fills in. */
interface Defaults {
  project: string | undefined;
  region: string | undefined;
}

/** The keys of a block, those that its dynamic blocks make among them. */
function keysOf(block: RawBlock): string[] {
  const dynamic = dynamicBlocks(block);
  if (dynamic.length === 0) return Object.keys(block);
  return [...new Set([...Object.keys(block).filter((key) => key !== "dynamic"), ...dynamic.map(({ label }) => label)])];
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
