import { type Reference, Unresolved } from "../values";
import { own, type RawBlock } from "./blocks";
import { Bodies } from "./bodies";
import { Configured } from "./configured";
import type { CreationOrder } from "./creation-order";
import { Declarations, type RootFiles } from "./declarations";
import { REFUSED } from "./expressions/convert";
import type { Scope } from "./expressions/evaluate";
import { once } from "./expressions/joined";
import { mentionedIn, namedIn } from "./expressions/mentioned";
import { holesIn, NotGiven, objectOf, Refused, type Typed } from "./expressions/types";
import { type ResolvedStep, SPLAT, walk } from "./expressions/walk";
import type { Instance, LocalNames } from "./instances";
import type { Resource } from "./model";
import { ModuleCall } from "./module-call";
import { Providers, passedProviders, providerOf } from "./providers";
import type { Shared } from "./repeated";
import { dependenciesIn } from "./resource-body";
import { typeOfVariable, valueOrDefault, variableValue } from "./variables";

/** Whose instance a module is: of a call in its caller. */
interface Called {
  by: Module;
  body: RawBlock;
  instance: Instance;
}

/** A call of a module whose code is not here, and what it is given. */
interface MissingCall {
  address: string;
  why: string;
  given: [string, Typed][];
}

/** One instance of a module, or the root: what the names in it stand for. */
export class Module {
  readonly prefix: string;
  readonly declarations: Declarations;
  readonly resources: ReadonlyMap<string, Configured>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  readonly providers: Providers;
  private readonly place: string;
  private readonly bodies: Bodies;
  private readonly named = new Map<string, Typed | "evaluating">();

  constructor(
    files: RootFiles,
    private readonly shared: Shared,
    private readonly called?: Called,
  ) {
    this.prefix = called ? `${called.instance.address}.` : "";
    this.place = called ? ` in ${called.instance.address}` : "";
    this.declarations = shared.declarationsOf(files);
    const { declarations, prefix } = this;
    this.bodies = new Bodies(
      (names, place) => this.scope(names, place),
      (text) => this.mentioned(text),
      shared.budget,
    );
    this.resources = new Map(
      [...declarations.resources].map(([address, one]) => [address, new Configured(prefix, one, this.bodies, shared)]),
    );
    this.calls = new Map([...declarations.moduleCalls].map(([name, body]) => [name, this.call(name, body)]));
    this.providers = new Providers(
      declarations.providers,
      (block, key) => this.bodies.evaluate(own(block, key) ?? null, {}),
      called && passedProviders(called.body, (name) => called.by.providers.of(name)),
    );
  }

  /** Its resources, and those of all modules below it. */
  allResources(order: CreationOrder): Resource[] {
    const inModules = [...this.calls.values()].flatMap((call) => call.modules);
    return [
      ...[...this.resources.values()].flatMap((one) => {
        const defaults = this.providers.of(providerOf(one.declared.type, one.declared.body));
        return one.resources(this.isCertain, defaults, order);
      }),
      ...inModules.flatMap((module) => module.allResources(order)),
    ];
  }

  /** Each call of a module whose code is not here, in this module and below it. */
  allMissing(): MissingCall[] {
    return [...this.calls.values()].flatMap((call) => {
      const { source, address } = call;
      if (!("missing" in source)) return call.modules.flatMap((module) => module.allMissing());
      if (call.instances.length === 0) return [];
      const names = Object.keys(call.body).filter((name) => !CALL_ARGUMENTS.has(name));
      // Each instance may be given something else.
      const given = call.instances.flatMap((one) =>
        names.map((name): [string, Typed] => [name, this.argument(call.body, one, name)]),
      );
      const after = dependenciesIn(call.body).map((name): [string, Typed] => [
        "depends_on",
        this.bodies.evaluate(`\${${name}}`, {}),
      ]);
      return [{ address, why: source.missing, given: [...given, ...after] }];
    });
  }

  /** What steps after `module.m` lead to: an output, or an object of all of them. */
  outputAt(steps: readonly ResolvedStep[], text: string): Typed {
    const [name, ...rest] = steps;
    if (name === undefined) {
      return objectOf([...this.declarations.outputs.keys()].map((output) => [output, this.output(output, text)]));
    }
    if (typeof name !== "string" || !this.declarations.outputs.has(name)) return new Refused(text);
    return this.followed(this.output(name, text), rest, text);
  }

  /** What a module call is given, argument by argument. */
  argument(body: RawBlock, instance: Instance, name: string): Typed {
    const place = instance.key === undefined ? "" : ` of ${instance.address}`;
    return this.bodies.field(body, name, instance.names, place);
  }

  private get isCertain(): boolean {
    return this.called === undefined || (this.called.instance.certain && this.called.by.isCertain);
  }

