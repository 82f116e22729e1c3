import { LoggingMetric } from "@cdktf/provider-google/lib/logging-metric";
import { Construct } from "constructs";
import { LOG_METRIC_PREFIX } from "../../facts/metrics";
import { ProjectApis } from "../project-apis";

export interface LogMetricProps {
  name: string;
  title: string;
  filter: string;
}

/**
 * Counts lines of the log, in one time series for each thing that writes them. It has no labels of its own: what a
 * service or a job is called, its resource says.
 */
export class LogMetric extends Construct {
  private readonly resource: LoggingMetric;

  constructor(scope: Construct, id: string, { name, title, filter }: LogMetricProps) {
    super(scope, id);
    this.resource = new LoggingMetric(this, "Resource", {
      name,
      description: title,
      filter,
      metricDescriptor: { metricKind: "DELTA", valueType: "INT64", unit: "1", displayName: title },
      dependsOn: [ProjectApis.of(this).enable("logging")],
    });
  }

  /** As a filter of Monitoring calls it. */
  get type(): string {
    return `${LOG_METRIC_PREFIX}${this.resource.name}`;
  }
}
