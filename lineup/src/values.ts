/** An attribute of a resource instance: `google_redis_instance.cache`, `host`. */
export interface Reference {
  address: string;
  attribute: string;
}

/**
 * Something this input cannot tell: computed by the cloud, lost in a plan, or an expression we do not evaluate. It
 * still knows what it would be made of, which is often enough: two unknown networks that are the same reference agree.
 */
export class Unresolved {
  constructor(
    /** As written. */
    readonly text: string,
    /** Every attribute it is made of. */
    readonly references: readonly Reference[] = [],
    /** Where the whole value is exactly one attribute of one resource. */
    readonly lone: Reference | undefined = undefined,
    /** Where it is text with holes: `${google_redis_instance.cache.host}/32`. */
    readonly parts: readonly (string | Unresolved)[] | undefined = undefined,
    /** A plan lists references and not expressions: this lone one is taken at its word. */
    readonly takenAtItsWord: boolean = false,
  ) {}

  /** For people, without the text around references: that may hold a password. */
  get shown(): string {
    if (this.references.length > 0) {
      const names = this.references.map(({ address, attribute }) => (attribute ? `${address}.${attribute}` : address));
      return [...new Set(names)].slice(0, 3).join(", ");
    }
    return HARMLESS.test(this.text) ? this.text : "an expression that is not evaluated";
  }
}

const HARMLESS =
  /^(\$\{[\w.[\]*-]+\}( \(a variable without a default\))?|\(known after apply\)|[\w./-]+ refers to itself|[\w./"'-]+( [\w./"'-]+)*)$/;

export type Scalar = null | boolean | number | string;
export type Value = Scalar | Unresolved | Value[] | { [key: string]: Value };
export type Fields = { [key: string]: Value };
export type Maybe<T> = T | Unresolved;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unresolved);
}

export function isKnown<T>(value: Maybe<T>): value is T {
  return !(value instanceof Unresolved);
}

/** Own properties only: a key such as "constructor" in hostile input must not find what JavaScript puts there. */
export function field(value: unknown, key: string): Value | undefined {
  return isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Everything unresolved inside a value. */
export function unresolvedIn(value: Value | undefined): Unresolved[] {
  const found: Unresolved[] = [];
  const pending: (Value | undefined)[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (next instanceof Unresolved) found.push(next);
    else if (Array.isArray(next)) for (const item of next) pending.push(item);
    else if (isFields(next)) for (const item of Object.values(next)) pending.push(item);
  }
  return found;
}

export function referencesIn(value: Value | undefined): Reference[] {
  return unresolvedIn(value).flatMap(({ references }) => references);
}

/** The address without the key of its instance: `x.y["a"]` is an instance of `x.y`. Linear, whatever the address is. */
export function withoutKey(address: string): string {
  if (!address.endsWith("]")) return address;
  const opening = address.indexOf("[", address.lastIndexOf("]", address.length - 2) + 1);
  return opening < 0 ? address : address.slice(0, opening);
}

/** The text of what only the cloud will say. */
export const COMPUTED = "(known after apply)";

const KEYS = /\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g;

/** The address without any key, as a state records dependencies: `module.m.x.y` of `module.m["a"].x.y[0]`. */
export function withoutKeys(address: string): string {
  return address.includes("[") ? address.replace(KEYS, "") : address;
}

/** The module instance that an address is in: `module.m["a"].` of `module.m["a"].x.y[0]`. */
export function modulePrefix(address: string): string {
  return /^(?:module\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.)*/.exec(address)?.[0] ?? "";
}

/** The name at the end of a path such as `projects/p/global/networks/n`. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
