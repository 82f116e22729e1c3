import { type Mistake, period } from "../mistake";
import { conditionAt } from "../query";
import type { Rule } from "../subject";

/** "aggregations and denominatorAggregations must use the same alignment period and produce … the same … labels". */
export const ratiosCompare: Rule = ({ watching }) =>
  watching.policies.flatMap((policy) =>
    policy.conditions.flatMap((condition): Mistake[] => {
      if (condition.kind !== "threshold" || !condition.denominator) return [];
      const at = conditionAt(policy, condition);
      const [one, other] = [condition.aggregations.at(-1), condition.denominator.aggregations.at(-1)];
      if (!one || !other) {
        const got = one ? "none below" : "none above";
        return [
          { at, what: "a share is of two that are aligned alike", got, wayOut: "aggregate both in the same way" },
        ];
      }
      const mistakes: Mistake[] = [];
      if (one.everySeconds !== other.everySeconds) {
        const got = `${period(one.everySeconds)} of ${period(other.everySeconds)}`;
        const wayOut = `write ${one.everySeconds}s for both`;
        mistakes.push({ at, what: "both halves of a share have one alignment period", got, wayOut });
      }
      const [groups, otherGroups] = [groupsOf(one.groupBy), groupsOf(other.groupBy)];
      if (groups !== otherGroups) {
        const got = `${groups || "none"} of ${otherGroups || "none"}`;
        mistakes.push({
          at,
          what: "both halves of a share are grouped alike",
          got,
          wayOut: `group both by ${groups || otherGroups}`,
        });
      }
      if (one.aligner !== other.aligner) {
        const got = `${one.aligner} of ${other.aligner}`;
        mistakes.push({
          at,
          what: "both halves of a share are aligned alike",
          got,
          wayOut: `write ${one.aligner} for both`,
        });
      }
      if (one.reducer !== other.reducer) {
        const got = `${one.reducer} of ${other.reducer}`;
        const wayOut = `write ${other.reducer} for both`;
        mistakes.push({ at, what: "both halves of a share are reduced alike", got, wayOut });
      }
      return mistakes;
    }),
  );

function groupsOf(fields: readonly string[]): string {
  return fields
    .map((field) => field.replace(".label.", ".labels."))
    .sort()
    .join(", ");
}
