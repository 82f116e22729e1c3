import { FilterError, quoted } from "./filter-error";
import { patternOf } from "./pattern";
import { type Call, type Comparison, type Filter, type Leaf, type Literal, testOf } from "./tree";

/** What a filter of Monitoring sees of a time series. */
export interface SeriesLabels {
  metric: { type: string; labels: Readonly<Record<string, string>> };
  resource: { type: string; labels: Readonly<Record<string, string>> };
}

export type SeriesTest = (series: SeriesLabels) => boolean;

/** Whether a time series is one that the filter takes. What cannot be judged here is refused at once, not at the first series. */
export function seriesTest(filter: Filter): SeriesTest {
  return testOf(filter, leafTest);
}

function leafTest(filter: Leaf): SeriesTest {
  switch (filter.kind) {
    case "comparison":
      return comparisonTest(filter);
    case "call":
      throw new FilterError(filter.at, "a filter that selects time series by their labels", quoted(`${filter.name}(`));
    case "anywhere":
      throw new FilterError(filter.at, "a comparison", quoted(filter.text));
  }
}

function comparisonTest({ path, operator, value, at }: Comparison): SeriesTest {
  const read = reader(path, at);
  const isMet = value.kind === "call" ? functionTest(value) : literalTest(operator, value);
  if (value.kind === "call" && operator !== "=" && operator !== "!=") {
    throw new FilterError(value.at, "= or != before a function", operator);
  }
  return operator === "!=" ? (series) => !isMet(read(series)) : (series) => isMet(read(series));
}

/** A label that a series does not have is empty. */
function reader([root = "", part = "", key = ""]: string[], at: number): (series: SeriesLabels) => string {
  if (root === "metric" || root === "resource") {
    if (part === "type") return (series) => series[root].type;
    if (part === "labels" && key !== "") return (series) => series[root].labels[key] ?? "";
  }
  const expected = "metric.type, resource.type, metric.labels.NAME or resource.labels.NAME";
  throw new FilterError(at, expected, quoted([root, part, key].filter((one) => one !== "").join(".")));
}

function literalTest(operator: Comparison["operator"], { text }: Literal): (label: string) => boolean {
  switch (operator) {
    case ":":
      return (label) => label.includes(text);
    case ">":
      return (label) => Number(label) > Number(text);
    case ">=":
      return (label) => Number(label) >= Number(text);
    case "<":
      return (label) => Number(label) < Number(text);
    case "<=":
      return (label) => Number(label) <= Number(text);
    default:
      return (label) => label === text;
  }
}

function functionTest({ name, arguments: given, at }: Call): (label: string) => boolean {
  const texts = given.map((one) => (one.kind === "literal" ? one.text : one.path.join(".")));
  const [first = ""] = texts;
  if (name === "one_of") return (label) => texts.includes(label);
  if (texts.length !== 1) throw new FilterError(at, `one text in ${name}(…)`, String(texts.length));
  switch (name) {
    case "starts_with":
      return (label) => label.startsWith(first);
    case "ends_with":
      return (label) => label.endsWith(first);
    case "has_substring":
      return (label) => label.includes(first);
    default: {
      const pattern = patternAt(first, true, at);
      return (label) => pattern.test(label);
    }
  }
}

export function patternAt(source: string, isWhole: boolean, at: number): RegExp {
  try {
    return patternOf(source, isWhole);
  } catch (error) {
    throw new FilterError(at, "a regular expression that RE2 takes", `${quoted(source)}: ${(error as Error).message}`);
  }
}
