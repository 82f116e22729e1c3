import fc from "fast-check";
import { replay } from "../../../watch/replay/replay";
import type { TimeSeries, Value } from "../../../watch/replay/time-series";
import type { Policy, PolicyCondition, Watching } from "../../../watch/shipped/model";
import { type Aligned, type NaiveSeries, openMinutes, valueAt } from "./naive";

const MINUTES = 30;
const SERVICES = ["a", "b"];
const NOTHING: Watching = {
  policies: [],
  logMetrics: [],
  objectives: [],
  uptimeChecks: [],
  dashboards: [],
  channels: [],
};

const number = fc.integer({ min: -3, max: 4 });
const sparse = <One>(value: fc.Arbitrary<One>) =>
  fc.array(fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constant(undefined) }), {
    minLength: MINUTES,
    maxLength: MINUTES,
  });
/** Runs of the same and gaps: what alerts are about. */
const runs = <One>(value: fc.Arbitrary<One>) =>
  fc
    .array(
      fc.tuple(
        fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constant(undefined) }),
        fc.integer({ min: 1, max: 9 }),
      ),
      { minLength: 1 },
    )
    .map((pieces) => {
      const all = pieces.flatMap(([one, times]) => new Array<One | undefined>(times).fill(one));
      return Array.from({ length: MINUTES }, (_, at) => all[at % all.length]);
    });
const values = <One>(value: fc.Arbitrary<One>) => fc.oneof(sparse(value), runs(value));

const KINDS = {
  numbers: {
    value: number,
    aligners: [
      "ALIGN_DELTA",
      "ALIGN_SUM",
      "ALIGN_RATE",
      "ALIGN_MEAN",
      "ALIGN_COUNT",
      "ALIGN_MIN",
      "ALIGN_MAX",
      "ALIGN_NEXT_OLDER",
      "ALIGN_STDDEV",
    ],
    reducers: ["REDUCE_SUM", "REDUCE_MEAN", "REDUCE_MAX", "REDUCE_MIN", "REDUCE_COUNT", "REDUCE_PERCENTILE_95"],
  },
  truths: {
    value: fc.constantFrom(0, 1),
    aligners: ["ALIGN_NEXT_OLDER", "ALIGN_COUNT_FALSE", "ALIGN_FRACTION_TRUE"],
    reducers: ["REDUCE_SUM", "REDUCE_COUNT_FALSE"],
  },
} as const;

const aligned = (metric: string): fc.Arbitrary<Aligned> =>
  metric === "dist"
    ? fc.record({
        metric: fc.constant(metric),
        minutes: fc.integer({ min: 1, max: 7 }),
        aligner: fc.constant("ALIGN_DELTA"),
        reducer: fc.constantFrom("REDUCE_PERCENTILE_95", "REDUCE_MEAN"),
      })
    : fc.record({
        metric: fc.constant(metric),
        minutes: fc.integer({ min: 1, max: 7 }),
        aligner: fc.constantFrom(...KINDS[metric as keyof typeof KINDS].aligners),
        reducer: fc.constantFrom(...KINDS[metric as keyof typeof KINDS].reducers),
      });

interface Drawn {
  measure: Aligned;
  denominator: Aligned | undefined;
  condition: PolicyCondition;
}

const filterOf = (metric: string) => `metric.type = "${metric}" AND resource.type = "service"`;
const aggregationOf = ({ minutes, aligner, reducer }: Aligned) => [
  { everySeconds: minutes * 60, aligner, reducer, groupBy: ["resource.labels.service_name"] },
];

const condition = (title: string): fc.Arbitrary<Drawn> =>
  fc
    .record({
      measure: fc.constantFrom("numbers", "truths", "dist").chain(aligned),
      denominator: fc.option(aligned("numbers"), { nil: undefined }),
      isAbsence: fc.boolean(),
      minutes: fc.integer({ min: 0, max: 6 }),
      comparison: fc.constantFrom("GT" as const, "LT" as const),
      threshold: fc.constantFrom(-1, 0, 0.5, 1, 2),
      missing: fc.constantFrom("ACTIVE" as const, "INACTIVE" as const, "NO_OP" as const, undefined),
      trigger: fc.constantFrom(undefined, { count: 1 }, { count: 2 }, { percent: 60 }),
    })
    .map(({ measure, denominator, isAbsence, minutes, comparison, threshold, missing, trigger }) => {
      const watched = {
        title,
        filter: filterOf(measure.metric),
        aggregations: aggregationOf(measure),
        durationSeconds: Math.max(minutes, isAbsence ? 2 : 0) * 60,
        trigger,
      };
      return isAbsence
        ? { measure, denominator: undefined, condition: { kind: "absence" as const, ...watched } }
        : {
            measure,
            denominator,
            condition: {
              kind: "threshold" as const,
              ...watched,
              denominator: denominator && {
                filter: filterOf(denominator.metric),
                aggregations: aggregationOf(denominator),
              },
              comparison,
              threshold,
              missing,
            },
          };
    });

