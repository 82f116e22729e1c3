import { LOG_METRIC_PREFIX, METRICS } from "../../../facts/metrics";
import { listed, type Mistake, shown } from "../mistake";
import { logReference, metricNamed, type Rule } from "../subject";

/** A metric that does not exist has no time series: the condition is never met, and nobody is told. */
export const metricExists: Rule = ({ watching, queries }) =>
  queries.flatMap(({ at, filter, selects }): Mistake[] => {
    if (selects.kind !== "series") return [];
    const { metric, comparisons } = selects;
    const types = comparisons.filter(({ path }) => path.join(".") === "metric.type");
    if (metric === undefined || types.length > 1) {
      const wayOut = 'write metric.type="…" once, outside of OR and NOT';
      return [{ at, what: "a filter names exactly one metric", got: shown(filter), wayOut }];
    }
    if (metricNamed(metric, watching)) return [];
    return [{ at, what: "there is no such metric", got: shown(metric), wayOut: wayOut(metric, watching.logMetrics) }];
  });

function wayOut(type: string, logMetrics: readonly { at: string; name: string }[]): string {
  if (!type.startsWith(LOG_METRIC_PREFIX)) return `the nearest that is known is ${nearest(type)}`;
  const name = type.slice(LOG_METRIC_PREFIX.length);
  if (logReference(type)) {
    return `this stack makes ${listed(logMetrics.map(({ at }) => `\${${at}.name}`))}`;
  }
  const meant = logMetrics.find((one) => one.name === name) ?? logMetrics[0];
  if (!meant) return "this stack makes no metric of logs";
  return `refer to it: ${LOG_METRIC_PREFIX}\${${meant.at}.name}`;
}

/** The one that has the most words in common, of the same API before others. */
function nearest(type: string): string {
  const words = new Set(type.split(/[/_.]/));
  const [best = ""] = Object.keys(METRICS)
    .map((known) => ({ known, common: score(known, words) }))
    .sort((one, other) => other.common - one.common)
    .map(({ known }) => known);
  return best;
}

function score(known: string, words: ReadonlySet<string>): number {
  const own = known.split(/[/_.]/);
  return own.filter((word) => words.has(word)).length - own.length / 100;
}
