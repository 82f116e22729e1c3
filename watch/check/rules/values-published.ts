import { listed, type Mistake, shown } from "../mistake";
import { labelOf, textsOf } from "../query";
import { metricNamed, type Rule } from "../subject";

/** Where Google publishes the values of a label, another one is never written: "5XX", "failure", "FAILED". */
export const valuesPublished: Rule = ({ watching, queries }) =>
  queries.flatMap(({ at, selects }): Mistake[] => {
    if (selects.kind !== "series" || selects.metric === undefined) return [];
    const metric = metricNamed(selects.metric, watching);
    return selects.comparisons.flatMap((comparison) => {
      const label = labelOf(comparison);
      const known = label?.of === "metric" && metric ? metric.labels[label.key] : undefined;
      const { operator, value } = comparison;
      const isExact = (operator === "=" || operator === "!=") && (value.kind === "literal" || value.name === "one_of");
      if (!known || !isExact) return [];
      const what = `${comparison.path.join(".")} never has this value`;
      return textsOf(comparison)
        .filter((text) => !known.includes(text))
        .map((text) => ({ at, what, got: shown(text), wayOut: `it is one of ${listed(known)}` }));
    });
  });
