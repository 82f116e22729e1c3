/** Metrics that count something of which a resource says how many there may be: it never says more, but in a deploy. */
export const MOST_OF: Readonly<Record<string, { label: string; attribute: readonly string[] }>> = {
  "run.googleapis.com/container/instance_count": {
    label: "resource.labels.service_name",
    // https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/resources/cloud_run_v2_service
    attribute: ["template", "scaling", "max_instance_count"],
  },
  "vpcaccess.googleapis.com/connector/instances": {
    label: "resource.labels.connector_name",
    // https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/resources/vpc_access_connector
    attribute: ["max_instances"],
  },
};
