import { type Mistake, shown } from "../mistake";
import { metricNamed, type Rule } from "../subject";
import { isLabel, wayOut } from "./labels-exist";

const LABEL = /^(metric|resource)\.labels?\."?([\w-]+)"?$/;

/** Grouping by a label that is nowhere makes one group of all; grouping without a reducer groups nothing. */
export const groupsExist: Rule = ({ watching, queries }) =>
  queries.flatMap(({ at, aggregations, selects }): Mistake[] => {
    if (selects.kind !== "series" || selects.metric === undefined) return [];
    const metric = metricNamed(selects.metric, watching);
    const types = selects.resources.length > 0 ? selects.resources : (metric?.resources ?? []);
    return aggregations.flatMap(({ reducer, groupBy }): Mistake[] => {
      if (reducer === "REDUCE_NONE" && groupBy.length > 0) {
        const what = "nothing is grouped without a reducer";
        return [{ at, what, got: groupBy.join(", "), wayOut: "write a reducer beside it, or leave the grouping out" }];
      }
      return groupBy.flatMap((field) => {
        if (field === "resource.type" || field === "project") return [];
        const [, of, key = ""] = LABEL.exec(field) ?? [];
        if (!metric || (of !== undefined && isLabel({ of: of as "metric", key }, metric, types))) return [];
        const name = key === "" ? (field.split(".").at(-1) ?? "") : key;
        return [
          {
            at,
            what: "it is grouped by a label that is nowhere",
            got: shown(field),
            wayOut: wayOut(name, metric, types),
          },
        ];
      });
    });
  });