const drawnSeries: fc.Arbitrary<NaiveSeries[]> = fc
  .tuple(
    ...SERVICES.flatMap((service) =>
      ["x", "y"].flatMap((code) => [
        fc.option(
          values(number).map((one) => ({ metric: "numbers", service, code, values: one })),
          { nil: undefined },
        ),
        values(fc.constantFrom(0, 1)).map((one) => ({ metric: "truths", service, code, values: one })),
        values(fc.array(number, { minLength: 1, maxLength: 4 })).map((one) => ({
          metric: "dist",
          service,
          code,
          values: one,
        })),
      ]),
    ),
  )
  .map((all) => all.filter((one) => one !== undefined) as NaiveSeries[]);

function asSeries({ metric, service, code, values: all }: NaiveSeries): TimeSeries {
  const known = new Map<string, Value>();
  const distributionOf = (one: number[]): Value => {
    const key = JSON.stringify(one);
    const found = known.get(key) ?? new Map(one.map((value) => [value, one.filter((other) => other === value).length]));
    known.set(key, found);
    return found;
  };
  return {
    metric: { type: metric, labels: { code } },
    resource: { type: "service", labels: { service_name: service } },
    values: all.map((one) => (Array.isArray(one) ? distributionOf(one) : one)),
  };
}

function policyOf(conditions: PolicyCondition[], combiner: Policy["combiner"], autoCloseSeconds: number): Policy {
  return {
    at: "p",
    title: "p",
    severity: undefined,
    enabled: true,
    combiner,
    conditions,
    channels: [],
    text: "",
    links: [],
    autoCloseSeconds,
    labels: {},
  };
}

/** The minutes between what was opened and what was closed. */
function opened(policy: Policy, series: NaiveSeries[]): string[] {
  const told = replay(
    { ...NOTHING, policies: [policy] },
    { minutes: MINUTES, series: series.map(asSeries), lines: [] },
  );
  const minutes: string[] = [];
  for (const { at, what, condition: title, labels } of told) {
    if (what !== "opened") continue;
    const end = told.find(
      (one) =>
        one.what === "closed" &&
        one.at > at &&
        one.condition === title &&
        JSON.stringify(one.labels) === JSON.stringify(labels),
    );
    const name = [policy.combiner === "OR" ? title : "all", ...Object.values(labels)].join(" ");
    for (let minute = at; minute < (end?.at ?? MINUTES); minute++) minutes.push(`${minute} ${name}`);
  }
  return minutes.sort();
}

