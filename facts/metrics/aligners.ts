import type { Metric } from "./metric";

/**
 * What an aligner and a reducer can be given, and what comes out. Every sentence "This aligner is valid for …" of
 * https://github.com/googleapis/googleapis/blob/master/google/monitoring/v3/common.proto is one row.
 */
export interface Operation {
  kinds: readonly Metric["kind"][];
  values: readonly Metric["value"][];
  /** What comes out; "same" is what went in. */
  gives: { kind: Metric["kind"] | "same"; value: Metric["value"] | "same" };
}

const NUMERIC = ["INT64", "DOUBLE"] as const;
const WITH_DISTRIBUTION = [...NUMERIC, "DISTRIBUTION"] as const;
const ANY = [...WITH_DISTRIBUTION, "BOOL", "STRING"] as const;
const SAME = { kind: "same", value: "same" } as const;

const number: Operation = { kinds: ["GAUGE", "DELTA"], values: NUMERIC, gives: SAME };
const real: Operation = { ...number, gives: { kind: "same", value: "DOUBLE" } };
const percentile: Operation = {
  kinds: ["GAUGE", "DELTA"],
  values: ["DISTRIBUTION"],
  gives: { kind: "GAUGE", value: "DOUBLE" },
};
const truth: Operation = { kinds: ["GAUGE"], values: ["BOOL"], gives: { kind: "GAUGE", value: "INT64" } };

export const ALIGNERS = {
  ALIGN_NONE: { kinds: ["GAUGE", "DELTA", "CUMULATIVE"], values: ANY, gives: SAME },
  ALIGN_DELTA: { kinds: ["DELTA", "CUMULATIVE"], values: WITH_DISTRIBUTION, gives: { kind: "DELTA", value: "same" } },
  ALIGN_RATE: { kinds: ["DELTA", "CUMULATIVE"], values: NUMERIC, gives: { kind: "GAUGE", value: "DOUBLE" } },
  ALIGN_INTERPOLATE: { kinds: ["GAUGE"], values: NUMERIC, gives: SAME },
  ALIGN_NEXT_OLDER: { kinds: ["GAUGE"], values: ANY, gives: SAME },
  ALIGN_MIN: number,
  ALIGN_MAX: number,
  ALIGN_MEAN: real,
  ALIGN_COUNT: { ...number, values: [...NUMERIC, "BOOL"], gives: { kind: "same", value: "INT64" } },
  ALIGN_SUM: { ...number, values: WITH_DISTRIBUTION },
  ALIGN_STDDEV: real,
  ALIGN_COUNT_TRUE: truth,
  ALIGN_COUNT_FALSE: truth,
  ALIGN_FRACTION_TRUE: { ...truth, gives: { kind: "GAUGE", value: "DOUBLE" } },
  ALIGN_PERCENTILE_99: percentile,
  ALIGN_PERCENTILE_95: percentile,
  ALIGN_PERCENTILE_50: percentile,
  ALIGN_PERCENTILE_05: percentile,
  ALIGN_PERCENT_CHANGE: { ...number, gives: { kind: "GAUGE", value: "DOUBLE" } },
} as const satisfies Record<string, Operation>;

const across: Operation = { ...real, values: WITH_DISTRIBUTION };
const truths: Operation = { ...truth, kinds: ["GAUGE", "DELTA"], gives: { kind: "same", value: "INT64" } };

export const REDUCERS = {
  REDUCE_NONE: { kinds: ["GAUGE", "DELTA", "CUMULATIVE"], values: ANY, gives: SAME },
  REDUCE_MEAN: across,
  REDUCE_MIN: number,
  REDUCE_MAX: number,
  REDUCE_SUM: { ...number, values: WITH_DISTRIBUTION },
  REDUCE_STDDEV: across,
  REDUCE_COUNT: { ...number, values: ANY, gives: { kind: "same", value: "INT64" } },
  REDUCE_COUNT_TRUE: truths,
  REDUCE_COUNT_FALSE: truths,
  REDUCE_FRACTION_TRUE: { ...truths, gives: { kind: "same", value: "DOUBLE" } },
  REDUCE_PERCENTILE_99: across,
  REDUCE_PERCENTILE_95: across,
  REDUCE_PERCENTILE_50: across,
  REDUCE_PERCENTILE_05: across,
} as const satisfies Record<string, Operation>;

export type Aligner = keyof typeof ALIGNERS;
export type Reducer = keyof typeof REDUCERS;

/** The aligner of this name; undefined where the API has none. */
export function aligner(name: string): Operation | undefined {
  return Object.hasOwn(ALIGNERS, name) ? ALIGNERS[name as Aligner] : undefined;
}

export function reducer(name: string): Operation | undefined {
  return Object.hasOwn(REDUCERS, name) ? REDUCERS[name as Reducer] : undefined;
}

/** What comes out of it, given this; undefined where it does not take it. */
export function after(
  operation: Operation,
  given: Pick<Metric, "kind" | "value">,
): Pick<Metric, "kind" | "value"> | undefined {
  if (!operation.kinds.includes(given.kind) || !operation.values.includes(given.value)) return undefined;
  const { kind, value } = operation.gives;
  return { kind: kind === "same" ? given.kind : kind, value: value === "same" ? given.value : value };
}
