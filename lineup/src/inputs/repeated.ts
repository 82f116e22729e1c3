import { type Reference, Unresolved } from "../values";
import { own, type RawBlock } from "./blocks";
import type { Bodies } from "./bodies";
import type { Budget } from "./budget";
import type { Declarations, RootFiles } from "./declarations";
import { convert } from "./expressions/convert";
import { once } from "./expressions/joined";
import { holesIn, objectOf, Refused, type Typed } from "./expressions/types";
import { type ResolvedStep, SPLAT } from "./expressions/walk";
import {
  countedInstances,
  type Instance,
  instancesForEach,
  singleInstance,
  TOO_MANY,
  uncertainInstance,
} from "./instances";
import { enabledIn } from "./resource-body";

/** What the modules of one input share. */
export interface Shared {
  readonly budget: Budget;
  /** Each `count` and `for_each` that makes more instances than are evaluated. */
  readonly tooLarge: string[];
  /** How deep texts that are not evaluated lead into others. */
  readonly nesting: { mentions: number };
  readonly declarationsOf: (files: RootFiles) => Declarations;
}

/** A resource or a module call, with the instances that its `count` or `for_each` makes. */
export abstract class Repeated {
  private found: readonly Instance[] | undefined;
  private byKey: ReadonlyMap<unknown, Instance> = new Map();

  constructor(
    readonly address: string,
    readonly body: RawBlock,
    protected readonly bodies: Bodies,
    protected readonly shared: Shared,
  ) {}

  /** What steps lead to in one instance. */
  protected abstract member(instance: Instance, steps: readonly ResolvedStep[], text: string): Typed;

  get instances(): readonly Instance[] {
    if (this.found) return this.found;
    // Set before evaluating: a count that refers to itself must end.
    this.found = [uncertainInstance(this.address)];
    this.found = this.expanded();
    this.byKey = new Map(this.found.map((one) => [one.key, one]));
    return this.found;
  }

  /** `x.y.attribute`, `x.y[0].attribute`, `x.y[*].attribute`, `x.y` */
  valueAt(steps: readonly ResolvedStep[], text: string): Typed {
    const instances = this.instances;
    const [only] = instances;
    if (!this.isRepeated) return this.single(only, steps, text);
    const [key, ...after] = steps;
    if (only?.certain === false) return this.uncertain(only, key, after, text);
    if (key === undefined || key === SPLAT) {
      if (key === SPLAT && own(this.body, "count") === undefined) return this.refused(text);
      this.shared.budget.spend("steps", instances.length);
      const members = instances.map((one): [string, Typed] => [String(one.key), this.member(one, after, text)]);
      return own(this.body, "count") === undefined ? objectOf(members) : members.map(([, member]) => member);
    }
    if (typeof key === "symbol") return this.refused(text);
    const keyed = this.byKey.get(key) ?? this.byKey.get(typeof key === "string" ? Number(key) : String(key));
    return keyed ? this.member(keyed, after, text) : this.refused(text);
  }

  private single(only: Instance | undefined, steps: readonly ResolvedStep[], text: string): Typed {
    if (!only) return new Unresolved(text);
    const value = this.member(only, steps, text);
    // Where it is not enabled, it is null.
    return only.certain || steps.length > 0 ? value : new Unresolved(text, this.referencesOf(value));
  }

  private get isRepeated(): boolean {
    return own(this.body, "count") !== undefined || own(this.body, "for_each") !== undefined;
  }

  /** How many instances there are is not known: what is said of one of them holds for each, of all of them nothing does. */
  private uncertain(one: Instance, key: ResolvedStep | undefined, after: readonly ResolvedStep[], text: string): Typed {
    const value = this.member(one, after, text);
    if (key !== undefined && key !== SPLAT) return value;
    return new Unresolved(text, this.referencesOf(value));
  }

  private refused(text: string): Refused {
    return new Refused(text, [{ address: this.address, attribute: "" }]);
  }

  private referencesOf(value: Typed): Reference[] {
    const found = once(holesIn(value).flatMap(({ references }) => references));
    return found.length > 0 ? found : [{ address: this.address, attribute: "" }];
  }

  private expanded(): readonly Instance[] {
    if (!this.isRepeated) return this.enabledInstances();
    const { budget } = this.shared;
    const [count, forEach] = [own(this.body, "count"), own(this.body, "for_each")];
    const instances =
      count !== undefined
        ? countedInstances(this.address, this.bodies.evaluate(count, {}), budget)
        : instancesForEach(this.address, this.bodies.evaluate(forEach ?? null, {}), budget);
    if (Array.isArray(instances)) return instances;
    const which = count !== undefined ? "count" : "for_each";
    if (instances === TOO_MANY) this.shared.tooLarge.push(`the ${which} of ${this.address}`);
    return [uncertainInstance(this.address)];
  }

  /** OpenTofu's `lifecycle { enabled = … }`: one instance, or none. Terraform refuses it. */
  private enabledInstances(): readonly Instance[] {
    const written = enabledIn(this.body);
    if (written === undefined) return [singleInstance(this.address)];
    const value = this.bodies.evaluate(written, {});
    const enabled = value === null ? undefined : convert(value, "bool");
    if (enabled === false) return [];
    return [enabled === true ? singleInstance(this.address) : uncertainInstance(this.address)];
  }
}
