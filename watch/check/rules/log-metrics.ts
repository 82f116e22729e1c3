import { LOG_METRIC_PREFIX, RESOURCES } from "../../../facts/metrics";
import { FilterError } from "../../filter/filter-error";
import type { LogMetric } from "../../shipped/model";
import { type LogFilter, readLogFilter } from "../log-filter";
import type { Made } from "../made";
import { listed, type Mistake, shown } from "../mistake";
import { labelOf } from "../query";
import type { Rule } from "../subject";
import { formOf, misnamedIn } from "./values-named";

/** https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics */
const NAME = /^[A-Za-z0-9_.\-,+!*',()%/]{1,100}$/;
const EXTRACTS = /^(?:REGEXP_)?EXTRACT\(.+\)$/s;

/** A metric of logs whose filter takes nothing counts nothing: no series, no alert. */
export const logMetrics: Rule = ({ watching, made, queries }) => {
  const named = queries.flatMap(({ filter }) => filter);
  return watching.logMetrics.flatMap((metric): Mistake[] => {
    const { at, name, filter } = metric;
    const mistakes = described(metric);
    if (!named.some((one) => one.includes(`${LOG_METRIC_PREFIX}\${${at}.name}`))) {
      mistakes.push({
        at,
        what: "nothing watches this metric",
        got: shown(name),
        wayOut: "name it in a policy, or leave it out",
      });
    }
    const read = readLogFilter(filter);
    if (read instanceof FilterError) {
      const wayOut = `at character ${read.at + 1} ${read.expected} is expected, and not ${read.found}`;
      return [...mistakes, { at, what: "the filter cannot be read", got: shown(filter), wayOut }];
    }
    return [...mistakes, ...misread(at, filter, read, made)];
  });
};

function described({ at, name, kind, valueType, labels, valueExtractor, disabled }: LogMetric): Mistake[] {
  const mistakes: Mistake[] = [];
  if (!NAME.test(name)) {
    mistakes.push({
      at,
      what: "no name of a metric of logs",
      got: shown(name),
      wayOut: "write letters, digits and - _ . /",
    });
  }
  if (kind !== "DELTA" || (valueType !== "INT64" && valueType !== "DISTRIBUTION")) {
    const wayOut = "write DELTA of INT64, or of DISTRIBUTION with a value to extract";
    mistakes.push({ at, what: "a metric of logs counts or measures entries", got: `${kind} of ${valueType}`, wayOut });
  } else if ((valueType === "DISTRIBUTION") !== (valueExtractor !== undefined)) {
    const wayOut = "EXTRACT(…) belongs to DISTRIBUTION, and INT64 counts without one";
    mistakes.push({
      at,
      what: "a value is extracted for a distribution alone",
      got: `${valueType}, ${valueExtractor}`,
      wayOut,
    });
  }
  for (const [label, extractor] of Object.entries(labels)) {
    if (EXTRACTS.test(extractor)) continue;
    const wayOut = 'write EXTRACT(field) or REGEXP_EXTRACT(field, "…")';
    mistakes.push({ at, what: `nothing is extracted for the label ${label}`, got: shown(extractor), wayOut });
  }
  if (disabled) mistakes.push({ at, what: "it counts nothing", got: "disabled", wayOut: "enable it, or leave it out" });
  return mistakes;
}

function misread(at: string, filter: string, { comparisons, resources }: LogFilter, made: Made): Mistake[] {
  if (resources.length === 0) {
    const wayOut = `write resource.type="…": ${listed(Object.keys(RESOURCES))}`;
    return [{ at, what: "a filter over logs names its type of resource", got: shown(filter), wayOut }];
  }
  const unknown = resources.filter((type) => !Object.hasOwn(RESOURCES, type));
  const mistakes: Mistake[] = unknown.map((type) => ({
    at,
    what: "no entry is of this type of resource",
    got: shown(type),
    wayOut: `there are ${listed(Object.keys(RESOURCES))}`,
  }));
  if (unknown.length > 0) return mistakes;
  for (const comparison of comparisons) {
    const label = labelOf(comparison);
    if (label?.of !== "resource") continue;
    const form = formOf(resources, label.key);
    if (!form) {
      const all = resources.flatMap((type) => Object.keys(RESOURCES[type]?.labels ?? {}));
      const wayOut = `${listed(resources)} has ${listed([...new Set(all)])}`;
      mistakes.push({ at, what: "there is no such label", got: `resource.labels.${label.key}`, wayOut });
    } else {
      mistakes.push(...misnamedIn(comparison, form, made).map((one) => ({ at, ...one })));
    }
  }
  return mistakes;
}
