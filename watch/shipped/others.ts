import type { Fields } from "./fields";
import type { Channel, LogMetric, UptimeCheck } from "./model";

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics: without a descriptor it counts entries. */
export function logMetricOf(fields: Fields, at: string): LogMetric {
  const descriptor = fields.single("metric_descriptor");
  return {
    at,
    name: fields.requiredText("name"),
    filter: fields.requiredText("filter"),
    kind: descriptor?.text("metric_kind") ?? "DELTA",
    valueType: descriptor?.text("value_type") ?? "INT64",
    labels: fields.map("label_extractors"),
    valueExtractor: fields.text("value_extractor") || undefined,
    disabled: fields.yes("disabled") ?? false,
  };
}

/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.uptimeCheckConfigs */
export function uptimeCheckOf(fields: Fields, at: string, id: string): UptimeCheck {
  const resource = fields.single("monitored_resource");
  const accepts = (fields.single("http_check")?.blocks("accepted_response_status_codes") ?? []).map(
    (one) => one.text("status_class") ?? String(one.number("status_value")),
  );
  return {
    at,
    id,
    title: fields.text("display_name") ?? "",
    resource: { type: resource?.text("type") ?? "", labels: resource?.map("labels") ?? {} },
    path: fields.single("http_check")?.text("path") ?? "/",
    everySeconds: fields.seconds("period") ?? 60,
    ...(accepts.length > 0 && { accepts }),
  };
}

/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.notificationChannels */
export function channelOf(fields: Fields, at: string): Channel {
  return {
    at,
    type: fields.requiredText("type"),
    title: fields.text("display_name") ?? "",
    enabled: fields.yes("enabled") ?? true,
  };
}
