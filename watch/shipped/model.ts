/**
 * What watches an environment, in one form: read from the synthesized JSON (where a value may be a reference,
 * `${google_redis_instance.…}`) or from what an API answers. The check, the replay and the tables know no other form.
 */
export interface Watching {
  policies: Policy[];
  logMetrics: LogMetric[];
  objectives: Objective[];
  uptimeChecks: UptimeCheck[];
  dashboards: Dashboard[];
  channels: Channel[];
}

export interface Policy {
  /** Its address in Terraform, or its name in the API. */
  at: string;
  title: string;
  severity: string | undefined;
  enabled: boolean;
  combiner: "OR" | "AND" | "AND_WITH_MATCHING_RESOURCE";
  conditions: PolicyCondition[];
  /** References or names of channels. */
  channels: string[];
  text: string;
  links: { title: string; url: string }[];
  autoCloseSeconds: number | undefined;
  /** OPENED and CLOSED: when it tells; both where nothing is said. */
  prompts?: string[];
  labels: Record<string, string>;
}

export type PolicyCondition = ThresholdCondition | AbsenceCondition;

interface Watched {
  title: string;
  filter: string;
  aggregations: Aggregation[];
  durationSeconds: number;
  trigger: { count?: number; percent?: number } | undefined;
}

export interface ThresholdCondition extends Watched {
  kind: "threshold";
  denominator: { filter: string; aggregations: Aggregation[] } | undefined;
  comparison: "GT" | "GE" | "LT" | "LE" | "EQ" | "NE";
  threshold: number;
  missing: "INACTIVE" | "ACTIVE" | "NO_OP" | undefined;
}

export interface AbsenceCondition extends Watched {
  kind: "absence";
}

export interface Aggregation {
  everySeconds: number;
  aligner: string;
  reducer: string;
  groupBy: string[];
}

export interface LogMetric {
  at: string;
  /** Without `logging.googleapis.com/user/`. */
  name: string;
  filter: string;
  kind: string;
  valueType: string;
  /** Each label, and the expression that takes it out of an entry. */
  labels: Record<string, string>;
  valueExtractor: string | undefined;
  disabled: boolean;
}

export interface Objective {
  at: string;
  /** projects/P/services/S/serviceLevelObjectives/O, or the reference to it. */
  name: string;
  title: string;
  goal: number;
  days: number;
  indicator:
    | { kind: "ratio"; good?: string; bad?: string; total?: string }
    | { kind: "distribution"; filter: string; min: number | undefined; max: number | undefined };
}

export interface UptimeCheck {
  at: string;
  /** The last part of its name, or the reference to it: what `metric.labels.check_id` is. */
  id: string;
  title: string;
  resource: { type: string; labels: Record<string, string> };
  path: string;
  everySeconds: number;
  /** The classes and codes that it takes for an answer: STATUS_CLASS_2XX where nothing is said. */
  accepts?: string[];
}

export interface Dashboard {
  at: string;
  title: string;
  charts: { title: string; filter: string; aggregations: Aggregation[] }[];
}

export interface Channel {
  at: string;
  type: string;
  title: string;
  enabled: boolean;
}
