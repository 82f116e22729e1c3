// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is quoted here is source text
import type { Mutant } from "./mutant";

const requests = "rehearsal/contract/requests.ts";
const answers = "rehearsal/contract/answers.ts";
const values = "rehearsal/contract/values.ts";
const methods = "rehearsal/contract/methods.ts";
const tests = ["test/rehearsal/contract"];

/** What holds the loopback cloud against Google's documents. */
export const contractMutants: Mutant[] = [
  {
    breaks: "a parameter that the method does not know is refused",
    file: requests,
    from: 'if (known?.location !== "query") {',
    to: 'if (known && known.location !== "query") {',
  },
  {
    breaks: "a part of the path is no parameter of the query",
    file: requests,
    from: 'if (known?.location !== "query") {',
    to: "if (!known) {",
  },
  {
    breaks: "a parameter of another type is refused",
    file: requests,
    from: "if (mismatch)",
    to: "if (!known)",
  },
  {
    breaks: "a parameter that is required is missed",
    file: requests,
    from: "required && !query.has(name)",
    to: "required && query.has(name)",
  },
  {
    breaks: "a mask that names no field is refused",
    file: requests,
    from: 'path === "*" || isFieldOf(',
    to: "path !== null || isFieldOf(",
  },
  {
    breaks: "a mask reaches into fields",
    file: requests,
    from: "(rest.length === 0 || isFieldOf(inner, rest, document))",
    to: "true",
  },
  {
    breaks: "a method without a body takes none",
    file: requests,
    from: "for (const name of Object.keys(body)) yield",
    to: "for (const name of Object.keys({})) yield",
  },
  {
    breaks: "a field that a method requires is missed",
    file: requests,
    from: "requiredBy.includes(method)",
    to: 'requiredBy.includes("")',
  },
  {
    breaks: "what is required is required by its method only",
    file: requests,
    from: "requiredBy.includes(method)",
    to: "requiredBy.length > 0",
  },
  {
    breaks: "a value that is refused is not repeated",
    file: requests,
    from: "`got ${typeName(got)}`",
    to: "`got ${String(got)}`",
  },
  {
    breaks: "a field that nothing knows is found",
    file: values,
    from: "if (known === undefined) yield",
    to: "if (path === key) yield",
  },
  {
    breaks: "a name of an object's own is no field",
    file: values,
    from: "if (Object.hasOwn(properties, key)) return properties[key];",
    to: "if (key in properties) return properties[key];",
  },
  {
    breaks: "only a request names fields as the protocol buffers do",
    file: values,
    from: 'return direction === "request" && Object.hasOwn',
    to: "return Object.hasOwn",
  },
  {
    breaks: "each item of a list is looked at",
    file: values,
    from: "schema.items ?? {}",
    to: "{}",
  },
  {
    breaks: "a schema that is named is followed",
    file: values,
    from: "if (named) yield*",
    to: "if (!named) yield*",
  },
  {
    breaks: "a value that is none of the enumerated is found",
    file: values,
    from: 'return values.includes(value) ? undefined : "enum";',
    to: "return undefined;",
  },
  {
    breaks: "an answer never prints null",
    file: values,
    from: 'if (value === null && direction === "request") return;',
    to: "if (value === null) return;",
  },
  {
    breaks: "an answer prints large numbers as text",
    file: values,
    from: 'const isNumber = direction === "request" && ',
    to: "const isNumber = ",
  },
  {
    breaks: "what can be anything says by a type URL what it is",
    file: values,
    from: 'if (typeof url !== "string" || !TYPE_URL.test(url)) {',
    to: "if (url === null) {",
  },
  {
    breaks: "what a type URL names is held against its message",
    file: values,
    from: "if (schema) yield* mismatches(rest",
    to: "if (!schema) yield* mismatches(rest",
  },
  {
    breaks: "kind is the message's own",
    file: answers,
    from: "|| body.kind === expected) return;",
    to: "|| body.kind !== undefined) return;",
  },
  {
    breaks: "an operation that is done has one end",
    file: answers,
    from: "body.done === true ? ends.length !== 1",
    to: "body.done === true ? ends.length > 1",
  },
  {
    breaks: "an operation that is not done has no end",
    file: answers,
    from: ": ends.length !== 0)",
    to: ": false)",
  },
  {
    breaks: "a detail of an error has a type URL",
    file: answers,
    from: 'typeof detail["@type"] !== "string"',
    to: "false",
  },
  {
    breaks: "a path ends where the method's path ends",
    file: methods,
    from: "new RegExp(`^${form}$`)",
    to: "new RegExp(`^${form}`)",
  },
  {
    breaks: "a method has one verb",
    file: methods,
    from: "one.method.httpMethod === verb && one",
    to: "one",
  },
].map((mutant) => ({ ...mutant, tests }));
