import { LOG_METRIC_PREFIX, metric, RESOURCES } from "../../../../facts/metrics";
import type { Metric } from "../../../../facts/metrics/metric";
import { FilterError } from "../../../../watch/filter/filter-error";
import { monitoringFilter } from "../../../../watch/filter/parse";
import { type Filter, leavesOf } from "../../../../watch/filter/tree";
import { ApiError, notFound } from "../../api-error";
import { projectId } from "../../geography";
import { type Place, textOf, thingOf } from "../../kind";
import { invalid } from "./fields";

type Series = Pick<Metric, "kind" | "value">;

/** What the filter selects. Throws for what is not there: such a condition would be quiet for ever. */
export function watchedBy(filter: string, field: string, place: Place): Series | undefined {
  const parsed = parsedFilter(filter, field);
  if (parsed.kind === "call") return ofObjective(parsed.arguments[0], place);
  const [type, resource] = [said(parsed, "metric"), said(parsed, "resource")];
  if (type === undefined) throw invalid(field, filter, 'must specify a restriction on "metric.type" in the filter');
  if (resource === undefined) {
    // googleapis/nodejs-monitoring#46
    const where = 'see "https://cloud.google.com/monitoring/api/resources" for a list of available resource types.';
    throw invalid(field, filter, `must specify a restriction on "resource.type" in the filter; ${where}`);
  }
  // hashicorp/terraform-provider-google#13349
  if (!Object.hasOwn(RESOURCES, resource)) {
    throw invalid(field, filter, `The filter contains unknown resource type: ${resource}`);
  }
  const known = type.startsWith(LOG_METRIC_PREFIX)
    ? counted(type.slice(LOG_METRIC_PREFIX.length), place)
    : metric(type);
  if (known) return known;
  // hashicorp/terraform-provider-google#11102
  const later = "If a metric was created recently, it could take up to 10 minutes to become available.";
  throw new ApiError(404, `Cannot find metric(s) that match type = "${type}". ${later} Please try again soon.`);
}

function parsedFilter(filter: string, field: string): Filter {
  try {
    return monitoringFilter(filter);
  } catch (error) {
    // chainguard-dev/terraform-infra-common#463
    if (error instanceof FilterError) throw invalid(field, filter, `Could not parse filter; ${error.message}`);
    throw error;
  }
}

/** The value of `metric.type = "…"`; what else a filter says is not looked at here. */
function said(filter: Filter, root: "metric" | "resource"): string | undefined {
  for (const leaf of leavesOf(filter)) {
    if (leaf.kind !== "comparison" || leaf.operator !== "=" || leaf.value.kind !== "literal") continue;
    if (leaf.path.join(".") === `${root}.type`) return leaf.value.text;
  }
  return undefined;
}

/** `select_slo_burn_rate("projects/…/serviceLevelObjectives/…", "3600s")`. */
function ofObjective(named: { kind: string; text?: string } | undefined, { store, project }: Place): Series {
  const name = String(named?.text);
  const [, owner = "", rest = ""] = /^projects\/([^/]+)\/(services\/.+)$/.exec(name) ?? [];
  if (!store.get(`monitoring/projects/${projectId(owner, store) || project}/${rest}`)) throw notFound(name);
  return { kind: "GAUGE", value: "DOUBLE" };
}

/** Monitoring learns of a metric of logs later than Logging. */
function counted(name: string, { store, project }: Place): Series | undefined {
  const known = store.get(descriptorOf(name, project));
  if (!known) return undefined;
  const descriptor = thingOf(store.get(`logging/projects/${project}/metrics/${name}`), "metricDescriptor");
  return {
    kind: (textOf(descriptor, "metricKind") ?? "DELTA") as Metric["kind"],
    value: (textOf(descriptor, "valueType") ?? "INT64") as Metric["value"],
  };
}

/** Where it is kept that Monitoring knows a metric of logs. */
export function descriptorOf(name: string, project: string): string {
  return `monitoring/projects/${project}/metricDescriptors/${name}`;
}
