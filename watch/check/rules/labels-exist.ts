import { RESOURCES } from "../../../facts/metrics";
import type { Metric } from "../../../facts/metrics/metric";
import { listed, type Mistake } from "../mistake";
import { labelOf } from "../query";
import { metricNamed, type Rule } from "../subject";

/** What a filter or a grouping may name besides labels. */
const OTHERS = /^(?:metric\.type|resource\.type|project|metadata\.(?:system|user)_labels\..+)$/;

/** A label that neither the metric nor its resource has is empty everywhere: nothing equals it. */
export const labelsExist: Rule = ({ watching, queries }) =>
  queries.flatMap(({ at, selects }): Mistake[] => {
    if (selects.kind !== "series") return [];
    const metric = selects.metric === undefined ? undefined : metricNamed(selects.metric, watching);
    if (!metric) return [];
    const types = selects.resources.length > 0 ? selects.resources : metric.resources;
    return selects.comparisons.flatMap(({ path }) => {
      const name = path.join(".");
      const label = labelOf({ path } as Parameters<typeof labelOf>[0]);
      if (label ? isLabel(label, metric, types) : OTHERS.test(name)) return [];
      return [{ at, what: "there is no such label", got: name, wayOut: wayOut(path.at(-1) ?? "", metric, types) }];
    });
  });

export type Label = NonNullable<ReturnType<typeof labelOf>>;

export function isLabel({ of, key }: Label, metric: Metric, types: readonly string[]): boolean {
  return of === "metric" ? Object.hasOwn(metric.labels, key) : resourceKeys(types).includes(key);
}

/** The label of this key where it really is, or all that there are. */
export function wayOut(key: string, metric: Metric, types: readonly string[]): string {
  if (Object.hasOwn(metric.labels, key)) return `write metric.labels.${key}`;
  if (resourceKeys(types).includes(key)) return `write resource.labels.${key}`;
  const all = [
    ...resourceKeys(types).map((one) => `resource.labels.${one}`),
    ...Object.keys(metric.labels).map((one) => `metric.labels.${one}`),
  ];
  return `there are ${listed(all)}`;
}

/** The labels that every one of these types has. A type that is not known here has all: nothing is said of it. */
function resourceKeys(types: readonly string[]): string[] {
  const [first = [], ...others] = types.map((type) =>
    Object.hasOwn(RESOURCES, type) ? Object.keys(RESOURCES[type]?.labels ?? {}) : [],
  );
  return first.filter((key) => others.every((keys) => keys.includes(key)));
}
