import {
  MonitoringAlertPolicy,
  type MonitoringAlertPolicyConditions,
} from "@cdktf/provider-google/lib/monitoring-alert-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Alert, Condition, Deed } from "../../watch/alert";
import { literal } from "../literal";
import { ProjectApis } from "../project-apis";
import { aggregationOf, burnRateOf, filterOf } from "./filter";
import type { NotificationChannel } from "./notification-channel";

export interface AlertPolicyProps {
  alert: Pick<Alert<never>, "title" | "severity" | "why" | "first" | "all">;
  /** Before its title: several environments may tell the same people. */
  environment: string;
  conditions: readonly Condition[];
  channels: readonly NotificationChannel[];
  runbook: string;
  /** What takes minutes to make: a count that was made just before is not known yet, and Google refuses a policy on it. */
  after: ITerraformDependable;
}

const HALF_AN_HOUR = "1800s";
const A_WEEK = "604800s";

/**
 * When somebody is told, and what: why it matters, two lines of what to do first, and the runbook.
 *
 * An incident is closed half an hour after the last data, which is when errors have stopped being written; one that was
 * opened because there is no data would be closed so while it lasts, and has a week.
 */
export class AlertPolicy extends Construct {
  constructor(scope: Construct, id: string, props: AlertPolicyProps) {
    super(scope, id);
    const { alert, environment, conditions, channels, runbook, after } = props;
    new MonitoringAlertPolicy(this, "Resource", {
      displayName: `${environment}: ${alert.title}`,
      severity: alert.severity,
      enabled: true,
      combiner: alert.all ?? "OR",
      conditions: conditions.map(conditionOf),
      notificationChannels: channels.filter((one) => one.hears(alert.severity)).map((one) => one.id),
      alertStrategy: { autoClose: conditions.some(opensWithoutData) ? A_WEEK : HALF_AN_HOUR },
      documentation: {
        mimeType: "text/markdown",
        content: literal(
          [alert.why, ...alert.first.map((deed, place) => `${place + 1}. ${lineOf(deed)}`)].join("\n\n"),
        ),
        links: [{ displayName: "Runbook", url: runbook }],
      },
      dependsOn: [ProjectApis.of(this).enable("monitoring"), after],
    });
  }
}

const lineOf = ({ text, command }: Deed) => (command === undefined ? text : `${command}: ${text}`);

const opensWithoutData = (condition: Condition) =>
  condition.is === "silent" || (condition.is !== "burning" && condition.missing === "ACTIVE");

const ANY = { count: 1 };

function conditionOf(condition: Condition): MonitoringAlertPolicyConditions {
  const { title: displayName } = condition;
  if (condition.is === "silent") {
    const { measure, forSeconds } = condition;
    return {
      displayName,
      conditionAbsent: {
        filter: filterOf(measure),
        aggregations: [aggregationOf(measure)],
        duration: `${forSeconds}s`,
        trigger: ANY,
      },
    };
  }
  if (condition.is === "burning") {
    const { objective, lookbackSeconds, limit } = condition;
    return {
      displayName,
      conditionThreshold: {
        filter: burnRateOf(objective, lookbackSeconds),
        comparison: "COMPARISON_GT",
        thresholdValue: limit,
        duration: "0s",
        trigger: ANY,
      },
    };
  }
  const { is, measure, of, limit, forSeconds, missing } = condition;
  return {
    displayName,
    conditionThreshold: {
      filter: filterOf(measure),
      aggregations: [aggregationOf(measure)],
      denominatorFilter: of && filterOf(of),
      denominatorAggregations: of && [aggregationOf(of)],
      comparison: is === "over" ? "COMPARISON_GT" : "COMPARISON_LT",
      thresholdValue: limit,
      duration: `${forSeconds}s`,
      evaluationMissingData: missing && `EVALUATION_MISSING_DATA_${missing}`,
      trigger: ANY,
    },
  };
}
