import { MonitoringDashboard } from "@cdktf/provider-google/lib/monitoring-dashboard";
import { Construct } from "constructs";
import type { Condition, Measure } from "../../watch/alert";
import { ProjectApis } from "../project-apis";
import { aggregationOf, burnRateOf, filterOf } from "./filter";

export interface DashboardSection {
  title: string;
  /** Charts with the line at which they tell somebody. */
  conditions: readonly Condition[];
  shown: readonly Measure[];
}

export interface DashboardProps {
  title: string;
  sections: readonly DashboardSection[];
}

interface Chart {
  title: string;
  /** One line, or several that are compared. */
  queries: object[];
  /** Where somebody is told. */
  limits: number[];
}

const COLUMNS = 48;
const WIDTH = 16;
const HEIGHT = 16;
const HEADING = 4;

/** Everything that alerts look at, and the line above which they do, by subject. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { title, sections }: DashboardProps) {
    super(scope, id);
    new MonitoringDashboard(this, "Resource", {
      dashboardJson: JSON.stringify({
        displayName: title,
        mosaicLayout: { columns: COLUMNS, tiles: tilesOf(sections) },
      }),
      dependsOn: [ProjectApis.of(this).enable("monitoring")],
    });
  }
}

function tilesOf(sections: readonly DashboardSection[]): object[] {
  let yPos = 0;
  return sections.flatMap(({ title, conditions, shown }) => {
    const charts = once([...budgets(conditions), ...conditions.flatMap(chartOf), ...shown.map(plain)]);
    if (charts.length === 0) return [];
    const top = yPos + HEADING;
    yPos = top + Math.ceil(charts.length / (COLUMNS / WIDTH)) * HEIGHT;
    return [
      said({
        yPos: top - HEADING,
        width: COLUMNS,
        height: HEADING,
        widget: { title, sectionHeader: { dividerBelow: true } },
      }),
      ...charts.map((chart, place) =>
        said({
          xPos: (place * WIDTH) % COLUMNS,
          yPos: top + Math.floor((place * WIDTH) / COLUMNS) * HEIGHT,
          width: WIDTH,
          height: HEIGHT,
          widget: widgetOf(chart),
        }),
      ),
    ];
  });
}

/**
 * Without what is zero: Google does not give it back, and the provider plans it anew for ever
 * (https://github.com/hashicorp/terraform-provider-google/issues/16173).
 */
function said(fields: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== 0));
}

/** Two alerts that look at the same are one chart, with the line that was said first. */
function once(charts: readonly Chart[]): Chart[] {
  return [...new Map([...charts].reverse().map((chart) => [JSON.stringify(chart.queries), chart])).values()].reverse();
}

const plain = (measure: Measure): Chart => ({
  title: measure.title,
  queries: [{ timeSeriesFilter: seriesOf(measure) }],
  limits: [],
});

/** An objective is one chart: how fast its budget goes, over each window that an alert looks at. */
function budgets(conditions: readonly Condition[]): Chart[] {
  const burning = conditions.flatMap((condition) => (condition.is === "burning" ? [condition] : []));
  return [...new Set(burning.map(({ objective }) => objective))].map((objective) => {
    const windows = burning.filter((one) => one.objective === objective);
    return {
      title: windows[0]?.budget ?? "",
      queries: windows.map(({ lookbackSeconds }) => ({
        timeSeriesFilter: { filter: burnRateOf(objective, lookbackSeconds) },
      })),
      limits: [...new Set(windows.map(({ limit }) => limit))],
    };
  });
}

function chartOf(condition: Condition): Chart[] {
  if (condition.is === "burning") return [];
  if (condition.is === "silent") return [plain(condition.measure)];
  const { measure, of, limit, narrows } = condition;
  if (narrows) return [];
  if (!of) return [{ ...plain(measure), limits: [limit] }];
  const query = { timeSeriesFilterRatio: { numerator: seriesOf(measure), denominator: seriesOf(of) } };
  return [{ title: `${measure.title}, as a share`, queries: [query], limits: [limit] }];
}

const seriesOf = (measure: Measure) => ({ filter: filterOf(measure), aggregation: aggregationOf(measure) });

function widgetOf({ title, queries, limits }: Chart) {
  return {
    title,
    xyChart: {
      dataSets: queries.map((query) => ({ plotType: "LINE", targetAxis: "Y1", timeSeriesQuery: query })),
      ...(limits.length === 0 ? {} : { thresholds: limits.map((value) => said({ value, targetAxis: "Y1" })) }),
      yAxis: { scale: "LINEAR" },
    },
  };
}
