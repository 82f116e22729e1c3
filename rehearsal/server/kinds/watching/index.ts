import type { ApiKind } from "../../kind";
import { alertPolicies } from "./alert-policies";
import { channels } from "./channels";
import { dashboards } from "./dashboards";
import { logMetrics } from "./log-metrics";
import { monitoredServices, objectives } from "./objectives";
import { uptimeChecks } from "./uptime-checks";

/** What watches the things of a project: an API that stands in for it takes no series, and sends nothing. */
export const watching: readonly ApiKind[] = [
  channels,
  alertPolicies,
  uptimeChecks,
  // Before their services: they are below them.
  objectives,
  monitoredServices,
  dashboards,
  logMetrics,
];
