import { type Fields, type Reference, referencesIn, Unresolved, type Value } from "../values";
import { conformed, readBack } from "./attribute-types";
import type { RawBlock } from "./blocks";
import type { Bodies } from "./bodies";
import { TooLarge } from "./budget";
import type { CreationOrder } from "./creation-order";
import type { DeclaredResource } from "./declarations";
import { REFUSED } from "./expressions/convert";
import { once } from "./expressions/joined";
import { mentionedIn } from "./expressions/mentioned";
import { type Choices, mayChoose } from "./expressions/passed-over";
import { ExpressionError } from "./expressions/scanner";
import { Refused, type Typed, WholeResource } from "./expressions/types";
import { type ResolvedStep, SPLAT, walk } from "./expressions/walk";
import type { Instance } from "./instances";
import type { ProviderDefaults, Resource } from "./model";
import { Repeated, type Shared } from "./repeated";
import { attributeNames, dependenciesIn, keysOf, lifecycleIn, withoutMetaArguments } from "./resource-body";

/** A resource block of one module instance. */
export class Configured extends Repeated {
  constructor(
    private readonly prefix: string,
    readonly declared: DeclaredResource,
    bodies: Bodies,
    shared: Shared,
  ) {
    super(prefix + declared.address, declared.body, bodies, shared);
  }

  /** The resources that it makes, in a module instance that certainly exists or may not. */
  resources(isCertain: boolean, defaults: ProviderDefaults, order: CreationOrder): Resource[] {
    const { address } = this;
    const { type, mode, body, at } = this.declared;
    const dependsOn = [...order.named(this.address, dependenciesIn(body))];
    const said = withoutMetaArguments(body);
    const lifecycle = lifecycleIn(body);
    const mentioned = once(mentionedIn(JSON.stringify(said), this.prefix));
    const chooses = mentioned.length > 0 && mayChoose(JSON.stringify(said));
    return this.instances.map((instance) => {
      const values: Fields = {};
      for (const key of attributeNames(body)) values[key] = this.attribute(instance, key);
      return {
        address: instance.address,
        type,
        mode,
        values,
        certain: isCertain && instance.certain,
        dependsOn,
        // Asked of few.
        get prerequisites() {
          return order.before(address);
        },
        reads: referencesIn(values).concat(chooses ? this.taken(instance, said, mentioned) : mentioned),
        ...defaults,
        ...(at ? { at } : {}),
        ...(lifecycle ? { lifecycle } : {}),
      };
    });
  }

  /** What is mentioned, without what is mentioned only where a choice passes it over. */
  private taken({ address, names }: Instance, said: RawBlock, mentioned: Reference[]): Reference[] {
    const choices: Choices = { taken: new Set(), passedOver: new Set() };
    try {
      this.bodies.choose(said, names, ` of ${address}`, choices);
    } catch (error) {
      if (error instanceof TooLarge || error instanceof ExpressionError) return mentioned;
      throw error;
    }
    const [taken, passedOver] = [choices.taken, choices.passedOver].map(
      (texts) => new Set(mentionedIn([...texts].join(" "), this.prefix).map(nameOf)),
    );
    return mentioned.filter((one) => taken?.has(nameOf(one)) || !passedOver?.has(nameOf(one)));
  }

  protected member(instance: Instance, steps: readonly ResolvedStep[], text: string): Typed {
    const [attribute, ...rest] = steps;
    if (attribute === SPLAT) return [this.member(instance, rest, text)];
    if (typeof attribute === "string") return this.reach(instance, attribute, rest, text);
    const named = new WholeResource(instance.address, (name, further) =>
      this.reach(instance, name, further, `\${${[instance.address, name, ...further.map(stepName)].join(".")}}`),
    );
    return attribute === undefined ? named : new Unresolved(text, named.references);
  }

  private reach(instance: Instance, attribute: string, rest: readonly ResolvedStep[], text: string): Typed {
    const reference = { address: instance.address, attribute: [attribute, ...rest.map(stepName)].join(".") };
    const computed = new Unresolved(text, [reference], reference);
    if (!keysOf(this.body).includes(attribute)) return computed;
    const value = this.attribute(instance, attribute);
    const found = walk(readBack(this.declared.type, attribute, value), rest);
    // A name that is not known is still that of this resource, whatever it comes to.
    if (attribute === "name" && found instanceof Unresolved && !(found instanceof Refused)) {
      return new Unresolved(found.text, once([reference, ...found.references]), reference);
    }
    // What is not written may be filled in by the cloud.
    return found === undefined || found === null || found === REFUSED ? computed : found;
  }

  /** One attribute of one instance, evaluated when it is first needed. */
  private attribute(instance: Instance, key: string): Value {
    const already = instance.values.get(key);
    if (already === "evaluating") return new Unresolved(`${instance.address}.${key} refers to itself`);
    if (already !== undefined) return already;
    instance.values.set(key, "evaluating");
    const place = instance.key === undefined ? "" : ` of ${instance.address}`;
    const evaluate = () => this.bodies.field(this.body, key, instance.names, place);
    const value = conformed(this.declared.type, key, this.bodies.bounded(this.body, evaluate));
    instance.values.set(key, value);
    return value;
  }
}

function nameOf({ address, attribute }: Reference): string {
  return `${address}.${attribute}`;
}

function stepName(step: ResolvedStep): string | number {
  return step === SPLAT ? "*" : (step as string | number);
}
