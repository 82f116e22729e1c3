import type { Json } from "../inputs";
import { P } from "./world";

/** What `terraform show -json` prints of an old root that holds two things of the small environment, and one more. */
export function oldState(project = P): Json {
  const at = `projects/${project}`;
  const thing = (address: string, type: string, values: Json) => ({
    ...{ address, type, mode: "managed", provider_name: "registry.terraform.io/hashicorp/google" },
    values: { project, ...values },
    sensitive_values: {},
  });
  const redis = thing("module.cache.google_redis_instance.this", "google_redis_instance", {
    ...{ name: "acme-redis", region: "us-central1", id: `${at}/locations/us-central1/instances/acme-redis` },
  });
  return {
    format_version: "1.0",
    terraform_version: "1.9.0",
    values: {
      root_module: {
        resources: [
          thing("google_compute_network.vpc[0]", "google_compute_network", {
            name: "acme-vpc",
            id: `${at}/global/networks/acme-vpc`,
          }),
          thing("google_compute_firewall.ssh", "google_compute_firewall", {
            name: "ssh",
            id: `${at}/global/firewalls/ssh`,
          }),
        ],
        child_modules: [{ address: "module.cache", resources: [redis] }],
      },
    },
  };
}
