import { type Fields, type Reference, referencesIn, Unresolved, type Value } from "../values";
import { conformed, readBack } from "./attribute-types";
import { isBlock, own, type Raw, type RawBlock } from "./blocks";
import { Budget, TooLarge } from "./budget";
import { Declarations, type DeclaredResource, type RootFiles } from "./declarations";
import { REFUSED } from "./expressions/convert";
import { evaluateTemplate, type Scope } from "./expressions/evaluate";
import { once } from "./expressions/joined";
import { mentionedIn } from "./expressions/mentioned";
import { entriesOf, fieldsOf, itemsOf, ListValue, type ObjectValue, Refused, type Typed } from "./expressions/types";
import { type ResolvedStep, SPLAT, walk } from "./expressions/walk";
import {
  countedInstances,
  type Instance,
  instancesForEach,
  type LocalNames,
  singleInstance,
  TOO_MANY,
  uncertainInstance,
} from "./instances";
import { numberOf } from "./literals";
import { decidingNothing, type Model, type Resource } from "./model";
import { Providers } from "./providers";
import {
  attributeNames,
  type DynamicBlock,
  dependenciesIn,
  dynamicBlocks,
  keysOf,
  withoutMetaArguments,
} from "./resource-body";
import { typeOfVariable, variableValue } from "./variables";

/** A resource with its instances, once they have been evaluated. */
interface Declared extends DeclaredResource {
  instances?: Instance[];
  byKey?: ReadonlyMap<string | number, Instance>;
}

/** One root of JSON configuration, from one file or several. Its expressions are complete, unlike those in a plan. */
export function readConfiguration(written: RootFiles, file: string): Model {
  const declarations = new Declarations(written);
  const root = new Root(declarations);
  const resources = root.resources();
  return {
    file,
    kind: "synth",
    resources,
    blindSpots: [
      ...declarations.moduleCalls.map(
        (name) => `module.${name} is called, but its configuration is not in this input: run lineup on a plan instead`,
      ),
      ...(written.unread ?? []),
      ...(written.unreadVariables ?? []),
      ...root.tooLarge.map((what) =>
        decidingNothing(`${what} is too large to evaluate`, "judge a plan, which lists every instance"),
      ),
    ],
  };
}

class Root {
  /** Each `count` and `for_each` that makes more instances than are evaluated. */
  readonly tooLarge: string[] = [];
  private readonly declared: Map<string, Declared>;
  private readonly evaluatedLocals = new Map<string, Typed | "evaluating">();
  private readonly evaluatedVariables = new Map<string, Typed>();
  private readonly providers: Providers;
  private readonly budget = new Budget();

  constructor(private readonly written: Declarations) {
    this.declared = new Map(written.resources);
    this.providers = new Providers(written.providers, (block, key) => this.evaluate(own(block, key) ?? null, {}));
  }

  resources(): Resource[] {
    return [...this.declared.values()].flatMap((declared) => {
      const mentioned = once(mentionedIn(JSON.stringify(withoutMetaArguments(declared.body))));
      return this.instancesOf(declared).map((instance) => this.resource(declared, instance, mentioned));
    });
  }

  private resource(declared: Declared, instance: Instance, mentioned: readonly Reference[]): Resource {
    const values: Fields = {};
    for (const key of attributeNames(declared.body)) values[key] = this.attribute(declared, instance, key);
    const { project, region } = this.providers.of(declared.type, declared.body);
    return {
      address: instance.address,
      type: declared.type,
      mode: declared.mode,
      values,
      certain: instance.certain,
      dependsOn: dependenciesIn(declared.body),
      reads: referencesIn(values).concat(mentioned),
      project,
      region,
    };
  }

  private instancesOf(declared: Declared): Instance[] {
    if (declared.instances) return declared.instances;
    // Set before evaluating: a count that refers to itself must end.
    declared.instances = [uncertainInstance(declared.address)];
    declared.instances = this.expanded(declared);
    declared.byKey = new Map(declared.instances.flatMap((one) => (one.key === undefined ? [] : [[one.key, one]])));
    return declared.instances;
  }

