import { listed, type Mistake, shown } from "../mistake";
import { metricNamed, type Rule } from "../subject";

/** A metric is written for certain types of resources: with another one the filter selects nothing. */
export const resourceCarries: Rule = ({ watching, queries }) =>
  queries.flatMap(({ at, role, filter, selects }): Mistake[] => {
    if (selects.kind !== "series" || selects.metric === undefined) return [];
    const metric = metricNamed(selects.metric, watching);
    if (!metric) return [];
    const carriers = listed(metric.resources.map((type) => `resource.type="${type}"`));
    if (selects.resources.length === 0 && role !== "chart") {
      return [{ at, what: "a filter names its type of resource", got: shown(filter), wayOut: `write ${carriers}` }];
    }
    const what = `${shown(selects.metric)} is not written for this type of resource`;
    return selects.resources
      .filter((type) => metric.resources.length > 0 && !metric.resources.includes(type))
      .map((type) => ({ at, what, got: shown(type), wayOut: `write ${carriers}` }));
  });
