import type { Watching } from "../shipped/model";
import { Unreadable, watchingInStack } from "../shipped/read";
import { readLogFilter } from "./log-filter";
import { type Made, madeBy } from "./made";
import { type Mistake, sentences } from "./mistake";
import { RULES } from "./rules";
import { burnRates } from "./rules/burn-rates";
import { metricNamed, type Subject, subjectOf } from "./subject";

export { madeBy } from "./made";
export type { Mistake } from "./mistake";

/** What is wrong with what a synthesized stack (cdk.tf.json) watches, a sentence each. */
export function wrongWatching(stack: unknown): string[] {
  try {
    return sentences(judge(watchingInStack(stack), madeBy(stack)).mistakes);
  } catch (error) {
    if (error instanceof Unreadable) return error.problems;
    throw error;
  }
}

export interface Judged {
  mistakes: Mistake[];
  /** Filters of policies, objectives, charts and metrics of logs: how many there are, can be read, and select a known metric. */
  filters: { all: number; read: number; resolved: number };
}

/**
 * Judges what watches an environment as it ships: each filter and aggregation against what Google publishes of metrics,
 * each name against what the stack makes. All mistakes at once.
 */
export function judge(watching: Watching, made: Made): Judged {
  const subject = subjectOf(watching, made);
  return { mistakes: RULES.flatMap((rule) => rule(subject)), filters: counted(subject) };
}

function counted(subject: Subject): Judged["filters"] {
  const { watching, queries } = subject;
  const wrong = new Set(burnRates(subject).map(({ at }) => at));
  const logs = watching.logMetrics.map(({ filter }) => readLogFilter(filter));
  const readLogs = logs.filter((one) => !(one instanceof Error)).length;
  const read = queries.filter(({ selects }) => selects.kind !== "unread");
  const resolved = read.filter(({ at, selects }) => {
    if (selects.kind === "objective") return !wrong.has(at);
    return (
      selects.kind === "series" && selects.metric !== undefined && metricNamed(selects.metric, watching) !== undefined
    );
  });
  return {
    all: queries.length + logs.length,
    read: read.length + readLogs,
    resolved: resolved.length + readLogs,
  };
}
