import { IPv4 } from "ipaddr.js";
import { FilterError, quoted } from "./filter-error";
import { patternAt } from "./series";
import { type Call, type Comparison, type Filter, type Leaf, type Literal, testOf } from "./tree";

/** An entry as the API of Logging answers it. */
export type Entry = Readonly<Record<string, unknown>>;
export type EntryTest = (entry: Entry) => boolean;

/**
 * Whether a log entry is one that the filter takes (https://cloud.google.com/logging/docs/view/logging-query-language):
 * texts are compared whatever their case, regular expressions are not; a field that is missing meets no comparison, and
 * so is found by NOT alone. What cannot be judged here is refused at once, not at the first entry.
 */
export function entryTest(filter: Filter): EntryTest {
  return testOf(filter, leafTest);
}

function leafTest(filter: Leaf): EntryTest {
  switch (filter.kind) {
    case "comparison":
      return comparisonTest(filter);
    case "call":
      return callTest(filter);
    case "anywhere": {
      const wanted = filter.text.toLowerCase();
      return (entry) => textsIn(entry).some((text) => text.toLowerCase().includes(wanted));
    }
  }
}

type Scalar = string | number | boolean;

function comparisonTest({ path, operator, value, at }: Comparison): EntryTest {
  if (value.kind === "call") throw new FilterError(value.at, "a value", quoted(`${value.name}(`));
  const isMet =
    operator === "=~" || operator === "!~" ? patternTest(operator, value, at) : scalarTest(path, operator, value);
  // `field:*` asks whether it is there at all.
  if (operator === ":" && value.text === "*" && !value.isQuoted) return (entry) => valuesAt(entry, path).length > 0;
  if (operator === ":") return (entry) => valuesAt(entry, path).flatMap(textsIn).some(isMet);
  return (entry) => valuesAt(entry, path).filter(isScalar).some(isMet);
}

function patternTest(operator: "=~" | "!~", { text }: Literal, at: number): (found: Scalar) => boolean {
  const pattern = patternAt(text, false, at);
  return (found) => pattern.test(String(found)) === (operator === "=~");
}

function scalarTest(path: string[], operator: Comparison["operator"], { text }: Literal): (found: Scalar) => boolean {
  const wanted = text.toLowerCase();
  if (operator === ":") return (found) => String(found).toLowerCase().includes(wanted);
  if (operator === "=") return (found) => isSame(found, wanted);
  if (operator === "!=") return (found) => !isSame(found, wanted);
  const rank = path.join(".") === "severity" ? severityRank : rankOf;
  const limit = rank(text);
  return (found) => {
    const own = rank(found);
    const order =
      typeof own === "number" && typeof limit === "number" ? own - limit : compared(String(own), String(limit));
    if (operator === ">") return order > 0;
    if (operator === ">=") return order >= 0;
    return operator === "<" ? order < 0 : order <= 0;
  };
}

function isSame(found: Scalar, wanted: string): boolean {
  return typeof found === "number" ? found === Number(wanted) : String(found).toLowerCase() === wanted;
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Numbers and times have an order of their own; texts that of their letters. */
function rankOf(value: Scalar): number | string {
  const text = String(value);
  if (text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  return /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)) ? Date.parse(text) : text.toLowerCase();
}

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#LogSeverity, each a hundred above the one before. */
const SEVERITIES = ["DEFAULT", "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL", "ALERT", "EMERGENCY"];

function severityRank(value: Scalar): number {
  const place = SEVERITIES.indexOf(String(value).toUpperCase());
  return place >= 0 ? place * 100 : Number(value);
}

function callTest({ name, arguments: [first, second], at }: Call): EntryTest {
  if (name === "ip_in_net" && first?.kind === "field" && second?.kind === "literal") {
    if (!IPv4.isValidCIDRFourPartDecimal(second.text)) {
      throw new FilterError(second.at, 'an IPv4 range such as "10.0.0.0/8"', quoted(second.text));
    }
    const range = IPv4.parseCIDR(second.text);
    return (entry) => valuesAt(entry, first.path).some((one) => isAddressIn(one, range));
  }
  if (name === "log_id" && first?.kind === "literal") {
    const wanted = first.text;
    return ({ logName }) => decoded(String(logName).replace(/^.*\/logs\//, "")) === wanted;
  }
  throw new FilterError(at, 'ip_in_net(field, "range") or log_id("name")', quoted(`${name}(`));
}

function isAddressIn(found: unknown, range: [IPv4, number]): boolean {
  return typeof found === "string" && IPv4.isValidFourPartDecimal(found) && IPv4.parse(found).match(range);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What stands at a path; of a list, each of its members. A severity that is not said is DEFAULT. */
function valuesAt(entry: Entry, path: readonly string[]): unknown[] {
  let found: unknown[] = [entry];
  for (const key of path)
    found = found.flatMap((one) => (isRecord(one) && Object.hasOwn(one, key) ? listed(one[key]) : []));
  if (found.length === 0 && path.length === 1 && path[0] === "severity") return ["DEFAULT"];
  return found.filter((one) => one !== null && one !== undefined);
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** Every text below a value. Entries come from outside: the stack is one of our own. */
function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (isScalar(one)) texts.push(String(one));
    else if (typeof one === "object" && one !== null) for (const inner of Object.values(one)) waiting.push(inner);
  }
  return texts;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
