import type { Change } from "../changes/change";
import type { ChangedPlan } from "../changes/read";
import { compare } from "../compare/comparison";
import { areSpellings } from "../compare/differences";
import { CHANGE_RULES } from "../rules/change";
import type { ChangeFinding, ChangeRule } from "../rules/define";
import type { DriftCode } from "../rules/drift-code";
import type { Question } from "../verify";

export interface LeftByDrift {
  rule: ChangeRule;
  found: ChangeFinding;
  change: Change;
}

/** What was changed outside Terraform, breaks a service though packets arrive, and stays so after this plan. */
export function leftByDrift(plan: ChangedPlan, after: ChangedPlan["after"], question: Question): LeftByDrift[] {
  const written = new Set(plan.changes.filter(({ action }) => WRITES.has(action)).map(({ address }) => address));
  const left = plan.drift.filter(
    ({ address, mode, deposed, before, after }) =>
      mode === "managed" && !deposed && before !== undefined && !written.has(address) && !areSpellings(before, after),
  );
  // Comparing everything again is most of the work of a review, and as a rule there is nothing to compare.
  if (left.length === 0) return [];
  const comparison = compare({ before: plan.written, after, changes: left, question });
  // A whole plan that leaves it has a configuration that says the same, or deploys the services with what is new.
  const isSilent = plan.kind === "refresh-only" || plan.incomplete;
  return left.flatMap((change) =>
    CHANGE_RULES.flatMap((rule: ChangeRule) =>
      rule.check(change, comparison).flatMap((found): LeftByDrift[] => {
        if ("undetermined" in found) return [];
        const code = (found.drift ?? rule.drift)?.code;
        const matters = code === "ACCESS_BROKEN" || (isSilent && code !== undefined && OF_REDIS.has(code));
        const consequence = `it was changed outside Terraform, and this plan does not undo it: ${found.consequence}`;
        return matters ? [{ rule, change, found: { ...found, level: "danger", consequence } }] : [];
      }),
    ),
  );
}

const WRITES = new Set<Change["action"]>(["create", "update", "delete", "replace", "unknown"]);
/** How Redis lets its clients in is another way than was written. */
const OF_REDIS = new Set<DriftCode>(["AUTH_BROKEN", "AUTH_OFF", "TLS_BROKEN", "TLS_OFF"]);