  private expanded({ address, body }: Declared): Instance[] {
    const [count, forEach] = [own(body, "count"), own(body, "for_each")];
    if (count === undefined && forEach === undefined) return [singleInstance(address)];
    const instances =
      count !== undefined
        ? countedInstances(address, this.evaluate(count, {}), this.budget)
        : instancesForEach(address, this.evaluate(forEach ?? null, {}), this.budget);
    if (Array.isArray(instances)) return instances;
    if (instances === TOO_MANY) this.tooLarge.push(`the ${count !== undefined ? "count" : "for_each"} of ${address}`);
    return [uncertainInstance(address)];
  }

  /** One attribute of one instance, evaluated when it is first needed. */
  private attribute(declared: Declared, instance: Instance, key: string): Value {
    const already = instance.values.get(key);
    if (already === "evaluating") return new Unresolved(`${instance.address}.${key} refers to itself`);
    if (already !== undefined) return already;
    instance.values.set(key, "evaluating");
    const value = conformed(
      declared.type,
      key,
      this.bounded(declared.body, () => this.field(declared.body, key, instance.names)),
    );
    instance.values.set(key, value);
    return value;
  }

  private evaluate(raw: Raw, names: LocalNames): Typed {
    if (typeof raw === "string") return evaluateTemplate(raw, this.scope(names));
    if (typeof raw === "number") return numberOf(raw);
    if (typeof raw !== "object" || raw === null) return raw;
    return this.bounded(raw, () =>
      isBlock(raw) ? this.object(raw, names) : raw.map((item) => this.evaluate(item, names)),
    );
  }

  private bounded(raw: Raw, evaluate: () => Typed): Typed {
    try {
      return this.budget.checked(evaluate());
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      return new Unresolved(error.message, once(mentionedIn(JSON.stringify(raw))));
    }
  }

  /** An object, whose keys may be expressions, or a block. */
  private object(block: RawBlock, names: LocalNames): Typed {
    const entries: [string, Typed][] = [];
    for (const key of keysOf(block)) {
      const name = /[$%]\{/.test(key) ? this.evaluate(key, names) : key;
      if (typeof name !== "string")
        return new Unresolved("an object with a key that is not resolved", mentionedIn(JSON.stringify(block)));
      entries.push([name, this.field(block, key, names)]);
    }
    return Object.fromEntries(entries);
  }

  /** The value of a key in a block: as written, with the blocks that its dynamic blocks add. */
  private field(block: RawBlock, key: string, names: LocalNames): Typed {
    const written = this.evaluate(own(block, key) ?? null, names);
    const dynamic = dynamicBlocks(block).filter(({ label }) => label === key);
    if (dynamic.length === 0) return written;
    const added = dynamic.map((one) => this.blocksOf(one, names));
    const opaque = [written, ...added].find((value) => value instanceof Unresolved);
    if (opaque) return opaque;
    const all = [written, ...added].flatMap((value) => itemsOf(value) ?? [value]).filter((item) => item !== null);
    return all.length === 0 ? null : all;
  }

  /** The blocks that a dynamic block makes; unresolved as a whole where its `for_each` is unknown. */
  private blocksOf({ label, over, iterator, content }: DynamicBlock, names: LocalNames): Typed {
    const repeated = this.evaluate(over, names);
    const make = (item: ObjectValue) => this.evaluate(content, { ...names, [iterator]: item });
    const isSet = repeated instanceof ListValue && repeated.kind === "set";
    const items = itemsOf(repeated);
    if (items) return items.map((value, index) => make({ key: isSet ? value : index, value }));
    const fields = fieldsOf(repeated);
    if (fields) return entriesOf(fields).map(([key, value]) => make({ key, value }));
    return new Unresolved(`a dynamic block "${label}"`, mentionedIn(JSON.stringify(content)));
  }

