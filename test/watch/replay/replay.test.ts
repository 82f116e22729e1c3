import { valuesIn } from "../../../watch/replay/notation";
import { replay } from "../../../watch/replay/replay";
import { percentile, type TimeSeries } from "../../../watch/replay/time-series";
import type { LogMetric, Policy, ThresholdCondition, Watching } from "../../../watch/shipped/model";

const NOTHING: Watching = {
  policies: [],
  logMetrics: [],
  objectives: [],
  uptimeChecks: [],
  dashboards: [],
  channels: [],
};

const condition: ThresholdCondition = {
  kind: "threshold",
  title: "over",
  filter: 'metric.type = "m"',
  aggregations: [{ everySeconds: 60, aligner: "ALIGN_MEAN", reducer: "REDUCE_NONE", groupBy: [] }],
  durationSeconds: 0,
  trigger: undefined,
  denominator: undefined,
  comparison: "GT",
  threshold: 0,
  missing: undefined,
};
const policy: Policy = {
  at: "google_monitoring_alert_policy.p",
  title: "p",
  severity: "ERROR",
  enabled: true,
  combiner: "OR",
  conditions: [condition],
  channels: ["team"],
  text: "",
  links: [],
  autoCloseSeconds: 1800,
  labels: {},
};
const series = (values: string, minutes: number, labels: Record<string, string> = {}): TimeSeries => ({
  metric: { type: "m", labels },
  resource: { type: "r", labels: {} },
  values: valuesIn(values, minutes),
});

/** "3 opened, 5 closed" of a policy with this condition. */
function told(change: Partial<ThresholdCondition>, ...values: string[]): string {
  return toldOf({ ...policy, conditions: [{ ...condition, ...change }] }, ...values);
}

function toldOf(one: Policy, ...values: string[]): string {
  const minutes = 100;
  const all = values.map((text, place) => series(text, minutes, { place: String(place) }));
  return replay({ ...NOTHING, policies: [one] }, { minutes, series: all, lines: [] })
    .map(({ at, what, labels }) => `${at} ${what} ${Object.values(labels)}`.trim())
    .join(", ");
}

describe("a condition", () => {
  test("without a retest window is met at once, and over with the first value that is in order", () => {
    expect(told({}, "0 x3 1 x2 0 x*")).toBe("3 opened 0, 5 closed 0");
  });

  test("with one is met when it is over, and begins anew with a value in order", () => {
    expect(told({ durationSeconds: 180 }, "0 x3 1 x2 0 x1 1 x10 0 x*")).toBe("9 opened 0, 16 closed 0");
  });

  test("keeps what it was while nothing is written, and is over 15 minutes and the auto-close later", () => {
    expect(told({}, "1 x5 - x*")).toBe("0 opened 0, 49 closed 0");
    expect(told({}, "0 x5 - x*")).toBe("");
  });

  test("takes nothing for a violation, or for none, where it says so and has a retest window", () => {
    expect(told({ missing: "INACTIVE", durationSeconds: 60 }, "1 x5 - x*")).toBe("1 opened 0, 5 closed 0");
    expect(told({ missing: "ACTIVE", durationSeconds: 300 }, "0 x5 - x*")).toBe("10 opened 0");
    // Without a retest window, the API does not look at it.
    expect(told({ missing: "INACTIVE" }, "1 x5 - x*")).toBe("0 opened 0, 49 closed 0");
    expect(told({ missing: "ACTIVE" }, "0 x5 - x*")).toBe("");
  });

  test("says nothing of what has never been written", () => {
    expect(told({ missing: "ACTIVE", durationSeconds: 300 }, "- x*")).toBe("");
    expect(toldOf({ ...policy, conditions: [{ ...condition, kind: "absence", durationSeconds: 300 }] }, "- x*")).toBe(
      "",
    );
  });

  test("of absence is met when there was something, and for so long nothing", () => {
    const absence = { ...condition, kind: "absence" as const, durationSeconds: 240 };
    expect(toldOf({ ...policy, conditions: [absence] }, "1 x60 - x10 1 x*")).toBe("63 opened 0, 70 closed 0");
    expect(toldOf({ ...policy, conditions: [absence] }, "1 x60 - x3 1 x*")).toBe("");
  });

  test.each([
    [{ count: 2 }, ["1 x*", "0 x50 1 x*"], "50 opened 0, 50 opened 1"],
    [{ count: 3 }, ["1 x*", "1 x*"], ""],
    [{ percent: 50 }, ["1 x*", "0 x*"], "0 opened 0"],
    [{ percent: 51 }, ["1 x*", "0 x*"], ""],
  ])("with the trigger %j opens for as many", (trigger, values, expected) => {
    expect(told({ trigger }, ...values)).toBe(expected);
  });
});