describe("a policy is open in the minutes in which the plain evaluator has it open", () => {
  test("whatever is measured, compared, missing, combined and triggered", () => {
    fc.assert(
      fc.property(
        drawnSeries,
        condition("one"),
        condition("two"),
        fc.constantFrom("OR" as const, "AND" as const, "AND_WITH_MATCHING_RESOURCE" as const),
        fc.constantFrom(60, 600, 1800),
        (series, first, second, combiner, autoClose) => {
          const drawn = [first, second];
          // How a trigger and AND go together is not in question: conditions of ours have one.
          const conditions = drawn.map((one) =>
            combiner === "OR" ? one.condition : { ...one.condition, trigger: undefined },
          );
          const policy = policyOf(conditions, combiner, autoClose);
          const valueOfMinute = (place: number, service: string, at: number) => {
            const { measure, denominator } = drawn[place] as Drawn;
            const above = valueAt(series, service, measure, at);
            if (denominator === undefined || above === undefined) return above;
            const below = valueAt(series, service, denominator, at);
            return below === undefined || below === 0 ? undefined : above / below;
          };
          const expected = openMinutes(policy, SERVICES, valueOfMinute, MINUTES).sort();
          expect(opened(policy, series)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("of each time series alone, where nothing is reduced", () => {
    fc.assert(
      fc.property(values(number), aligned("numbers"), condition("one"), (all, measure, { condition: drawn }) => {
        const alone = { ...measure, reducer: "REDUCE_NONE" };
        const series: NaiveSeries[] = [{ metric: "numbers", service: "a", code: "x", values: all }];
        const one: PolicyCondition = {
          ...drawn,
          filter: filterOf("numbers"),
          aggregations: [
            { everySeconds: measure.minutes * 60, aligner: measure.aligner, reducer: "REDUCE_NONE", groupBy: [] },
          ],
          ...(drawn.kind === "threshold" && { denominator: undefined }),
        };
        const policy = policyOf([one], "OR", 600);
        const valueOfMinute = (_: number, service: string, at: number) => valueAt(series, service, alone, at);
        const expected = openMinutes(policy, ["a"], valueOfMinute, MINUTES).map((minute) => `${minute} x`);
        expect(opened(policy, series)).toEqual(expected.sort());
      }),
      { numRuns: 60 },
    );
  });
});

describe("an error budget burns as fast as the plain count says", () => {
  const events = values(fc.integer({ min: 0, max: 4 }));
  const naive = (
    bad: (number | undefined)[],
    total: (number | undefined)[],
    lookback: number,
    goal: number,
    at: number,
  ) => {
    const sum = (all: (number | undefined)[]) =>
      all.slice(Math.max(0, at - lookback + 1), at + 1).reduce<number>((one, other) => one + (other ?? 0), 0);
    return sum(total) === 0 ? undefined : sum(bad) / sum(total) / (1 - goal);
  };
  const series = (metric: string, all: (number | number[] | undefined)[]): NaiveSeries => ({
    metric,
    service: "a",
    code: "x",
    values: all,
  });
  const goal = 0.9;
  const judged = (indicator: Watching["objectives"][number]["indicator"], all: NaiveSeries[], lookback: number) => {
    const condition: PolicyCondition = {
      kind: "threshold",
      title: "burning",
      filter: `select_slo_burn_rate("slo", "${lookback * 60}s")`,
      aggregations: [],
      durationSeconds: 0,
      trigger: undefined,
      denominator: undefined,
      comparison: "GT",
      threshold: 3,
      missing: undefined,
    };
    const watching = {
      ...NOTHING,
      policies: [policyOf([condition], "OR", 1800)],
      objectives: [{ at: "slo", name: "slo", title: "", goal, days: 30, indicator }],
    };
    const told = replay(watching, { minutes: MINUTES, series: all.map(asSeries), lines: [] });
    return Array.from({ length: MINUTES }, (_, at) => told.filter((one) => one.at <= at).at(-1)?.what === "opened");
  };
  const expectedOf = (bad: (number | undefined)[], total: (number | undefined)[], lookback: number) => {
    let isOpen = false;
    let last = 0;
    return Array.from({ length: MINUTES }, (_, at) => {
      const rate = naive(bad, total, lookback, goal, at);
      if (rate !== undefined) {
        isOpen = rate > 3;
        last = at;
      } else if (at - last >= 45) isOpen = false;
      return isOpen;
    });
  };

  test("of two of good, bad and total", () => {
    fc.assert(
      fc.property(events, events, fc.integer({ min: 1, max: 10 }), (bad, good, lookback) => {
        const total = bad.map((one, at) =>
          one === undefined && good[at] === undefined ? undefined : (one ?? 0) + (good[at] ?? 0),
        );
        const all = [series("bad", bad), series("good", good), series("total", total)];
        const filters = { bad: filterOf("bad"), good: filterOf("good"), total: filterOf("total") };
        const expected = expectedOf(bad, total, lookback);
        for (const left of ["good", "bad", "total"] as const) {
          const { [left]: _, ...two } = filters;
          expect(judged({ kind: "ratio", ...two }, all, lookback)).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("of what lies outside a range", () => {
    fc.assert(
      fc.property(
        values(fc.array(number, { minLength: 1, maxLength: 4 })),
        fc.integer({ min: 1, max: 10 }),
        (all, lookback) => {
          const total = all.map((one) => one?.length);
          const bad = all.map((one) => one?.filter((value) => value < 0 || value > 2).length);
          const indicator = { kind: "distribution" as const, filter: filterOf("dist"), min: 0, max: 2 };
          expect(judged(indicator, [series("dist", all)], lookback)).toEqual(expectedOf(bad, total, lookback));
        },
      ),
      { numRuns: 60 },
    );
  });
});
