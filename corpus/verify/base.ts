/** The provider that plans the corpus: another one makes every recording stale. */
export const PROVIDER_VERSION = "6.50.0";

/** A root module as Terraform's JSON syntax has it. */
// biome-ignore lint/suspicious/noExplicitAny: mutations reach into JSON of every shape
export type Root = Record<string, any>;

export const VPC = "google_compute_network.vpc";
export const SUBNET = "google_compute_subnetwork.apps";
export const RANGE = "google_compute_global_address.psa";
export const PEERING = "google_service_networking_connection.psa";
export const CONNECTOR = "google_vpc_access_connector.conn";
export const CACHE = "google_redis_instance.cache";
export const INGRESS_RULE = "google_compute_firewall.redis_in";
export const EGRESS_RULE = "google_compute_firewall.redis_out";
export const API = "google_cloud_run_v2_service.api";

/** The tag that is on the connector's machines and on no others. */
export const TAG = "vpc-connector-europe-west1-orders-conn";
export const REGION = "europe-west1";

/** `${...}`, as Terraform writes a reference. */
export const ref = (target: string) => `\${${target}}`;

const network = ref(`${VPC}.id`);
const redis = { protocol: "tcp", ports: ["6379"] };

/** One service that reaches its Redis: the smallest complete root that the cases need. */
export const base: Root = {
  terraform: { required_providers: { google: { source: "hashicorp/google", version: PROVIDER_VERSION } } },
  provider: { google: { project: "acme-staging", region: REGION } },
  resource: {
    google_compute_network: { vpc: { name: "acme-vpc", auto_create_subnetworks: false } },
    google_compute_subnetwork: { apps: { name: "apps", network, region: REGION, ip_cidr_range: "10.0.0.0/24" } },
    google_compute_global_address: {
      psa: {
        name: "psa",
        network,
        purpose: "VPC_PEERING",
        address_type: "INTERNAL",
        address: "10.166.0.0",
        prefix_length: 16,
      },
    },
    google_service_networking_connection: {
      psa: {
        network,
        service: "servicenetworking.googleapis.com",
        reserved_peering_ranges: [ref(`${RANGE}.name`)],
      },
    },
    google_vpc_access_connector: {
      conn: {
        name: "orders-conn",
        region: REGION,
        network: ref(`${VPC}.name`),
        ip_cidr_range: "10.2.0.0/28",
        machine_type: "e2-micro",
        min_instances: 2,
        max_instances: 5,
      },
    },
    google_redis_instance: {
      cache: {
        name: "orders-cache",
        region: REGION,
        tier: "BASIC",
        memory_size_gb: 1,
        redis_version: "REDIS_7_2",
        authorized_network: network,
        connect_mode: "PRIVATE_SERVICE_ACCESS",
        transit_encryption_mode: "DISABLED",
        depends_on: [PEERING],
      },
    },
    google_compute_firewall: {
      redis_in: {
        name: "allow-conn-to-redis",
        network,
        direction: "INGRESS",
        priority: 1000,
        allow: [redis],
        source_ranges: ["10.2.0.0/28"],
      },
      redis_out: {
        name: "allow-conn-egress-redis",
        network,
        direction: "EGRESS",
        priority: 1000,
        allow: [redis],
        destination_ranges: ["10.166.0.0/16"],
        target_tags: [TAG],
      },
    },
    google_cloud_run_v2_service: {
      api: {
        name: "orders-api",
        location: REGION,
        deletion_protection: false,
        template: {
          containers: [
            {
              image: "us-docker.pkg.dev/cloudrun/container/hello",
              env: [
                { name: "REDIS_HOST", value: ref(`${CACHE}.host`) },
                { name: "REDIS_PORT", value: ref(`${CACHE}.port`) },
              ],
            },
          ],
          vpc_access: { connector: ref(`${CONNECTOR}.id`), egress: "PRIVATE_RANGES_ONLY" },
        },
      },
    },
  },
};