describe("a policy", () => {
  test("that is switched off tells nobody", () => {
    expect(toldOf({ ...policy, enabled: false }, "1 x*")).toBe("");
  });

  test.each([
    [
      "the aligner ALIGN_PERCENT_CHANGE",
      { aggregations: [{ everySeconds: 60, aligner: "ALIGN_PERCENT_CHANGE", reducer: "REDUCE_NONE", groupBy: [] }] },
    ],
    [
      "the reducer REDUCE_SOME",
      { aggregations: [{ everySeconds: 60, aligner: "ALIGN_MEAN", reducer: "REDUCE_SOME", groupBy: [] }] },
    ],
    ["a second aggregation", { aggregations: [...condition.aggregations, ...condition.aggregations] }],
    ["select_slo_health(…)", { filter: 'select_slo_health("a")' }],
    ["an objective that is not there, a,", { filter: 'select_slo_burn_rate("a", "60s")' }],
  ])("of a form that is not replayed is an error that names it: %s", (what, change) => {
    expect(() => told(change, "1 x*")).toThrow(`google_monitoring_alert_policy.p: over: ${what} is not replayed`);
  });

  test("whose filter makes no sense is an error that says where", () => {
    expect(() => told({ filter: "metric.type" }, "1 x*")).toThrow(
      "google_monitoring_alert_policy.p: over: at character 12",
    );
  });

  test("that compares a distribution with a number is an error", () => {
    const aggregations = [{ everySeconds: 60, aligner: "ALIGN_DELTA", reducer: "REDUCE_NONE", groupBy: [] }];
    expect(() => told({ aggregations }, "{1:1} x*")).toThrow(
      "a distribution that is compared with a number is not replayed",
    );
    expect(() => told({}, "{1:1} x*")).toThrow("a rate, mean or count of a distribution is not replayed");
  });
});

describe("a metric of log lines", () => {
  const metric: LogMetric = {
    at: "google_logging_metric.m",
    name: "m",
    filter: 'textPayload:"x"',
    kind: "DELTA",
    valueType: "INT64",
    labels: {},
    valueExtractor: undefined,
    disabled: false,
  };
  const entry = (service: string, textPayload: string) => ({
    logName: "projects/p/logs/stderr",
    textPayload,
    resource: { type: "cloud_run_revision", labels: { service_name: service } },
  });
  const watching = (change: Partial<LogMetric>, threshold: number): Watching => ({
    ...NOTHING,
    policies: [
      { ...policy, conditions: [{ ...condition, filter: 'metric.type = "logging.googleapis.com/user/m"', threshold }] },
    ],
    logMetrics: [{ ...metric, ...change }],
  });
  const lines = [
    { entry: entry("a", "an x"), at: [5, 5, 9] },
    { entry: entry("b", "an X"), at: [7] },
    { entry: entry("b", "none"), at: [1, 2, 3] },
  ];
  const opened = (change: Partial<LogMetric>, threshold: number, zeros = false) =>
    replay(watching(change, threshold), { minutes: 20, series: [], lines }, { zeros })
      .filter(({ what }) => what === "opened")
      .map(({ at, labels }) => `${at} ${labels["resource.labels.service_name"]}`);

  test("counts the lines of each resource, minute by minute", () => {
    expect(opened({}, 0)).toEqual(["5 a", "7 b"]);
    expect(opened({}, 1)).toEqual(["5 a"]);
    expect(opened({}, 2)).toEqual([]);
  });

  test("may have a zero between, and then opens twice", () => {
    expect(opened({}, 0, true)).toEqual(["5 a", "7 b", "9 a"]);
  });

  test("that is switched off counts nothing", () => {
    expect(opened({ disabled: true }, 0)).toEqual([]);
  });

  test("with labels of its own is not replayed, and says so", () => {
    expect(() => opened({ labels: { a: "EXTRACT(b)" } }, 0)).toThrow(
      "google_logging_metric.m: a log metric with labels",
    );
  });
});

test("a percentile is the least value that is not below so many", () => {
  const hundred = new Map(Array.from({ length: 100 }, (_, at) => [at + 1, 1] as const));
  expect([5, 50, 95, 99].map((percent) => percentile(hundred, percent))).toEqual([5, 50, 95, 99]);
  expect(percentile(new Map(), 50)).toBeUndefined();
});
