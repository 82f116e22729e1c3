import { LOG_METRIC_PREFIX, metric, RESOURCES } from "../../../../facts/metrics";
import type { Metric } from "../../../../facts/metrics/metric";
import { ApiError, notFound } from "../../api-error";
import { type Place, textOf, thingOf } from "../../kind";
import { invalid } from "./fields";

/** `metric.type = "…"`, the parts of a filter that the API asks for; what else it says is not looked at here. */
const METRIC = /\bmetric\.type\s*=\s*"([^"]{1,300})"/;
const RESOURCE = /\bresource\.type\s*=\s*"([^"]{1,300})"/;
const OF_AN_OBJECTIVE =
  /^\s*select_slo_(?:burn_rate|health|compliance|budget|budget_fraction|counts)\(\s*"([^"]{1,500})"/;

type Series = Pick<Metric, "kind" | "value">;

/** What the filter selects. Throws for what is not there: such a condition would be quiet for ever. */
export function watchedBy(filter: string, field: string, place: Place): Series | undefined {
  const objective = OF_AN_OBJECTIVE.exec(filter)?.[1];
  if (objective !== undefined) {
    if (!place.store.get(`monitoring/${objective.replace(/^projects\/[^/]+/, `projects/${place.project}`)}`))
      throw notFound(objective);
    return { kind: "GAUGE", value: "DOUBLE" };
  }
  const [type, resource] = [METRIC.exec(filter)?.[1], RESOURCE.exec(filter)?.[1]];
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
