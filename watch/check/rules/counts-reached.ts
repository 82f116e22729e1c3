import { MOST_OF } from "../../../facts/metrics/counts";
import { valuesOf, waysOfQuery } from "../labels";
import { type Mistake, shown } from "../mistake";
import { conditionAt } from "../query";
import type { Rule } from "../subject";

/** As many instances as there may be are never more than that: the limit is one less, for each thing that it is of. */
export const countsReached: Rule = (subject) =>
  subject.watching.policies.flatMap((policy) =>
    policy.conditions.flatMap((condition): Mistake[] => {
      if (condition.kind !== "threshold" || condition.comparison !== "GT" || condition.denominator) return [];
      const at = conditionAt(policy, condition);
      const query = subject.queries.find((one) => one.at === at && one.filter === condition.filter);
      const metric = query?.selects.kind === "series" ? query.selects.metric : undefined;
      if (!query || metric === undefined || !Object.hasOwn(MOST_OF, metric)) return [];
      const { label = "", attribute = [] } = MOST_OF[metric] ?? {};
      const things = new Set(waysOfQuery(query).flatMap((way) => valuesOf(way, label, query, subject) ?? []));
      return [...things].flatMap((thing): Mistake[] => {
        const most = subject.made.value(thing, attribute);
        if (typeof most !== "number" || condition.threshold < most) return [];
        const what = `${thing} never has more than ${most}`;
        return [{ at, what, got: shown(condition.threshold), wayOut: `write ${most - 1}, which ${most} is over` }];
      });
    }),
  );