  private call(name: string, body: RawBlock): ModuleCall {
    const source = this.declarations.source(name);
    const make = (files: RootFiles, instance: Instance) => new Module(files, this.shared, { by: this, body, instance });
    return new ModuleCall(`${this.prefix}module.${name}`, body, source, make, this.bodies, this.shared);
  }

  private scope(names: LocalNames, place: string): Scope {
    return {
      budget: this.shared.budget,
      place: place || this.place,
      mentioned: (text) => this.mentioned(text),
      declaredType: (variable) => typeOfVariable(this.declarations.variable(variable).declaration),
      lookUp: (root, steps, text) => {
        const [first, ...rest] = steps;
        const local = Object.hasOwn(names, root) ? names[root] : undefined;
        if (local) return this.followed(local, steps, text);
        if (first === undefined) return this.unresolved(text);
        if (root === "var") return this.followed(this.variable(String(first), text), rest, text);
        if (root === "local") return this.followed(this.local(String(first), text), rest, text);
        if (root === "data") return this.resource(`data.${String(first)}`, rest, text);
        if (root === "module") return this.calls.get(String(first))?.valueAt(rest, text) ?? this.unresolved(text);
        if (root === "terraform" || root === "path") return new NotGiven(text + this.place);
        return NOT_RESOURCES.has(root) ? this.unresolved(text) : this.resource(root, steps, text);
      },
    };
  }

  private resource(type: string, [name, ...steps]: readonly ResolvedStep[], text: string): Typed {
    return this.resources.get(`${type}.${String(name)}`)?.valueAt(steps, text) ?? this.unresolved(text);
  }

  private variable(name: string, text: string): Typed {
    return this.once(`var.${name}`, text, () => {
      const { declaration, given } = this.declarations.variable(name);
      // Named by itself, wherever it was asked for first: who is to give it a value must know which it is.
      const named = `\${var.${name}}`;
      if (!this.called) return this.bodies.bounded(null, () => variableValue(declaration, given, named));
      const { by, body, instance } = this.called;
      const argument = own(body, name) === undefined ? undefined : by.argument(body, instance, name);
      return this.bodies.bounded(null, () => valueOrDefault(declaration, argument, text + this.place));
    });
  }

  private local(name: string, text: string): Typed {
    const written = this.declarations.locals.get(name);
    if (written === undefined) return new Unresolved(text + this.place);
    return this.once(`local.${name}`, text, () => this.bodies.evaluate(written, {}));
  }

  private output(name: string, text: string): Typed {
    return this.once(`output.${name}`, text, () => {
      return this.bodies.evaluate(own(this.declarations.outputs.get(name), "value") ?? null, {});
    });
  }

  /** Evaluated when it is first needed. */
  private once(name: string, text: string, evaluate: () => Typed): Typed {
    const already = this.named.get(name);
    if (already === "evaluating") return new Unresolved(text + this.place);
    if (already !== undefined) return already;
    this.named.set(name, "evaluating");
    const value = evaluate();
    this.named.set(name, value);
    return value;
  }

  /** What a text refers to that is not evaluated: by itself, and through variables, locals and outputs. */
  private mentioned(text: string): Reference[] {
    const { nesting } = this.shared;
    if (nesting.mentions > MOST_MENTIONS) return mentionedIn(text, this.prefix);
    nesting.mentions++;
    const through = namedIn(text).flatMap(({ root, name }) => {
      if (root === "var") return holesIn(this.variable(name, `\${var.${name}}`));
      if (root === "local") return holesIn(this.local(name, `\${local.${name}}`));
      return holesIn(this.calls.get(name)?.valueAt([SPLAT], text) ?? null);
    });
    nesting.mentions--;
    return once([...mentionedIn(text, this.prefix), ...through.flatMap(({ references }) => references)]);
  }

  private unresolved(text: string): Unresolved {
    return new Unresolved(text + this.place, this.mentioned(text));
  }

  /** Names that lead nowhere are refused by Terraform. */
  private followed(value: Typed, steps: readonly ResolvedStep[], text: string): Typed {
    const found = walk(value, steps);
    if (found === REFUSED) return new Refused(text, mentionedIn(text, this.prefix));
    return found === undefined ? this.unresolved(text) : found;
  }
}

/** Terraform's own arguments of a module call. */
const CALL_ARGUMENTS = new Set([
  "source",
  "version",
  "providers",
  "count",
  "for_each",
  "depends_on",
  "lifecycle",
  "//",
]);
/** Texts that are not evaluated and name each other. */
const MOST_MENTIONS = 20;
const NOT_RESOURCES = new Set(["each", "count", "self"]);

/** What all modules of one input share. */
export function sharedBy(budget: Shared["budget"]): Shared {
  const declarations = new WeakMap<RootFiles, Declarations>();
  return {
    budget,
    tooLarge: [],
    nesting: { mentions: 0 },
    declarationsOf: (files) => {
      const already = declarations.get(files);
      if (already) return already;
      const made = new Declarations(files);
      declarations.set(files, made);
      return made;
    },
  };
}
