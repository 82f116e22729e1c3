import type { Service } from "./model";

// What the attributes are called in which each kind of caller says how it gets into the network.

interface AccessWords {
  connector: string;
  egress: string;
  /** What gives it a way in. */
  remedy: string;
}

export const V1 = "google_cloud_run_service";

const ANNOTATION = "run.googleapis.com/vpc-access-";

export function accessWords({ accessAttribute, resource }: Pick<Service, "accessAttribute" | "resource">): AccessWords {
  const base = accessAttribute.replace(/\.network_interfaces$/, "");
  const to = "a connector in the network of its Redis";
  switch (resource.type) {
    case V1:
      return {
        connector: `${base}.${ANNOTATION}connector`,
        egress: `${base}.${ANNOTATION}egress`,
        remedy: `name ${to} in the annotation ${ANNOTATION}connector of template.metadata`,
      };
    case "google_cloudfunctions2_function":
      return {
        connector: `${base}.vpc_connector`,
        egress: `${base}.vpc_connector_egress_settings`,
        remedy: `set service_config.vpc_connector to ${to}`,
      };
    default:
      return { connector: `${base}.connector`, egress: `${base}.egress`, remedy: `give it vpc_access with ${to}` };
  }
}
