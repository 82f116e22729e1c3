// What the expressions refer to: variables of every declared type, and locals.

export interface Declared {
  type?: string;
  default?: unknown;
  nullable?: boolean;
}

export const variables: Record<string, Declared> = {
  number_of_text: { type: "number", default: "12" },
  number: { type: "number", default: 7 },
  fraction: { type: "number", default: 1.5 },
  exponent: { type: "number", default: "1e3" },
  large: { type: "number", default: "9007199254740993" },
  text: { type: "string", default: "redis" },
  text_of_number: { type: "string", default: 6379 },
  text_of_flag: { type: "string", default: true },
  text_empty: { type: "string", default: "" },
  text_null: { type: "string", default: null },
  text_decomposed: { type: "string", default: "Cafe\u0301" },
  text_marks: { type: "string", default: "a<b>&$1" },
  text_literal: { type: "string", default: "$" + "{not.evaluated}" },
  text_given: { type: "string", default: "default" },
  flag: { type: "bool", default: true },
  flag_of_text: { type: "bool", default: "false" },
  flag_of_digit: { type: "bool", default: "1" },
  open: { default: "open" },
  open_list: { default: [1, "a", true] },
  open_object: { default: { b: 1, a: "x" } },
  any_list: { type: "any", default: [1, 2] },
  list: { type: "list(string)", default: ["b", "a", "b"] },
  list_of_numbers: { type: "list(number)", default: ["3", 1, "2"] },
  list_mixed: { type: "list(string)", default: [1, true, "x"] },
  list_any: { type: "list(any)", default: [1, "a"] },
  list_empty: { type: "list(string)", default: [] },
  list_of_lists: { type: "list(list(string))", default: [["a"], ["b", 1]] },
  list_of_objects: {
    type: "list(object({ name = string, port = optional(number, 6379), tags = optional(list(string), []) }))",
    default: [{ name: "a" }, { name: "b", port: "6380", tags: [1], extra: true }, { name: "c", port: null }],
  },
  list_given: { type: "list(number)", default: [] },
  set: { type: "set(string)", default: ["b", "a", "b", "é", "Z"] },
  set_of_numbers: { type: "set(number)", default: [10, "9", 10, 2] },
  set_of_objects: { type: "set(object({ a = string }))", default: [{ a: "y" }, { a: "x" }] },
  map: { type: "map(string)", default: { b: 1, a: "x", c: true } },
  map_of_numbers: { type: "map(number)", default: { one: "1", two: 2 } },
  map_any: { type: "map(any)", default: { a: 1, b: "2" } },
  map_of_objects: {
    type: "map(object({ range = string, on = optional(bool, true) }))",
    default: { x: { range: "10.0.0.0/8" }, y: { range: "10.1.0.0/16", on: "false" } },
  },
  object: {
    type: 'object({ name = string, size = optional(number), mode = optional(string, "direct"), nested = optional(object({ on = optional(bool, "true"), n = optional(number, 2) }), {}) })',
    default: { name: "r", dropped: 1 },
  },
  tuple: { type: "tuple([string, number, bool])", default: [1, "2", "true"] },
  not_null: { type: "string", default: "kept", nullable: false },
  null_list: { type: "list(string)", default: null },
  legacy: { type: "list", default: [1, "a"] },
};

export const given: Record<string, unknown> = {
  text_given: 42,
  list_given: ["5", 4],
  not_null: null,
};

const ref = (expression: string) => `$${"{"}${expression}}`;

export const locals: Record<string, unknown> = {
  text: "cache",
  number: 6379,
  large: 9007199254740991,
  list: ["a", ref("var.text"), ref("var.number")],
  object: { name: ref("var.text"), ports: [6379, "6380"], [ref("var.text_given")]: 1 },
  alias: ref("var.object"),
  chosen: ref('var.flag ? "yes" : "no"'),
  mixed: ref('var.flag ? 1 : "no"'),
  set: ref('toset(["b", "a", "B"])'),
  map: ref('tomap({ a = 1, b = "x" })'),
  path: `projects/${ref("var.text")}/global/networks/${ref("local.text")}`,
  nothing: null,
  nested: { list: [{ a: 1 }, { a: 2 }], deep: { deeper: { n: "5" } } },
  for_list: ref("[for item in var.list : upper(item)]"),
  for_object: ref("{ for item in var.list_of_objects : item.name => item.port }"),
};
