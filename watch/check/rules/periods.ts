import {
  ABSENCE_SECONDS,
  ALIGNMENT_SECONDS,
  DURATION_STEP_SECONDS,
  LOOK_BACK_SECONDS,
  MISSING_DATA_SECONDS,
} from "../../../facts/metrics/limits";
import { type Mistake, period } from "../mistake";
import { conditionAt } from "../query";
import type { Rule } from "../subject";

/** The lengths of time that the API takes; any other fails at the deploy, after half of it is made. */
export const periods: Rule = ({ watching, queries }) => [
  ...queries.flatMap(({ at, role, aggregations }) => {
    const most = role === "chart" ? ALIGNMENT_SECONDS.mostInCharts : ALIGNMENT_SECONDS.mostInPolicies;
    return aggregations
      .filter(({ aligner }) => aligner !== "ALIGN_NONE")
      .filter(({ everySeconds }) => !isWhole(everySeconds) || everySeconds > most)
      .map(({ everySeconds }) => ({
        at,
        what: `an alignment period is whole minutes, ${period(ALIGNMENT_SECONDS.least)} to ${period(most)}`,
        got: period(everySeconds),
        wayOut:
          everySeconds > most ? `write ${most}s, and let the condition hold for longer` : "write 60s, or a multiple",
      }));
  }),
  ...watching.policies.flatMap((policy) =>
    policy.conditions.flatMap((condition): Mistake[] => {
      const at = conditionAt(policy, condition);
      const { durationSeconds: seconds } = condition;
      const { least, most } = ABSENCE_SECONDS;
      if (condition.kind === "absence" && !(seconds >= least && seconds <= most)) {
        const what = `an absence is between ${period(least)} and ${period(most)}`;
        const wayOut =
          seconds > most
            ? "count over an alignment period of up to 25 h instead, and compare with 1"
            : `write ${least}s or more`;
        return [{ at, what, got: period(seconds), wayOut }];
      }
      const aligned = Math.max(0, ...condition.aggregations.map(({ everySeconds }) => everySeconds));
      if (aligned <= ALIGNMENT_SECONDS.mostInPolicies && aligned + seconds > LOOK_BACK_SECONDS) {
        const what = `an alignment period and a duration are at most ${period(LOOK_BACK_SECONDS)} together`;
        return [{ at, what, got: period(aligned + seconds), wayOut: "shorten either" }];
      }
      if (condition.kind === "threshold" && condition.missing !== undefined && seconds < MISSING_DATA_SECONDS) {
        const what = "where missing data counts, a condition holds for a minute or more";
        return [{ at, what, got: period(seconds), wayOut: `write ${MISSING_DATA_SECONDS}s or more` }];
      }
      if (seconds >= 0 && seconds % DURATION_STEP_SECONDS === 0) return [];
      const whole = Math.max(0, Math.round(seconds / DURATION_STEP_SECONDS) || 0) * DURATION_STEP_SECONDS;
      return [{ at, what: "a duration is whole minutes", got: period(seconds), wayOut: `write ${whole}s` }];
    }),
  ),
];

const isWhole = (seconds: number) => seconds >= ALIGNMENT_SECONDS.least && seconds % ALIGNMENT_SECONDS.least === 0;
