import { judge, madeBy, wrongWatching } from "../../../watch/check";
import { watchingInStack } from "../../../watch/shipped/read";
import type { StackJson } from "../../support/synth";
import { first, inAggregation, inCondition, inFilter, policies } from "./changed";
import { NAMES, shippedStack } from "./shipped";

const MEMORY = "stats/memory/usage_ratio";

describe.each(NAMES)("what ships of %s", (name) => {
  test("watches what is there, and tells whom it should", () => {
    expect(wrongWatching(shippedStack(name))).toEqual([]);
  });

  test("has no filter that is not read and resolved", () => {
    const stack = shippedStack(name);
    const { filters } = judge(watchingInStack(stack), madeBy(stack));
    expect(filters.all).toBeGreaterThan(40);
    expect(filters).toEqual({ all: filters.all, read: filters.all, resolved: filters.all });
  });
});

const everyFilter = (change: (filter: string) => string) => (stack: StackJson) => {
  for (const policy of policies(stack)) {
    for (const condition of policy.conditions) {
      const block = condition.condition_threshold ?? condition.condition_absent;
      if (block.filter.startsWith("select_slo")) continue;
      block.filter = change(block.filter);
      if (block.denominator_filter) block.denominator_filter = change(block.denominator_filter);
    }
  }
};
const everyBlock = (change: (block: StackJson) => void) => (stack: StackJson) => {
  for (const policy of policies(stack)) {
    for (const condition of policy.conditions) change(condition.condition_threshold ?? condition.condition_absent);
  }
};
const everyAggregation = (change: (aggregation: StackJson) => void) =>
  everyBlock((block) => {
    for (const aggregation of block.aggregations ?? []) change(aggregation);
  });
const ONE_OF = /(resource\.labels\.service_name)=one_of\(((?:"[^"]+"(?:, )?)+)\)/;
const services = (filter: string) => ONE_OF.exec(filter)?.[2]?.split(", ") ?? [];

/** The same, written otherwise: nobody should hear of it. */
const REWRITES: [string, (stack: StackJson) => void][] = [
  ["the order of AND", everyFilter((filter) => filter.split(" AND ").reverse().join(" AND "))],
  ["AND left out", everyFilter((filter) => filter.replaceAll(" AND ", " "))],
  ["AND on lines of their own", everyFilter((filter) => filter.replaceAll(" AND ", "\n  AND "))],
  ["spaces around the equals signs", everyFilter((filter) => filter.replaceAll("=", " = ").replaceAll("! =", "!="))],
  [
    "parentheses around each comparison",
    everyFilter((filter) =>
      filter
        .split(" AND ")
        .map((one) => `(${one})`)
        .join(" AND "),
    ),
  ],
  ["label for labels", everyFilter((filter) => filter.replaceAll(".labels.", ".label."))],
  ["a quoted key", everyFilter((filter) => filter.replaceAll(/\.labels\.(\w+)/g, '.labels."$1"'))],
  [
    "OR for one_of",
    everyFilter((filter) =>
      filter.replace(
        ONE_OF,
        () =>
          `(${services(filter)
            .map((one) => `resource.labels.service_name=${one}`)
            .join(" OR ")})`,
      ),
    ),
  ],
  [
    "one_of for a single name",
    everyFilter((filter) => filter.replaceAll(/="(\$\{google_(?:redis|vpc)[^}]+\})"/g, '=one_of("$1")')),
  ],
  [
    "a pattern of nothing but names",
    everyFilter((filter) =>
      filter.replace(
        ONE_OF,
        () =>
          `resource.labels.service_name=monitoring.regex.full_match("(${services(filter)
            .map((one) => one.slice(1, -1))
            .join("|")})")`,
      ),
    ),
  ],
  [
    "the region beside it, as text",
    everyFilter((filter) =>
      filter.includes("redis_instance") ? `${filter} AND resource.labels.region="us-central1"` : filter,
    ),
  ],
  [
    "the project beside it, as text",
    everyFilter((filter) => `${filter} AND resource.labels.project_id="netra-staging"`),
  ],
  [
    "a path made of its parts",
    everyFilter((filter) =>
      filter.replace(
        /\$\{(google_redis_instance\.[\w-]+)\.id\}/,
        "projects/netra-staging/locations/us-central1/instances/$${$1.name}",
      ),
    ),
  ],
  [
    "60.000s for 60s",
    everyAggregation((one) => {
      one.alignment_period = one.alignment_period.replace("s", ".000s");
    }),
  ],
  [
    "label for labels in a grouping",
    everyAggregation((one) => {
      one.group_by_fields = one.group_by_fields?.map((field: string) => field.replace(".labels.", ".label."));
    }),
  ],
  ["the other classes left out", inFilter("5xx", /$/, ' AND metric.labels.response_code_class!="2xx"')],
  ["a pattern that the class meets", inFilter("5xx", /$/, ' AND metric.labels.response_code_class=starts_with("5")')],
  [
    "the severity of a line, whatever its case, or by its number",
    (stack) => {
      for (const metric of Object.values<StackJson>(stack.resource.google_logging_metric)) {
        metric.filter += ' AND severity=info AND NOT severity=ERROR AND (severity<300 OR severity="debug")';
      }
    },
  ],
  [
    "the log said by its whole name",
    (stack) => {
      first(stack, "google_logging_metric").filter += ' AND logName="projects/netra-staging/logs/stderr"';
    },
  ],
  ["REDUCE_NONE said aloud", inAggregation(MEMORY, { cross_series_reducer: "REDUCE_NONE" })],
  ["no trigger, which is a count of one", everyBlock((block) => delete block.trigger)],
  ["another aligner that fits", inAggregation(MEMORY, { per_series_aligner: "ALIGN_MAX" })],
  ["a higher limit", inCondition(MEMORY, { threshold_value: 0.95 })],
  ["a false in quotes or without", inFilter("is_healthy", '"false"', "false")],
  [
    "conditions in another order",
    (stack) => {
      for (const policy of policies(stack)) policy.conditions.reverse();
    },
  ],
  [
    "a link with another title",
    (stack) => {
      for (const policy of policies(stack)) policy.documentation.links[0].display_name = "Read this";
    },
  ],
];

test.each(REWRITES)("nothing is said of %s", (_, change) => {
  const stack = shippedStack();
  change(stack);
  expect(stack).not.toEqual(shippedStack());
  expect(wrongWatching(stack)).toEqual([]);
});
