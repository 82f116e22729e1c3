import { type Fields, isFields, referencesIn, Unresolved, type Value } from "../values";
import { isBlock, own, type Raw, type RawBlock } from "./blocks";
import { Declarations, type DeclaredResource, type RootFiles } from "./declarations";
import { evaluateTemplate, mentionedIn, type ResolvedStep, type Scope, SPLAT, walkInto } from "./expressions/evaluate";
import {
  countedInstances,
  type Instance,
  instancesForEach,
  type LocalNames,
  singleInstance,
  uncertainInstance,
} from "./instances";
import type { Model, ProviderDefaults, Resource } from "./model";
import {
  attributeNames,
  type DynamicBlock,
  dependenciesIn,
  dynamicBlocks,
  keysOf,
  withoutMetaArguments,
} from "./resource-body";

/** A resource with its instances, once they have been evaluated. */
interface Declared extends DeclaredResource {
  instances?: Instance[];
}

/** One root of JSON configuration, from one file or several. Its expressions are complete, unlike those in a plan. */
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
        (name) => `module.${name} is called, but its configuration is not in this input: run lineup on a plan instead`,
      ),
      ...(written.unread ?? []),
      ...(written.unreadVariables ?? []),
    ],
  };
}

class Root {
  readonly gaps: string[] = [];
  private readonly declared: Map<string, Declared>;
  private readonly evaluatedLocals = new Map<string, Value | "evaluating">();
  private readonly defaults = new Map<string, ProviderDefaults>();

  constructor(private readonly written: Declarations) {
    this.declared = new Map(written.resources);
  }

  resources(): Resource[] {
    return [...this.declared.values()].flatMap((declared) =>
      this.instancesOf(declared).map((instance) => {
        const values: Fields = {};
        for (const key of attributeNames(declared.body)) values[key] = this.attribute(declared, instance, key);
        const { project, region } = this.providerOf(declared);
        return {
          address: instance.address,
          type: declared.type,
          mode: declared.mode,
          values,
          certain: instance.certain,
          dependsOn: dependenciesIn(declared.body),
          reads: referencesIn(values).concat(mentionedIn(JSON.stringify(withoutMetaArguments(declared.body)))),
          project,
          region,
        };
      }),
    );
  }

  private instancesOf(declared: Declared): Instance[] {
    if (declared.instances) return declared.instances;
    // Set before evaluating: a count that refers to itself must end.
    declared.instances = [uncertainInstance(declared.address)];
    declared.instances = this.expanded(declared);
    return declared.instances;
  }

  private expanded({ address, body }: Declared): Instance[] {
    const [count, forEach] = [own(body, "count"), own(body, "for_each")];
    if (count === undefined && forEach === undefined) return [singleInstance(address)];
    const instances =
      count !== undefined
        ? countedInstances(address, this.evaluate(count, {}))
        : instancesForEach(address, this.evaluate(forEach ?? null, {}));
    if (instances) return instances;
    this.gaps.push(`${address}: its ${count !== undefined ? "count" : "for_each"} could not be resolved`);
    return [uncertainInstance(address)];
  }

  /** One attribute of one instance, evaluated when it is first needed. */
  private attribute(declared: Declared, instance: Instance, key: string): Value {
    const already = instance.values.get(key);
    if (already === "evaluating") return new Unresolved(`${instance.address}.${key} refers to itself`);
    if (already !== undefined) return already;
    instance.values.set(key, "evaluating");
    const value = this.field(declared.body, key, instance.names);
    instance.values.set(key, value);
    return value;
  }

  private evaluate(raw: Raw, names: LocalNames): Value {
    if (typeof raw === "string") return evaluateTemplate(raw, this.scope(names));
    if (Array.isArray(raw)) return raw.map((item) => this.evaluate(item, names));
    if (isBlock(raw)) return Object.fromEntries(keysOf(raw).map((key) => [key, this.field(raw, key, names)]));
    return raw;
  }

  /** The value of a key in a block: as written, with the blocks that its dynamic blocks add. */
  private field(block: RawBlock, key: string, names: LocalNames): Value {
    const written = this.evaluate(own(block, key) ?? null, names);
    const dynamic = dynamicBlocks(block).filter(({ label }) => label === key);
    if (dynamic.length === 0) return written;
    const added = dynamic.map((one) => this.blocksOf(one, names));
    const opaque = [written, ...added].find((value) => value instanceof Unresolved);
    if (opaque) return opaque;
    const all = [written, ...added].flat().filter((item) => item !== null);
    return all.length === 0 ? null : all;
  }

  /** The blocks that a dynamic block makes; unresolved as a whole where its `for_each` is unknown. */
  private blocksOf({ label, over, iterator, content }: DynamicBlock, names: LocalNames): Value {
    const items = this.evaluate(over, names);
    const make = (item: Fields) => this.evaluate(content, { ...names, [iterator]: item });
    if (Array.isArray(items)) return items.map((value, key) => make({ key, value }));
    if (isFields(items)) return Object.entries(items).map(([key, value]) => make({ key, value }));
    return new Unresolved(`a dynamic block "${label}"`, mentionedIn(JSON.stringify(content)));
  }

  private scope(names: LocalNames): Scope {
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

  private providerOf({ body }: Declared): ProviderDefaults {
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

function stepName(step: ResolvedStep): string | number {
  return step === SPLAT ? "*" : (step as string | number);
}
