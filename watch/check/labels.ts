import { FILTER_CHARACTERS } from "../../facts/metrics/limits";
import { monitoringFilter } from "../filter/parse";
import { seriesTest } from "../filter/series";
import type { Comparison } from "../filter/tree";
import { labelOf, type Query } from "./query";
import { formOf } from "./rules/values-named";
import { metricNamed, type Subject } from "./subject";
import { type Known, type Meets, pathOf, type Term, thingOf, valuesIn, waysOf } from "./ways";

const NAMES_A_THING = /\{(?:name|number|host)\}/;

/** The ways in which the filter of a query is met; none where it cannot be read, or is none over time series. */
export function waysOfQuery({ selects, filter }: Query): Term[][] {
  // What is longer is refused, whatever it says.
  if (selects.kind !== "series" || filter.length > FILTER_CHARACTERS) return [];
  return waysOf(monitoringFilter(filter)) ?? [];
}

/** The values that a label, or a type, has among the series of this way. */
export function valuesOf(way: readonly Term[], path: string, query: Query, subject: Subject): string[] | undefined {
  const terms = way.filter((term) => pathOf(term) === path);
  const form = formOfPath(path, query, subject);
  // A region is said as text here, and by reference there: they are not compared.
  const isSaidTwice = form !== undefined && !NAMES_A_THING.test(form.form) && terms.some(mentions);
  if (isSaidTwice) return undefined;
  const values = valuesIn(way, path, knownOf(path, query, subject), meets);
  return path.startsWith("resource.labels.") ? values?.filter((value) => value !== "") : values;
}

function mentions({ comparison: { value } }: Term): boolean {
  return (value.kind === "literal" ? [value] : value.arguments).some(
    (one) => one.kind === "literal" && one.text.includes("${"),
  );
}

const NOTHING: Known = { values: [], areAll: false };

/** What is published of the label, or what of its form this stack makes. */
function knownOf(path: string, query: Query, subject: Subject): Known {
  const label = labelAt(path);
  if (!label || query.selects.kind !== "series") return NOTHING;
  const { metric } = query.selects;
  const published =
    label.of === "metric" && metric !== undefined
      ? metricNamed(metric, subject.watching)?.labels[label.key]
      : undefined;
  if (published) return { values: published, areAll: true };
  const form = formOfPath(path, query, subject);
  if (!form) return NOTHING;
  if (form.form === "{project}") {
    const { project } = subject.made;
    return { values: project === undefined ? [] : [project], areAll: false };
  }
  const values = form.from.flatMap((from) => {
    const type = from.slice(0, from.indexOf("."));
    return NAMES_A_THING.test(form.form)
      ? subject.made.ofType(type)
      : subject.made.texts(type, from.slice(type.length + 1));
  });
  return { values, areAll: false };
}

function formOfPath(path: string, { selects }: Query, { watching }: Subject) {
  const label = labelAt(path);
  if (!label || selects.kind !== "series") return undefined;
  const metric = selects.metric === undefined ? undefined : metricNamed(selects.metric, watching);
  if (label.of === "metric")
    return metric?.forms && Object.hasOwn(metric.forms, label.key) ? metric.forms[label.key] : undefined;
  return formOf(selects.resources.length > 0 ? selects.resources : (metric?.resources ?? []), label.key);
}

function labelAt(path: string) {
  return labelOf({ path: path.split(".") } as Comparison);
}

/** As Monitoring compares; a thing has its name at the deploy alone. */
const meets: Meets = (comparison, value) => {
  if (value.startsWith("google_") || thingOf(value) !== value) return true;
  const [root = "", part = "", ...key] = comparison.path;
  const empty = { type: "", labels: {} };
  const series = {
    metric: empty,
    resource: empty,
    [root]: part === "type" ? { ...empty, type: value } : { ...empty, labels: { [key.join(".")]: value } },
  };
  return seriesTest(comparison)(series);
};
