import { LOG_FILTER_CHARACTERS } from "../../facts/metrics/entries";
import { FilterError } from "../filter/filter-error";
import { loggingFilter } from "../filter/parse";
import { type Comparison, leavesOf } from "../filter/tree";
import { plainly } from "./query";
import { type Term, waysOf } from "./ways";

/** What a filter over log entries asks for; undefined where it cannot be read. */
export interface LogFilter {
  comparisons: Comparison[];
  /** The types of the resources whose entries it takes: below NOT, or as one of several ways, none is said. */
  resources: string[];
  /** What holds at once, in each way of meeting it; undefined where there are too many. */
  ways: Term[][] | undefined;
}

export function logFilterOf(filter: string): LogFilter | undefined {
  const read = readLogFilter(filter);
  return read instanceof FilterError ? undefined : read;
}

export function readLogFilter(filter: string): LogFilter | FilterError {
  try {
    const read = loggingFilter(filter);
    const comparisons = leavesOf(read).filter((leaf) => leaf.kind === "comparison");
    return {
      comparisons,
      resources: plainly(read, "resource").flat(),
      ways: filter.length > LOG_FILTER_CHARACTERS ? undefined : waysOf(read),
    };
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
}
