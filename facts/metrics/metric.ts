/** A metric as Google publishes its descriptor. */
export interface Metric {
  kind: "GAUGE" | "DELTA" | "CUMULATIVE";
  value: "BOOL" | "INT64" | "DOUBLE" | "DISTRIBUTION" | "STRING";
  /** "1", "By", "ms", "s": as the descriptor has it. */
  unit: string;
  /** The types of monitored resources that carry it. */
  resources: readonly string[];
  /** Each label of its own; the values where they are published. */
  labels: Readonly<Record<string, readonly string[] | undefined>>;
  /** Of labels whose values name something that a stack makes. */
  forms?: Readonly<Record<string, LabelForm>>;
  /** It is between 0 and 1: 80 % is 0.8. */
  isShare?: true;
  /** How often a point is written, in seconds, where that is published. */
  sampledSeconds?: number;
  /** Where this was read. */
  source: string;
}

/** A type of monitored resource, and the form that the values of its labels have. */
export interface MonitoredResource {
  labels: Readonly<Record<string, LabelForm>>;
  source: string;
}

export interface LabelForm {
  /** "projects/{project}/locations/{region}/instances/{name}": what the value looks like. */
  form: string;
  /** The attributes of Terraform that have this form: "google_redis_instance.id". None where a value is said as text. */
  from: readonly string[];
  /** What is often put there and matches nothing: "a bare name". */
  not?: string;
}
