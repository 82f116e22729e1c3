import { FilterError } from "../filter/filter-error";
import { monitoringFilter } from "../filter/parse";
import { type Call, type Comparison, type Filter, leavesOf } from "../filter/tree";
import type { Aggregation, Objective, Policy, Watching } from "../shipped/model";

/** A filter of what ships, and what is made of the time series that it selects. */
export interface Query {
  /** What it belongs to, as a message names it. */
  at: string;
  role: "condition" | "denominator" | "good" | "bad" | "total" | "distribution" | "chart";
  filter: string;
  aggregations: readonly Aggregation[];
  selects: Selection;
}

export type Selection =
  | { kind: "unread"; error: FilterError }
  | { kind: "series"; comparisons: Comparison[]; metric: string | undefined; resources: string[] }
  | { kind: "objective"; call: Call };

/** Every filter of policies, objectives and charts, each read once. */
export function queriesOf({ policies, objectives, dashboards }: Watching): Query[] {
  return [
    ...policies.flatMap(ofPolicy),
    ...objectives.flatMap(ofObjective),
    ...dashboards.flatMap(({ at, charts }) =>
      charts.map(({ title, filter, aggregations }) => query(`${at}, chart "${title}"`, "chart", filter, aggregations)),
    ),
  ];
}

export function conditionAt(policy: Policy, condition: { title: string }): string {
  return `${policy.at}, condition "${condition.title}"`;
}

function ofPolicy(policy: Policy): Query[] {
  return policy.conditions.flatMap((condition) => {
    const at = conditionAt(policy, condition);
    const numerator = query(at, "condition", condition.filter, condition.aggregations);
    const { denominator } = condition.kind === "threshold" ? condition : { denominator: undefined };
    if (denominator === undefined) return [numerator];
    return [numerator, query(`${at}, denominator`, "denominator", denominator.filter, denominator.aggregations)];
  });
}

function ofObjective({ at, indicator }: Objective): Query[] {
  if (indicator.kind === "distribution") return [query(at, "distribution", indicator.filter, [])];
  return (["good", "bad", "total"] as const).flatMap((role) => {
    const filter = indicator[role];
    return filter === undefined ? [] : [query(`${at}, ${role}`, role, filter, [])];
  });
}

function query(at: string, role: Query["role"], filter: string, aggregations: readonly Aggregation[]): Query {
  return { at, role, filter, aggregations, selects: selectionOf(filter) };
}

function selectionOf(filter: string): Selection {
  try {
    return selected(monitoringFilter(filter));
  } catch (error) {
    if (error instanceof FilterError) return { kind: "unread", error };
    throw error;
  }
}

function selected(filter: Filter): Selection {
  const leaves = leavesOf(filter);
  const call = leaves.find((leaf) => leaf.kind === "call");
  if (call && leaves.length === 1) return { kind: "objective", call };
  const other = leaves.find((leaf) => leaf.kind !== "comparison");
  if (other) throw new FilterError(other.at, "a comparison", "something that stands beside others and is none");
  const comparisons = leaves as Comparison[];
  return {
    kind: "series",
    comparisons,
    metric: plainly(filter, "metric")[0]?.[0],
    resources: plainly(filter, "resource").flat(),
  };
}

/** What every series that is selected has as its type: what stands below NOT, or as one of several ways, says nothing. */
export function plainly(filter: Filter, root: "metric" | "resource"): string[][] {
  if (filter.kind === "all") return filter.of.flatMap((one) => plainly(one, root));
  if (filter.kind === "any") {
    const ways = filter.of.map((one) => plainly(one, root));
    return ways.every((way) => way.length > 0) ? [ways.flat(2)] : [];
  }
  if (filter.kind !== "comparison" || filter.operator !== "=" || filter.path.join(".") !== `${root}.type`) return [];
  return [textsOf(filter)];
}

/** The texts that a value is compared with: one, or those of one_of. */
export function textsOf({ value }: Comparison): string[] {
  if (value.kind === "literal") return [value.text];
  return value.arguments.map((one) => (one.kind === "literal" ? one.text : one.path.join(".")));
}

/** Which label is compared: `resource.labels.region`. */
export function labelOf({ path }: Comparison): { of: "metric" | "resource"; key: string } | undefined {
  const [root, part, ...key] = path;
  if ((root !== "metric" && root !== "resource") || part !== "labels" || key.length === 0) return undefined;
  return { of: root, key: key.join(".") };
}
