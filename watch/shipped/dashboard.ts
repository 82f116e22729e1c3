import { Fields, isBlock, type Reading } from "./fields";
import type { Dashboard } from "./model";
import { aggregationOf } from "./policy";

type Chart = Dashboard["charts"][number];

/** https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards: whatever the layout, a query is a query. */
export function dashboardOf(json: unknown, at: string, reading: Reading): Dashboard {
  const fields = Fields.of(json, at, reading);
  return { at, title: fields.text("display_name") ?? "", charts: chartsIn(json, at, reading) };
}

/** Terraform carries a dashboard as a text of JSON. */
export function dashboardIn(fields: Fields, at: string, reading: Reading): Dashboard | undefined {
  const text = fields.requiredText("dashboard_json");
  try {
    return dashboardOf(JSON.parse(text), at, reading);
  } catch {
    fields.problem("dashboard_json", "must be JSON");
    return undefined;
  }
}

/** `timeSeriesFilter`, and the two halves of `timeSeriesFilterRatio`. */
const QUERIES = ["timeSeriesFilter", "numerator", "denominator"];

/** Nested as deep as whoever wrote it likes: what waits is a list of ours. Charts come in the order of the file. */
function chartsIn(dashboard: unknown, at: string, reading: Reading): Chart[] {
  const charts: Chart[] = [];
  const waiting: { json: unknown; title: string; key: string }[] = [{ json: dashboard, title: "", key: "" }];
  while (waiting.length > 0) {
    const { json, title, key } = waiting.pop() ?? { json: undefined, title: "", key: "" };
    if (Array.isArray(json)) {
      for (const one of [...json].reverse()) waiting.push({ json: one, title, key });
      continue;
    }
    if (!isBlock(json)) continue;
    const own = key !== "" && typeof json.title === "string" ? json.title : title;
    if (QUERIES.includes(key) && typeof json.filter === "string") {
      const query = Fields.of(json, `${at}: chart ${JSON.stringify(own)}`, reading);
      const aggregations = ["aggregation", "secondary_aggregation"].flatMap((name) => query.single(name) ?? []);
      charts.push({ title: own, filter: query.requiredText("filter"), aggregations: aggregations.map(aggregationOf) });
      continue;
    }
    for (const [name, one] of Object.entries(json).reverse()) waiting.push({ json: one, title: own, key: name });
  }
  return charts;
}
