import { AUTO_CLOSE_SECONDS, CONDITIONS_PER_POLICY } from "../../../../facts/metrics/limits";
import { ApiError } from "../../api-error";
import { type ApiKind, listOf, type Place, textOf, thingOf, timestamp } from "../../kind";
import type { CloudObject } from "../../store";
import { checkChannels } from "./channels";
import { checkAbsence, checkThreshold } from "./conditions";
import { invalid, secondsOf } from "./fields";

export const alertPolicies: ApiKind = {
  collection: "monitoring/projects/{project}/alertPolicies",
  style: "immediate",
  named: { made: (_, { store }) => String(store.next()) },
  check: (draft, place) => {
    checkConditions(draft, place);
    checkChannels(draft, place);
    checkStrategy(thingOf(draft, "alertStrategy"));
  },
  filled: (draft, { path, store }, before) => ({
    enabled: true,
    ...draft,
    name: path,
    conditions: (listOf(draft, "conditions") as CloudObject[]).map((condition) => ({
      ...condition,
      name: textOf(condition, "name") ?? `${path}/conditions/${store.next()}`,
    })),
    creationRecord: before?.creationRecord ?? { mutateTime: timestamp() },
    mutationRecord: { mutateTime: timestamp() },
  }),
};

function checkConditions(draft: CloudObject, place: Place): void {
  const conditions = listOf(draft, "conditions") as CloudObject[];
  const { least, most } = CONDITIONS_PER_POLICY;
  if (conditions.length < least || conditions.length > most) {
    throw invalid(
      "alert_policy.conditions",
      conditions.length,
      `A policy can have from ${least} to ${most} conditions.`,
    );
  }
  if (!/^(AND|OR|AND_WITH_MATCHING_RESOURCE)$/.test(textOf(draft, "combiner") ?? (conditions.length > 1 ? "" : "OR"))) {
    throw invalid("alert_policy.combiner", draft.combiner ?? "", "a policy of several conditions must combine them");
  }
  for (const [index, condition] of conditions.entries()) {
    const at = `alert_policy.conditions[${index}]`;
    const [threshold, absence] = [thingOf(condition, "conditionThreshold"), thingOf(condition, "conditionAbsent")];
    if (threshold) checkThreshold(threshold, `${at}.condition_threshold`, place);
    else if (absence) checkAbsence(absence, `${at}.condition_absent`, place);
    else if (!Object.keys(condition).some((key) => key.startsWith("condition"))) {
      // googleapis/nodejs-monitoring#603
      const why = 'Condition subtype (e.g. "condition_absent","condition_threshold", etc.) is absent or unknown.';
      throw invalid(`${at}.condition_case`, "0", why);
    } else {
      throw new ApiError(
        501,
        `this loopback cloud knows conditions on metrics alone: ${Object.keys(condition).join()}`,
      );
    }
  }
}

function checkStrategy(strategy: CloudObject | undefined): void {
  if (strategy?.notificationRateLimit !== undefined) {
    // chainguard-dev/terraform-infra-common#352
    const why = "metric-based alert policies must not specify a notification rate limit";
    throw invalid("alertStrategy.notificationRateLimit", strategy.notificationRateLimit, why);
  }
  if (strategy?.autoClose === undefined) return;
  const [seconds, { least, most }] = [secondsOf(strategy.autoClose) ?? 0, AUTO_CLOSE_SECONDS];
  if (seconds < least || seconds > most) {
    const why = `must be from ${least} to ${most} seconds`;
    throw invalid("alert_policy.alert_strategy.auto_close", strategy.autoClose, why);
  }
}
