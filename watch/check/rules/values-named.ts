import { RESOURCES } from "../../../facts/metrics";
import type { LabelForm } from "../../../facts/metrics/metric";
import type { Comparison } from "../../filter/tree";
import type { Made } from "../made";
import { type Mistake, shown } from "../mistake";
import { alternativesOf, misnamed } from "../named";
import { labelOf, textsOf } from "../query";
import { metricNamed, type Rule } from "../subject";

/** What is watched is named by reference: a text that names nothing is green for ever. */
export const valuesNamed: Rule = ({ watching, made, queries }) =>
  queries.flatMap(({ at, selects }): Mistake[] => {
    if (selects.kind !== "series") return [];
    const metric = selects.metric === undefined ? undefined : metricNamed(selects.metric, watching);
    const types = selects.resources.length > 0 ? selects.resources : (metric?.resources ?? []);
    return selects.comparisons.flatMap((comparison) => {
      const label = labelOf(comparison);
      if (!label) return [];
      const form = label.of === "metric" ? metric?.forms?.[label.key] : formOf(types, label.key);
      return form ? misnamedIn(comparison, form, made).map((mistake) => ({ at, ...mistake })) : [];
    });
  });

/** The form of a label of one of these types. */
export function formOf(types: readonly string[], key: string): LabelForm | undefined {
  return types
    .map((type) => (Object.hasOwn(RESOURCES, type) ? RESOURCES[type]?.labels : undefined))
    .find((labels) => labels && Object.hasOwn(labels, key))?.[key];
}

export function misnamedIn(comparison: Comparison, form: LabelForm, made: Made): Omit<Mistake, "at">[] {
  const name = comparison.path.join(".");
  const texts = namesIn(comparison);
  if (texts) return texts.flatMap((text) => misnamed(text, name, form, made) ?? []);
  if (form.from.length === 0) return [];
  const got = shown(textsOf(comparison).join(", "));
  return [{ what: `${name} names things by a pattern`, got, wayOut: "name each by reference in one_of(…)" }];
}

/** The names that are compared with; undefined where they are not said, but matched. */
function namesIn(comparison: Comparison): string[] | undefined {
  const { operator, value } = comparison;
  if (value.kind === "literal") {
    if (operator === "=" || operator === "!=") return textsOf(comparison);
    return operator === "=~" || operator === "!~" ? alternativesOf(value) : undefined;
  }
  if (value.name === "one_of") return textsOf(comparison);
  const [pattern] = value.arguments;
  const isList = value.name === "monitoring.regex.full_match" && pattern?.kind === "literal";
  return isList ? alternativesOf(pattern) : undefined;
}
