import { FilterError } from "../filter/filter-error";
import { loggingFilter } from "../filter/parse";
import { type Comparison, leavesOf } from "../filter/tree";
import { textsOf } from "./query";

/** What a filter over log entries asks for; undefined where it cannot be read. */
export interface LogFilter {
  comparisons: Comparison[];
  /** The types of the resources whose entries it takes. */
  resources: string[];
}

export function logFilterOf(filter: string): LogFilter | undefined {
  const read = readLogFilter(filter);
  return read instanceof FilterError ? undefined : read;
}

export function readLogFilter(filter: string): LogFilter | FilterError {
  try {
    const comparisons = leavesOf(loggingFilter(filter)).filter((leaf) => leaf.kind === "comparison");
    const types = comparisons.filter(({ path, operator }) => operator === "=" && path.join(".") === "resource.type");
    return { comparisons, resources: types.flatMap(textsOf) };
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
}
