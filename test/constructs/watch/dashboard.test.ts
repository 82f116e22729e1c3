import { read, type StackJson, stagingInput, synthesizeEnvironment } from "../../support/synth";
import { every, one } from "../workbench";

const json = synthesizeEnvironment(read(stagingInput()));
const { mosaicLayout } = JSON.parse(one(json, "google_monitoring_dashboard").dashboard_json);
const tiles: StackJson[] = mosaicLayout.tiles;
const charts = tiles.flatMap(({ widget }) => (widget.xyChart ? [widget.xyChart] : []));
const filtersOf = ({ dataSets }: StackJson): string[] =>
  dataSets.map(
    ({ timeSeriesQuery: { timeSeriesFilter: whole, timeSeriesFilterRatio: share } }: StackJson) =>
      (whole ?? share.numerator).filter,
  );

/** Google's answers leave a zero out, and what is empty. */
const linesOf = ({ thresholds = [] }: StackJson): number[] => thresholds.map(({ value = 0 }: StackJson) => value);

test("everything that an alert looks at is shown, with the line above which it tells somebody", () => {
  const shown = charts.flatMap((chart) => filtersOf(chart).map((filter) => ({ filter, lines: linesOf(chart) })));
  const watched = every(json, "google_monitoring_alert_policy").flatMap(({ conditions }) =>
    conditions.filter(({ display_name }: StackJson) => !/^requests of .* in 5 minutes$/.test(display_name)),
  );
  expect(watched.length).toBeGreaterThan(20);
  for (const { condition_threshold: over, condition_absent: none } of watched) {
    const lines = shown.filter(({ filter }) => filter === (over ?? none).filter).flatMap((chart) => chart.lines);
    expect(none ? lines : lines.includes(over.threshold_value)).toEqual(none ? [] : true);
  }
});

test("an objective is one chart of all its windows, with the line of each speed", () => {
  const budgets = charts.filter((chart) => filtersOf(chart)[0]?.startsWith("select_slo_burn_rate"));
  expect(budgets.map((chart) => [filtersOf(chart).length, linesOf(chart)])).toEqual(
    every(json, "google_monitoring_slo").map(() => [4, [14.4, 6]]),
  );
});

test("how many requests there have to be is no line: it is no alarm", () => {
  expect(charts.flatMap(linesOf)).not.toContain(19);
});

test("what is only shown has no line: a client that waits for a list is no fault", () => {
  const blocked = charts.filter((chart) => filtersOf(chart)[0]?.includes("clients/blocked"));
  expect(blocked.map(linesOf)).toEqual([[]]);
});

test("no two tiles are in one place, and none is outside", () => {
  const taken = new Set<string>();
  for (const { xPos = 0, yPos = 0, width, height } of tiles) {
    expect(xPos + width).toBeLessThanOrEqual(mosaicLayout.columns);
    for (let x = xPos; x < xPos + width; x++) {
      for (let y = yPos; y < yPos + height; y++) {
        expect(taken.has(`${x} ${y}`)).toBe(false);
        taken.add(`${x} ${y}`);
      }
    }
  }
});

test("each subject has a heading, and no heading stands alone", () => {
  const isHeading = tiles.map(({ widget }) => "sectionHeader" in widget);
  expect(isHeading.filter(Boolean).length).toBeGreaterThan(5);
  expect(isHeading.some((one, place) => one && (isHeading[place + 1] ?? true))).toBe(false);
});
