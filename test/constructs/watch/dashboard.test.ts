import { read, type StackJson, stagingInput, synthesizeEnvironment } from "../../support/synth";
import { every, one } from "../workbench";

const json = synthesizeEnvironment(read(stagingInput()));
const { mosaicLayout } = JSON.parse(one(json, "google_monitoring_dashboard").dashboard_json);
const tiles: StackJson[] = mosaicLayout.tiles;
const charts = tiles.flatMap(({ widget }) => (widget.xyChart ? [widget.xyChart] : []));
const queryOf = ({ dataSets: [{ timeSeriesQuery: query }] }: StackJson) => query;
const filterOf = (chart: StackJson): string => {
  const { timeSeriesFilter, timeSeriesFilterRatio } = queryOf(chart);
  return (timeSeriesFilter ?? timeSeriesFilterRatio.numerator).filter;
};

/** Google's answers leave a zero out, and what is empty. */
const linesOf = ({ thresholds = [] }: StackJson): number[] => thresholds.map(({ value = 0 }: StackJson) => value);

test("everything that an alert looks at is shown, with the line above which it tells somebody", () => {
  const shown = charts.map((chart) => [filterOf(chart), linesOf(chart)]);
  const watched = every(json, "google_monitoring_alert_policy").flatMap(({ conditions }) =>
    conditions.map(({ condition_threshold: over, condition_absent: none }: StackJson) => [
      (over ?? none).filter,
      none ? [] : [over.threshold_value],
    ]),
  );
  expect(watched.length).toBeGreaterThan(20);
  for (const one of watched) expect(shown).toContainEqual(one);
});

test("what is only shown has no line: a client that waits for a list is no fault", () => {
  const blocked = charts.filter((chart) => filterOf(chart).includes("clients/blocked"));
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
