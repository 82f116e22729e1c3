import { ALIGNMENT_SECONDS } from "../../../facts/metrics/limits";
import type { Call } from "../../filter/tree";
import type { Objective, Watching } from "../../shipped/model";
import { referenceOf } from "../../shipped/references";
import { listed, type Mistake, shown } from "../mistake";
import type { Query } from "../query";
import type { Rule } from "../subject";

const BURN_RATE = "select_slo_burn_rate";
/** https://docs.cloud.google.com/stackdriver/docs/solutions/slo-monitoring/api/timeseries-selectors */
const UNITS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };
const LENGTH = /^(\d{1,9}(?:\.\d{1,9})?)(ns|us|ms|s|m|h)$/;

/** A burn rate is of an objective of this stack, over a length of time in which it can burn. */
export const burnRates: Rule = ({ watching, queries }) =>
  queries.flatMap(({ at, role, selects, filter }): Mistake[] => {
    if (selects.kind !== "objective") return [];
    if (role !== "condition" && role !== "chart") {
      return [{ at, what: "an objective is made of metrics", got: shown(filter), wayOut: 'write metric.type="…"' }];
    }
    const { call } = selects;
    if (call.name !== BURN_RATE) {
      return [
        { at, what: "an alert watches how fast an objective burns", got: call.name, wayOut: `write ${BURN_RATE}(…)` },
      ];
    }
    const [name, lookback, ...others] = call.arguments.map((one) =>
      one.kind === "literal" ? one.text : one.path.join("."),
    );
    if (name === undefined || lookback === undefined || others.length > 0) {
      const wayOut = `write ${BURN_RATE}("\${google_monitoring_slo.….name}", "3600s")`;
      return [{ at, what: "a burn rate is of an objective over a length of time", got: shown(filter), wayOut }];
    }
    return [...wrongObjective(at, name, watching), ...wrongLookback(at, lookback)];
  });

/** The objective that a burn rate is of. */
export function objectiveOf({ selects }: Query, watching: Watching): Objective | undefined {
  if (selects.kind !== "objective") return undefined;
  const name = nameIn(selects.call);
  return name === undefined ? undefined : objectiveNamed(name, watching);
}

function nameIn({ arguments: [first] }: Call): string | undefined {
  return first?.kind === "literal" ? first.text : undefined;
}

/** `name` and `id` of an objective are the same: projects/P/services/S/serviceLevelObjectives/O. */
function objectiveNamed(name: string, { objectives }: Watching): Objective | undefined {
  const reference = referenceOf(name);
  if (!reference || !/^google_monitoring_slo\.(?:name|id)$/.test(reference.attribute)) return undefined;
  return objectives.find(({ at }) => at === reference.address);
}

function wrongObjective(at: string, name: string, watching: Watching): Mistake[] {
  if (objectiveNamed(name, watching)) return [];
  const all = watching.objectives.map((one) => `\${${one.at}.name}`);
  const wayOut = all.length > 0 ? `refer to ${listed(all)}` : "this stack makes no objective";
  return [{ at, what: "a burn rate is of an objective of this stack, by reference", got: shown(name), wayOut }];
}

function wrongLookback(at: string, lookback: string): Mistake[] {
  const [, number, unit] = LENGTH.exec(lookback) ?? [];
  const seconds = Number(number) * (UNITS[unit ?? ""] ?? Number.NaN);
  if (seconds >= ALIGNMENT_SECONDS.least) return [];
  const what = "a burn rate looks back for a minute or more";
  return [{ at, what, got: shown(lookback), wayOut: 'write it with its unit: "3600s", "5m", "6h"' }];
}
