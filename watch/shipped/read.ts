import { dashboardIn, dashboardOf } from "./dashboard";
import { Fields, isBlock, type Reading } from "./fields";
import type { Watching } from "./model";
import { objectiveOf } from "./objective";
import { channelOf, logMetricOf, uptimeCheckOf } from "./others";
import { policyOf } from "./policy";

/** All that is wrong with what was read, each with its place. */
export class Unreadable extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
    this.name = "Unreadable";
  }
}

/** What an API lists: whole objects, as it answers them. */
export interface Listed {
  policies?: readonly unknown[];
  logMetrics?: readonly unknown[];
  objectives?: readonly unknown[];
  uptimeChecks?: readonly unknown[];
  dashboards?: readonly unknown[];
  channels?: readonly unknown[];
}

/**
 * What a synthesized stack (cdk.tf.json) watches. References stay as they are written, unless `resolve` knows what they
 * stand for: see `namesIn`.
 */
export function watchingInStack(stack: unknown, resolve: Reading["resolve"] = (text) => text): Watching {
  const reading: Reading = { problems: [], resolve };
  const resources = isBlock(stack) ? stack.resource : undefined;
  if (!isBlock(stack)) reading.problems.push("the stack must be an object");
  if (resources !== undefined && !isBlock(resources)) reading.problems.push("resource: must be an object");
  const all = <One>(type: string, read: (fields: Fields, at: string) => One | undefined): One[] => {
    const named = isBlock(resources) && Object.hasOwn(resources, type) ? resources[type] : {};
    if (!isBlock(named)) reading.problems.push(`resource.${type}: must be an object`);
    return Object.entries(isBlock(named) ? named : {}).flatMap(([name, body]) => {
      const at = `${type}.${name}`;
      return read(Fields.of(body, at, reading), at) ?? [];
    });
  };
  const own = (at: string, attribute: string) => resolve(`\${${at}.${attribute}}`);
  return readWith(reading, {
    policies: all("google_monitoring_alert_policy", policyOf),
    logMetrics: all("google_logging_metric", logMetricOf),
    objectives: all("google_monitoring_slo", (fields, at) => objectiveOf(fields, at, own(at, "name"))),
    uptimeChecks: all("google_monitoring_uptime_check_config", (fields, at) =>
      uptimeCheckOf(fields, at, own(at, "uptime_check_id")),
    ),
    dashboards: all("google_monitoring_dashboard", (fields, at) => dashboardIn(fields, at, reading)),
    channels: all("google_monitoring_notification_channel", channelOf),
  });
}

/** What a project watches, as its APIs list it. */
export function watchingListed(listed: Listed): Watching {
  const reading: Reading = { problems: [], resolve: (text) => text };
  const all = <One>(key: keyof Listed, read: (fields: Fields, at: string, json: unknown) => One | undefined): One[] =>
    (listed[key] ?? []).flatMap((json, index) => {
      const at = isBlock(json) && typeof json.name === "string" ? json.name : `${key}[${index}]`;
      return read(Fields.of(json, at, reading), at, json) ?? [];
    });
  return readWith(reading, {
    policies: all("policies", policyOf),
    logMetrics: all("logMetrics", logMetricOf),
    objectives: all("objectives", (fields, at) => objectiveOf(fields, at, at)),
    uptimeChecks: all("uptimeChecks", (fields, at) => uptimeCheckOf(fields, at, at.split("/").at(-1) ?? at)),
    dashboards: all("dashboards", (_, at, json) => dashboardOf(json, at, reading)),
    channels: all("channels", channelOf),
  });
}

function readWith({ problems }: Reading, watching: Watching): Watching {
  if (problems.length > 0) throw new Unreadable(problems);
  return watching;
}
