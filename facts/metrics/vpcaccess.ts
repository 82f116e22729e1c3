import type { Metric } from "./metric";

const source = "https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-vpcaccess";
const OF_A_CONNECTOR = { resources: ["vpc_access_connector"], labels: {}, sampledSeconds: 60, source } as const;

/**
 * Serverless VPC Access. The four counts as ListMetricDescriptors has answered them
 * (https://github.com/dynatrace-oss/dynatrace-gcp-monitor/blob/5af3ef84/src/config/vpc_access_connector.yml).
 */
export const VPCACCESS_METRICS = {
  /**
   * Newer than that file. That it is a distribution is seen by the aligner with which policies on it stand in public
   * repositories, ALIGN_PERCENTILE_99, which takes nothing else; its unit is that of Cloud Run's: 0.8 is 80 %.
   */
  "vpcaccess.googleapis.com/connector/cpu/utilizations": {
    kind: "DELTA",
    value: "DISTRIBUTION",
    unit: "10^2.%",
    isShare: true,
    ...OF_A_CONNECTOR,
  },
  /** Newer than that file as well: "Active instances", a count at a time; policies on it align it by ALIGN_MAX. */
  "vpcaccess.googleapis.com/connector/instances": { kind: "GAUGE", value: "INT64", unit: "1", ...OF_A_CONNECTOR },
  "vpcaccess.googleapis.com/connector/received_bytes_count": {
    kind: "DELTA",
    value: "INT64",
    unit: "By",
    ...OF_A_CONNECTOR,
  },
  "vpcaccess.googleapis.com/connector/received_packets_count": {
    kind: "DELTA",
    value: "INT64",
    unit: "{packet}",
    ...OF_A_CONNECTOR,
  },
  "vpcaccess.googleapis.com/connector/sent_bytes_count": {
    kind: "DELTA",
    value: "INT64",
    unit: "By",
    ...OF_A_CONNECTOR,
  },
  "vpcaccess.googleapis.com/connector/sent_packets_count": {
    kind: "DELTA",
    value: "INT64",
    unit: "{packet}",
    ...OF_A_CONNECTOR,
  },
} as const satisfies Record<string, Metric>;
