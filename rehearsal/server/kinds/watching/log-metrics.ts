import { LOG_METRIC_PREFIX } from "../../../../facts/metrics";
import { FilterError } from "../../../../watch/filter/filter-error";
import { loggingFilter } from "../../../../watch/filter/parse";
import { ApiError } from "../../api-error";
import { type ApiKind, textOf, thingOf, timestamp } from "../../kind";
import { descriptorOf } from "./metrics";

/** "Metric identifiers are limited to 100 characters and can include only …": `name` in the discovery document. */
const NAME = /^[A-Za-z0-9_\-.,+!*',()%][A-Za-z0-9_\-.,+!*',()%/]{0,99}$/;
/** "The maximum length of the filter is 20000 characters." */
const LONGEST_FILTER = 20_000;

/** Counted log lines. Logging has one at once, and Monitoring minutes later: until then no policy can be made of it. */
export const logMetrics: ApiKind = {
  collection: "logging/projects/{project}/metrics",
  style: "immediate",
  named: { made: (body) => nameOf(textOf(body, "name")) },
  whole: true,
  check: (draft) => {
    const filter = textOf(draft, "filter");
    if (filter === undefined) throw new ApiError(400, "The request must have a filter.");
    if (filter.length > LONGEST_FILTER) {
      throw new ApiError(400, `The filter must not exceed ${LONGEST_FILTER} characters, got ${filter.length}.`);
    }
    checkFilter(filter);
    const { valueType } = thingOf(draft, "metricDescriptor") ?? {};
    if (valueType === "DISTRIBUTION" && textOf(draft, "valueExtractor") === undefined) {
      throw new ApiError(400, "A value extractor is needed for a metric of value type DISTRIBUTION.");
    }
  },
  filled: (draft, { id, path, project }, before) => ({
    ...draft,
    name: id,
    resourceName: path,
    metricDescriptor: {
      metricKind: "DELTA",
      valueType: "INT64",
      unit: "1",
      ...thingOf(draft, "metricDescriptor"),
      ...(textOf(draft, "description") === undefined ? {} : { description: draft.description }),
      name: `projects/${project}/metricDescriptors/${LOG_METRIC_PREFIX}${id}`,
      type: `${LOG_METRIC_PREFIX}${id}`,
    },
    createTime: before?.createTime ?? timestamp(),
    updateTime: timestamp(),
  }),
  meanwhile: (thing, before) => thing ?? before ?? {},
  after: ({ store, id, project }, thing) => {
    if (thing) store.put(descriptorOf(id, project), { type: `${LOG_METRIC_PREFIX}${id}` });
    else store.remove(descriptorOf(id, project));
  },
};

function checkFilter(filter: string): void {
  try {
    loggingFilter(filter);
  } catch (error) {
    if (error instanceof FilterError) throw new ApiError(400, `Unparseable filter: ${error.message}.`);
    throw error;
  }
}

function nameOf(name = ""): string {
  if (!NAME.test(name)) {
    const rule = "at most 100 of A-Z, a-z, 0-9 and _-.,+!*',()%/, and no / at its beginning";
    throw new ApiError(400, `Invalid metric name ${JSON.stringify(name.slice(0, 120))}: ${rule}.`);
  }
  if (name.includes("/")) throw new ApiError(501, "this loopback cloud keeps no metric whose name has a slash");
  return name;
}
