import { after, aligner, type Operation, reducer } from "../../facts/metrics/aligners";
import type { Metric } from "../../facts/metrics/metric";
import type { Aggregation } from "../shipped/model";

/** What is known of a time series, as far as an operation asks. */
export type Series = Pick<Metric, "kind" | "value">;

/** The first operation that cannot be, and what it was given; or what comes out of all of them. */
export type Aggregated =
  | { fails: "align" | "reduce"; name: string; operation: Operation | undefined; given: Series }
  | { gives: Series };

/** What comes out of a time series by its aggregations, one after the other. */
export function aggregated(series: Series, aggregations: readonly Aggregation[]): Aggregated {
  let given = series;
  for (const one of aggregations) {
    const align = aligner(one.aligner);
    const aligned = align && after(align, given);
    if (!aligned) return { fails: "align", name: one.aligner, operation: align, given };
    const reduce = reducer(one.reducer);
    const reduced = reduce && after(reduce, aligned);
    if (!reduced) return { fails: "reduce", name: one.reducer, operation: reduce, given: aligned };
    given = reduced;
  }
  return { gives: given };
}
