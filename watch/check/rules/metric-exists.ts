import { LOG_METRIC_PREFIX, METRICS } from "../../../facts/metrics";
import { listed, type Mistake, shown } from "../mistake";
import { logReference, metricNamed, type Rule } from "../subject";

/** Of what somebody wrote, so much is looked at: it may be a megabyte. */
const LONGEST = 200;

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

/** The one that has the most pairs of letters in common. */
function nearest(type: string): string {
  const wanted = pairsOf(type.slice(0, LONGEST));
  const common = (known: string) => {
    const own = pairsOf(known);
    return [...own].filter((pair) => wanted.has(pair)).length / (own.size + wanted.size);
  };
  const [best = ""] = Object.keys(METRICS).sort((one, other) => common(other) - common(one));
  return best;
}

function pairsOf(text: string): Set<string> {
  return new Set([...text].slice(1).map((letter, index) => `${text[index]}${letter}`));
}
