import { OBJECTIVE } from "../../../facts/metrics/limits";
import type { Objective } from "../../shipped/model";
import { type Mistake, shown } from "../mistake";
import type { Query } from "../query";
import { metricNamed, type Rule } from "../subject";

/** An objective that cannot be missed, or of which nothing is counted, says nothing. */
export const objectivesHold: Rule = ({ watching, queries }) =>
  watching.objectives.flatMap((objective) => {
    const own = queries.filter(({ at }) => at === objective.at || at.startsWith(`${objective.at}, `));
    return [...wrongGoal(objective), ...wrongIndicator(objective), ...wrongSeries(own, watching)];
  });

function wrongGoal({ at, goal, days }: Objective): Mistake[] {
  const mistakes: Mistake[] = [];
  if (!(goal > 0 && goal <= OBJECTIVE.goalMost)) {
    const what = `a goal is above 0 and at most ${OBJECTIVE.goalMost}`;
    const wayOut =
      goal > 1 ? "99 % is written 0.99" : "what may never fail has no budget that an alert could see burning: 0.999";
    mistakes.push({ at, what, got: shown(goal), wayOut });
  }
  const { least, most } = OBJECTIVE.days;
  if (!(Number.isInteger(days) && days >= least && days <= most)) {
    const wayOut = "28 days have as many weekends each time";
    mistakes.push({ at, what: `an objective is over ${least} to ${most} whole days`, got: shown(days), wayOut });
  }
  return mistakes;
}

function wrongIndicator({ at, indicator }: Objective): Mistake[] {
  if (indicator.kind === "distribution") {
    const { min = 0, max = Number.POSITIVE_INFINITY } = indicator;
    if (!(min < max)) {
      const wayOut = "write the lower bound as min, and the upper one as max";
      return [{ at, what: "nothing is in this range", got: `${min} to ${max}`, wayOut }];
    }
    if (indicator.min !== undefined || indicator.max !== undefined) return [];
    return [
      {
        at,
        what: "a distribution is cut somewhere",
        got: "no bounds",
        wayOut: "write what is good: range { max = 2000 }",
      },
    ];
  }
  const said = (["good", "bad", "total"] as const).filter((one) => indicator[one] !== undefined);
  if (said.length === 2) return [];
  const what = "exactly two of good, bad and total are said";
  return [{ at, what, got: said.join(", ") || "none", wayOut: "good and total are enough" }];
}

/** "must have ValueType = DOUBLE or INT64 and MetricKind = DELTA or CUMULATIVE"; a cut is of a distribution. */
function wrongSeries(queries: readonly Query[], watching: Parameters<typeof metricNamed>[1]): Mistake[] {
  const named = queries.flatMap(({ at, role, selects }) => {
    const type = selects.kind === "series" ? selects.metric : undefined;
    const metric = type === undefined ? undefined : metricNamed(type, watching);
    return type !== undefined && metric ? [{ at, role, type, metric }] : [];
  });
  const mistakes = named.flatMap(({ at, role, metric }): Mistake[] => {
    const got = `${metric.kind} of ${metric.value}`;
    const isCut = role === "distribution";
    if (metric.kind !== "GAUGE" && (metric.value === "DISTRIBUTION") === isCut) return [];
    const what = isCut ? "what is cut is a DELTA of DISTRIBUTION" : "what is counted is a DELTA of numbers";
    const wayOut = isCut ? "take a metric of latencies" : "take a metric that counts, as request_count does";
    return [{ at, what, got, wayOut }];
  });
  const types = [...new Set(queries.flatMap(({ selects }) => (selects.kind === "series" ? selects.resources : [])))];
  const [first] = queries;
  if (types.length < 2 || !first) return mistakes;
  const what = "both halves of an objective are of one type of resource";
  return [...mistakes, { at: first.at, what, got: types.join(" and "), wayOut: "tell them apart by their labels" }];
}
