/** What is read, and what was wrong with it. */
export interface Reading {
  problems: string[];
  /** What a text stands for: a name in place of a reference, or the text itself. */
  resolve: (text: string) => string;
}

type Block = Readonly<Record<string, unknown>>;

/**
 * A block of Terraform's JSON (`condition_threshold`) or an object of an API (`conditionThreshold`): asked for by the
 * former name, found under either. What is of another type is a problem with its place, and is left out.
 */
export class Fields {
  private constructor(
    readonly at: string,
    private readonly block: Block,
    private readonly reading: Reading,
  ) {}

  static of(json: unknown, at: string, reading: Reading): Fields {
    if (isBlock(json)) return new Fields(at, json, reading);
    reading.problems.push(`${at}: must be an object, got ${kindOf(json)}`);
    return new Fields(at, {}, reading);
  }

  has(key: string): boolean {
    return this.value(key) !== undefined;
  }

  text(key: string): string | undefined {
    const value = this.of(key, "text", (one) => typeof one === "string");
    return value === undefined ? undefined : this.reading.resolve(value as string);
  }

  requiredText(key: string): string {
    return this.text(key) ?? this.missing(key, "text");
  }

  number(key: string): number | undefined {
    return this.of(key, "a number", (one) => typeof one === "number" && Number.isFinite(one)) as number | undefined;
  }

  yes(key: string): boolean | undefined {
    return this.of(key, "true or false", (one) => typeof one === "boolean") as boolean | undefined;
  }

  /** "300s": how the APIs write a time span. */
  seconds(key: string): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const [, seconds] = /^(\d{1,9}(?:\.\d{1,9})?)s$/.exec(text) ?? [];
    if (seconds !== undefined) return Number(seconds);
    this.problem(key, `must be seconds such as "300s", got ${JSON.stringify(text.slice(0, 40))}`);
    return undefined;
  }

  /** One of these words, which are written with this prefix: GT of COMPARISON_GT. */
  word<Word extends string>(key: string, prefix: string, words: readonly Word[]): Word | undefined {
    const text = this.text(key);
    const word = words.find((one) => text === `${prefix}${one}`);
    if (text === undefined || word !== undefined) return word;
    const known = words.map((one) => `${prefix}${one}`).join(", ");
    this.problem(key, `must be one of ${known}, got ${JSON.stringify(text.slice(0, 40))}`);
    return undefined;
  }

  /** A block that stands once; Terraform's JSON may write it as a list of one. */
  single(key: string): Fields | undefined {
    const value = this.value(key);
    const single = Array.isArray(value) ? value[0] : value;
    return single === undefined ? undefined : Fields.of(single, `${this.at}.${key}`, this.reading);
  }

  blocks(key: string): Fields[] {
    const value = this.value(key) ?? [];
    const all = Array.isArray(value) ? value : [value];
    return all.map((one, index) => Fields.of(one, `${this.at}.${key}[${index}]`, this.reading));
  }

  texts(key: string): string[] {
    const all = this.of(
      key,
      "a list of texts",
      (one) => Array.isArray(one) && one.every((text) => typeof text === "string"),
    );
    return ((all ?? []) as string[]).map(this.reading.resolve);
  }

  /** Names with texts: labels. */
  map(key: string): Record<string, string> {
    const isMap = (one: unknown) => isBlock(one) && Object.values(one).every((text) => typeof text === "string");
    const all = (this.of(key, "names with texts", isMap) ?? {}) as Record<string, string>;
    return Object.fromEntries(Object.entries(all).map(([name, text]) => [name, this.reading.resolve(text)]));
  }

  problem(key: string, what: string): void {
    this.reading.problems.push(`${this.at}.${key}: ${what}`);
  }

  private missing(key: string, what: string): string {
    if (!this.has(key)) this.problem(key, `is missing, and must be ${what}`);
    return "";
  }

  private of(key: string, what: string, isOne: (value: unknown) => boolean): unknown {
    const value = this.value(key);
    if (value === undefined || isOne(value)) return value;
    this.problem(key, `must be ${what}, got ${kindOf(value)}`);
    return undefined;
  }

  private value(key: string): unknown {
    const found = [key, key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())].find((name) =>
      Object.hasOwn(this.block, name),
    );
    const value = found === undefined ? undefined : this.block[found];
    return value === null ? undefined : value;
  }
}

export function isBlock(json: unknown): json is Block {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function kindOf(json: unknown): string {
  if (json === null) return "null";
  if (Array.isArray(json)) return "a list";
  return typeof json === "object" ? "an object" : `${typeof json} ${JSON.stringify(json)?.slice(0, 40) ?? ""}`.trim();
}
