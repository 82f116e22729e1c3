/** An attribute of a resource instance: `google_redis_instance.cache`, `host`. */
export interface Reference {
  address: string;
  attribute: string;
}

/**
 * What an input keeps of an expression. A plan keeps what it refers to, and not all of that: what a local, an item of
 * `for_each` or a `dynamic` block comes to may be from anywhere in the plan. Where it is made of more than references,
 * the rest may be a part of the value, or decide which of them it is.
 */
export type Kept = "expression" | "references" | "references and more" | "some references" | "some references and more";

/**
 * A value that the input does not hold: computed by the cloud, lost in a plan, or an expression that is not evaluated.
 * It keeps its references, which is often enough: two unknown networks with the same reference are the same network.
 */
export class Unresolved {
  constructor(
    /** As written. */
    readonly text: string,
    /** Every attribute it refers to. */
    readonly references: readonly Reference[] = [],
    /** Where the whole value is exactly one attribute of one resource. */
    readonly soleReference: Reference | undefined = undefined,
    /** Where it is text with references in it: `${google_redis_instance.cache.host}/32`. */
    readonly parts: readonly (string | Unresolved)[] | undefined = undefined,
    /** A plan lists references and not expressions: this lone reference is assumed to be the whole value. */
    readonly isAssumed: boolean = false,
    readonly kept: Kept = "expression",
  ) {}

  /** Whether it may come from something that the plan does not keep. */
  get isHidden(): boolean {
    return this.kept === "some references" || this.kept === "some references and more";
  }

  /** Whether something else than what it refers to makes a part of it, or decides which it is. */
  get isMixed(): boolean {
    return this.kept === "references and more" || this.kept === "some references and more";
  }

  /** For messages: without the text around references, which may hold a password. */
  get shown(): string {
    const given = this.parts?.find((part) => part instanceof Unresolved && NOT_GIVEN.test(part.text));
    if (given instanceof Unresolved) return given.text;
    if (this.references.length > 0) {
      const names = this.references.map(({ address, attribute }) => (attribute ? `${address}.${attribute}` : address));
      return [...new Set(names)].slice(0, 3).join(", ");
    }
    return PRINTABLE_TEXT.test(this.text) ? this.text : "an expression that is not evaluated";
  }
}

const NOT_GIVEN = /^\$\{var\.[\w-]+\} \(a variable without a value: --var gives one\)$/;
const PRINTABLE_TEXT =
  /^(\$\{[\w.[\]*-]+\}( \(a variable without a value: --var gives one\))?|\(known after apply\)|too large to evaluate: [\w ]+|[\w./-]+ refers to itself|[\w./"'-]+( [\w./"'-]+)*)$/;

type Scalar = null | boolean | number | string;
export type Value = Scalar | Unresolved | Value[] | { [key: string]: Value };
export type Fields = { [key: string]: Value };
export type Maybe<T> = T | Unresolved;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unresolved);
}

export function isKnown<T>(value: Maybe<T>): value is T {
  return !(value instanceof Unresolved);
}

/** The value, where it is there and known. */
export function known<T>(value: Maybe<T> | undefined): T | undefined {
  return value !== undefined && isKnown(value) ? value : undefined;
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

export function holdsUnresolved(value: Value | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof Unresolved) return true;
  if (Array.isArray(value)) return value.some(holdsUnresolved);
  for (const key in value) if (holdsUnresolved(value[key])) return true;
  return false;
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

/** The type of the resource at an address: `x` of `module.m["a"].data.x.y[0]`. */
export function typeAt(address: string): string {
  return withoutKey(address).split(".").at(-2) ?? "";
}

/** The text of a value that is known only after apply. */
export const COMPUTED = "(known after apply)";

const KEYS = /\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g;

/** The address without any key, as a state records dependencies: `module.m.x.y` of `module.m["a"].x.y[0]`. */
export function withoutKeys(address: string): string {
  return address.includes("[") ? address.replace(KEYS, "") : address;
}

/** The module instance of an address: `module.m["a"].` of `module.m["a"].x.y[0]`. */
export function modulePrefix(address: string): string {
  return address.startsWith("module.")
    ? moduleCalls(address)
        .map(({ text }) => text)
        .join("")
    : "";
}

const MODULE_CALL = /module\.([\w-]+)(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\./y;

/** The module calls that an address starts with: `a` as `module.a["x"].`, and so on. */
export function moduleCalls(address: string): { name: string; text: string }[] {
  const calls: { name: string; text: string }[] = [];
  MODULE_CALL.lastIndex = 0;
  for (let call = MODULE_CALL.exec(address); call; call = MODULE_CALL.exec(address)) {
    calls.push({ name: call[1] ?? "", text: call[0] });
  }
  return calls;
}

/** The name at the end of a path such as `projects/p/global/networks/n`. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
