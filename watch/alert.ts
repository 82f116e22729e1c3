/**
 * One thing that is watched: what is measured, when it is too much, why that matters, and what to do first. A file in
 * subjects/ lists those of one subject; the policy, the charts, the settings and the tables of docs/watch.md are all made
 * of it.
 */
export interface Alert<Things> {
  /** In the environment file, in addresses, and the heading of its runbook: "redis-memory". It never changes. */
  id: string;
  title: string;
  severity: Severity;
  /** One sentence: what breaks for whom where this is not seen. */
  why: string;
  /** What to do first, in two lines; the first is a command or a place to look. The message says both. */
  first: readonly [Deed, Deed];
  /** What takes it away; its runbook has the commands with the names of each environment. */
  repair: readonly Deed[];
  /** What a file may set, and what holds where it does not. Without it there is nothing to set. */
  threshold?: Threshold;
  /** The conditions under which it opens; none where this environment has nothing to watch here. */
  when(things: Things, threshold: number): Condition[];
  /** OR by default. "AND" is of conditions that hold at once. */
  all?: "AND";
  /**
   * Where conditions that hold at once are those of one thing among several: a policy for each, by its key. Without it
   * there is one policy for all. AND_WITH_MATCHING_RESOURCE is not used: Google does not say what matches once series are
   * grouped, and an alert that might never open is none.
   */
  each?(things: Things): { key: string; things: Things }[];
}

/**
 * Something to do, and the command that does it, if one does. PROJECT, REGION, REDIS, ENVIRONMENT and SERVICE are filled in; a command
 * with SERVICE is one for each service that the alert is about.
 */
export interface Deed {
  text: string;
  command?: string;
}

/** CRITICAL wakes somebody up; ERROR is for today, WARNING for this week. */
export const SEVERITIES = ["WARNING", "ERROR", "CRITICAL"] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Threshold {
  default: number;
  least: number;
  most: number;
  /** "share of the memory": a share is written 0.8. */
  unit: string;
  /** Why it is this one. */
  reason: string;
}

/** What is measured: a metric of what this stack makes, as one number a minute or more. */
export interface Measure {
  /** As it is said above a chart: "memory that is used". */
  title: string;
  /** A type of facts/metrics, or of a log metric of this stack. */
  metric: string;
  /** The type of the monitored resource. */
  resource: string;
  /** Each `resource.labels.…` or `metric.labels.…`, and the one value, or the values, that it may have. */
  labels: Readonly<Record<string, string | readonly string[]>>;
  /** Each `metric.labels.…` and the values that are left out. */
  except?: Readonly<Record<string, readonly string[]>>;
  /** The alignment period: a minute at least. */
  everySeconds: number;
  /** ALIGN_… of the API. */
  align: string;
  /** REDUCE_… of the API; without it each time series is looked at alone. */
  reduce?: string;
  groupBy?: readonly string[];
}

export type Condition =
  | {
      is: "over" | "under";
      title: string;
      measure: Measure;
      /** The share of this that `measure` is. */
      of?: Measure;
      limit: number;
      forSeconds: number;
      /** It only says when another condition is judged: no chart shows it, as its limit is no alarm. */
      narrows?: true;
      /** Whether no data counts as too much: "ACTIVE" does. */
      missing?: "ACTIVE" | "INACTIVE";
    }
  | { is: "silent"; title: string; measure: Measure; forSeconds: number }
  | {
      is: "burning";
      title: string;
      objective: string;
      /** What its chart is called, which shows all windows of the objective. */
      budget: string;
      lookbackSeconds: number;
      limit: number;
    };