  private scope(names: LocalNames): Scope {
    return {
      budget: this.budget,
      declaredType: (variable) => typeOfVariable(this.written.variable(variable).declaration),
      lookUp: (root, steps, text) => {
        const [first, ...rest] = steps;
        const local = Object.hasOwn(names, root) ? names[root] : undefined;
        if (local) return followed(local, steps, text);
        if (root === "each" || root === "count") return unresolved(text);
        if (root === "var") return followed(this.variable(String(first), text), rest, text);
        if (root === "local") return followed(this.local(String(first), text), rest, text);
        if (root === "data") return this.resourceAttribute(`data.${String(first)}`, rest, text);
        if (root === "module" || root === "path" || root === "terraform" || root === "self") return unresolved(text);
        return this.resourceAttribute(root, steps, text);
      },
    };
  }

  private variable(name: string, text: string): Typed {
    const already = this.evaluatedVariables.get(name);
    if (already !== undefined) return already;
    const { declaration, given } = this.written.variable(name);
    const value = this.bounded(null, () => variableValue(declaration, given, text));
    this.evaluatedVariables.set(name, value);
    return value;
  }

  private local(name: string, text: string): Typed {
    const already = this.evaluatedLocals.get(name);
    if (already === "evaluating" || !this.written.locals.has(name)) return new Unresolved(text);
    if (already !== undefined) return already;
    this.evaluatedLocals.set(name, "evaluating");
    const value = this.evaluate(this.written.locals.get(name) ?? null, {});
    this.evaluatedLocals.set(name, value);
    return value;
  }

  /** `google_x.y.attribute`, `google_x.y[0].attribute`, `google_x.y[*].attribute` */
  private resourceAttribute(type: string, [name, ...steps]: ResolvedStep[], text: string): Typed {
    const declared = this.declared.get(`${type}.${String(name)}`);
    if (!declared) return unresolved(text);
    const instances = this.instancesOf(declared);
    const [key, ...after] = steps;
    if (key === SPLAT) {
      this.budget.spend("steps", instances.length);
      return instances.map((instance) => this.reach(declared, instance, after, text));
    }
    const keyed = typeof key === "symbol" || key === undefined ? undefined : declared.byKey?.get(key);
    if (keyed) return this.reach(declared, keyed, after, text);
    const [only] = instances;
    if (instances.length === 1 && only?.key === undefined) {
      return only ? this.reach(declared, only, key === 0 ? after : steps, text) : new Unresolved(text);
    }
    return new Unresolved(text, [{ address: declared.address, attribute: String(steps.at(-1) ?? "") }]);
  }

  private reach(declared: Declared, instance: Instance, steps: ResolvedStep[], text: string): Typed {
    const [attribute, ...rest] = steps;
    if (typeof attribute !== "string") return new Unresolved(text, [{ address: instance.address, attribute: "" }]);
    const reference = { address: instance.address, attribute: [attribute, ...rest.map(stepName)].join(".") };
    const computed = new Unresolved(text, [reference], reference);
    if (!keysOf(declared.body).includes(attribute)) return computed;
    const value = this.attribute(declared, instance, attribute);
    const found = walk(readBack(declared.type, attribute, value), rest);
    // What is not written may be filled in by the cloud.
    return found === undefined || found === null || found === REFUSED ? computed : found;
  }
}

function unresolved(text: string): Unresolved {
  return new Unresolved(text, mentionedIn(text));
}

/** Names that lead nowhere are refused by Terraform. */
function followed(value: Typed, steps: readonly ResolvedStep[], text: string): Typed {
  const found = walk(value, steps);
  if (found === REFUSED) return new Refused(text, mentionedIn(text));
  return found === undefined ? unresolved(text) : found;
}

function stepName(step: ResolvedStep): string | number {
  return step === SPLAT ? "*" : (step as string | number);
}
