import { literal } from "../../constructs/literal";
import { SCRIPT } from "../../probe/command";
import type { StackJson } from "../support/synth";
import { allStacks, withoutComments } from "./stacks";

/** One line is read where twenty are passed over. */
const ON_ONE_LINE = ["condition_threshold", "condition_absent", "documentation", "request_based_sli", "user_labels"];

/** What is read is that it is there; its text is read in its file. A dashboard is its charts, and the line in each. */
const withoutScript = (json: object) =>
  JSON.parse(JSON.stringify(json), (key, value) => {
    if (key === "dashboard_json") return chartsIn(value);
    if (ON_ONE_LINE.includes(key)) return JSON.stringify(value);
    return value === literal(SCRIPT) ? "the text of redis-probe.mjs" : value;
  });

const chartsIn = (dashboard: string): string[] =>
  JSON.parse(dashboard).mosaicLayout.tiles.map(({ widget }: StackJson) =>
    [widget.title, ...(widget.xyChart?.thresholds ?? []).map(({ value = 0 }: StackJson) => value)].join(" | "),
  );

test.each(allStacks)("what ships for %s has been read by somebody", (_, json) => {
  expect(withoutScript(withoutComments(json))).toMatchSnapshot();
});
