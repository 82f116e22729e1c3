import type { Change } from "../changes/change";
import type { ChangedPlan } from "../changes/read";
import { becauseOf, changedValues } from "../compare/change-values";
import type { Comparison } from "../compare/comparison";
import type { PathPair } from "../compare/path-pairs";
import { CHANGE_RULES } from "../rules/change";
import type { ChangeFinding, ChangeRule } from "../rules/define";
import { PLAN_RULES } from "../rules/plan";
import type { Level, Risk } from "./contract";
import type { LeftByDrift } from "./left-by-drift";

/** A change whose effect cannot be determined, and without which nothing is safe. */
interface Undecided {
  address: string;
  message: string;
}

const ORDER: Level[] = ["danger", "caution", "note"];

const WITHOUT_CONFIGURATION: Undecided = {
  address: "",
  message:
    "the plan holds no configuration, so lineup cannot determine which programs and providers it runs: pass what terraform show -json prints, as it is",
};

/** Everything dangerous in a plan, worst first; and what cannot be determined. */
export function risksOf(
  plan: ChangedPlan,
  comparison: Comparison,
  pairs: readonly PathPair[],
  left: readonly LeftByDrift[],
): { risks: Risk[]; undecided: Undecided[] } {
  const risks = [
    ...risksOfPlan(plan, pairs),
    ...left.map(({ rule, found, change }) => ({ ...riskOf(rule, found, change), actions: [] })),
  ];
  const undecided: Undecided[] = plan.code.isShown ? [] : [WITHOUT_CONFIGURATION];
  for (const change of plan.changes) {
    if (change.deposed || change.action === "no-op" || change.action === "read") continue;
    const { address } = change;
    for (const rule of CHANGE_RULES) {
      for (const found of rule.check(change, comparison)) {
        if ("undetermined" in found) undecided.push({ address, message: found.undetermined });
        else risks.push(riskOf(rule, found, change));
      }
    }
    if (change.action === "unknown" && comparison.servicesOn(change).length > 0) {
      const message = `lineup cannot determine what Terraform does: it does not know the actions ${change.actions.join(", ")}`;
      undecided.push({ address, message });
    }
  }
  return { risks: risks.sort((one, other) => ORDER.indexOf(one.level) - ORDER.indexOf(other.level)), undecided };
}

/** What holds for the plan as a whole has no address and no actions; what holds for a path changes its service. */
function risksOfPlan(plan: ChangedPlan, pairs: readonly PathPair[]): Risk[] {
  return PLAN_RULES.flatMap((rule) =>
    rule
      .check(plan, pairs)
      .map(({ address = "", actions, because = [], consequence, fix, level = rule.level }): Risk => {
        const about = actions
          ? { actions, services: [] }
          : address === ""
            ? { actions: [], services: [] }
            : { actions: ["update"], services: [address] };
        return { level, code: rule.id, address, ...about, because: [...because], changed: [], consequence, undo: fix };
      }),
  );
}

function riskOf(rule: ChangeRule, found: ChangeFinding, change: Change): Risk {
  const because = [...(found.because ?? becauseOf(change))];
  return {
    level: found.level ?? rule.level,
    code: rule.id,
    address: change.address,
    actions: change.actions,
    because,
    changed: changedValues(change, because),
    consequence: found.consequence,
    undo: found.fix,
    services: [...(found.services ?? [])],
  };
}
