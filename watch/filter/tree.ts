/**
 * A filter as it is understood. Cloud Monitoring and Cloud Logging share the form: comparisons, functions, and how they
 * are joined. `at` is the character of the filter at which a piece begins, for whoever has something to say about it.
 */
export type Filter =
  | { kind: "all"; of: Filter[]; at: number }
  | { kind: "any"; of: Filter[]; at: number }
  | { kind: "not"; of: Filter; at: number }
  | Comparison
  | Call
  /** A word without a field, in Logging: it may stand anywhere in the entry. */
  | { kind: "anywhere"; text: string; at: number };

export const OPERATORS = ["=~", "!~", "!=", ">=", "<=", "=", ">", "<", ":"] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Comparison {
  kind: "comparison";
  /** ["resource", "labels", "instance_id"]: `label` of Monitoring is written `labels`, a quoted part has no quotes. */
  path: string[];
  operator: Operator;
  value: Literal | Call;
  at: number;
}

/** A value as it was written; references of Terraform are kept, `${google_redis_instance.cache.id}`. */
export interface Literal {
  kind: "literal";
  text: string;
  isQuoted: boolean;
  at: number;
}

/** `one_of("a", "b")`, `ip_in_net(jsonPayload.address, "10.0.0.0/8")`; an argument is a literal or a field. */
export interface Call {
  kind: "call";
  name: string;
  arguments: (Literal | { kind: "field"; path: string[]; at: number })[];
  at: number;
}

/** What a filter joins. */
export type Leaf = Exclude<Filter, { kind: "all" | "any" | "not" }>;

/** A test of the whole filter, made of those of its leaves. */
export function testOf<Thing>(filter: Filter, leafTest: (leaf: Leaf) => (thing: Thing) => boolean) {
  const whole = (part: Filter): ((thing: Thing) => boolean) => {
    if (part.kind === "not") {
      const test = whole(part.of);
      return (thing) => !test(thing);
    }
    if (part.kind !== "all" && part.kind !== "any") return leafTest(part);
    const tests = part.of.map(whole);
    return part.kind === "all"
      ? (thing) => tests.every((test) => test(thing))
      : (thing) => tests.some((test) => test(thing));
  };
  return whole(filter);
}

/** Every comparison and function of a filter, also below NOT: what a check goes through. */
export function leavesOf(filter: Filter): Leaf[] {
  switch (filter.kind) {
    case "all":
    case "any":
      return filter.of.flatMap(leavesOf);
    case "not":
      return leavesOf(filter.of);
    default:
      return [filter];
  }
}
