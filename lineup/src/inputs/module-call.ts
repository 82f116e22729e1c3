import { Unresolved } from "../values";
import type { RawBlock } from "./blocks";
import type { Bodies } from "./bodies";
import type { ModuleSource, RootFiles } from "./declarations";
import type { Typed } from "./expressions/types";
import { type ResolvedStep, SPLAT } from "./expressions/walk";
import type { Instance } from "./instances";
import { UnusableInput } from "./model";
import type { Module } from "./module";
import { Repeated, type Shared } from "./repeated";

const TOO_MANY_MODULES = "it calls too many modules to evaluate them all: judge a plan, which lists what they make";

type Make = (files: RootFiles, instance: Instance) => Module;

/** A call of a module, and the instances of it. */
export class ModuleCall extends Repeated {
  private readonly made = new Map<Instance, Module>();

  constructor(
    address: string,
    body: RawBlock,
    readonly source: ModuleSource,
    private readonly make: Make,
    bodies: Bodies,
    shared: Shared,
  ) {
    super(address, body, bodies, shared);
  }

  /** Empty where its code is not here. */
  get modules(): Module[] {
    const { source } = this;
    return "missing" in source ? [] : this.instances.map((instance) => this.module(source.root, instance));
  }

  override valueAt(steps: readonly ResolvedStep[], text: string): Typed {
    return "missing" in this.source ? this.missing(steps, text) : super.valueAt(steps, text);
  }

  protected member(instance: Instance, steps: readonly ResolvedStep[], text: string): Typed {
    if (steps[0] === SPLAT) return [this.member(instance, steps.slice(1), text)];
    return "missing" in this.source
      ? new Unresolved(text)
      : this.module(this.source.root, instance).outputAt(steps, text);
  }

  /** An output of a module whose code is not here is known by its name alone. */
  private missing(steps: readonly ResolvedStep[], text: string): Unresolved {
    const [first, second] = steps;
    const isKeyed = typeof first === "number" || (typeof second === "string" && this.instances[0]?.key !== undefined);
    const address = isKeyed ? `${this.address}[${JSON.stringify(first)}]` : this.address;
    const path = isKeyed ? steps.slice(1) : steps;
    const isWhole = path.length === 0 || steps.includes(SPLAT);
    const reference = {
      address: isWhole ? this.address : address,
      attribute: isWhole ? "" : path.map(String).join("."),
    };
    return new Unresolved(text, [reference], isWhole ? undefined : reference);
  }

  private module(files: RootFiles, instance: Instance): Module {
    const already = this.made.get(instance);
    if (already) return already;
    if (!this.shared.budget.instances(1)) throw new UnusableInput(TOO_MANY_MODULES);
    const module = this.make(files, instance);
    this.made.set(instance, module);
    return module;
  }
}
