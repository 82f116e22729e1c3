import type { Inventory } from "../../src/inventory";
import { crowd } from "./crowd";
import { found, type Json, LiveProject, PROJECT, REGION } from "./live";

const at = `projects/${PROJECT}`;
const NETWORK = `${at}/global/networks/acme-vpc`;
const LINK = `https://www.googleapis.com/compute/v1/${NETWORK}`;

const JOB = `job@${PROJECT}.iam.gserviceaccount.com`;
const GRANT = { role: "roles/secretmanager.secretAccessor", member: `serviceAccount:${JOB}`, condition: [] };

let live: LiveProject;
let inventory: Inventory;
let host: string;

beforeAll(async () => {
  live = await LiveProject.open();
  host = await live.settle();
  await crowd(live, host);
  inventory = await live.read();
});
afterAll(() => live.close());

test("nothing is left unread, and every type that is read is there", () => {
  expect({ unread: inventory.unread, disabled: inventory.disabled }).toEqual({ unread: [], disabled: [] });
  expect([...new Set(inventory.resources.map(({ type }) => type))]).toEqual([
    "google_cloud_run_v2_job",
    "google_cloud_run_v2_revision",
    "google_cloud_run_v2_service",
    "google_cloud_run_v2_worker_pool",
    "google_compute_exchanged_peering_routes",
    "google_compute_firewall",
    "google_compute_global_address",
    "google_compute_network",
    "google_compute_network_firewall_policy",
    "google_compute_network_firewall_policy_association",
    "google_compute_network_firewall_policy_rule",
    "google_compute_network_peering",
    "google_compute_region_network_firewall_policy",
    "google_compute_region_network_firewall_policy_association",
    "google_compute_region_network_firewall_policy_rule",
    "google_compute_route",
    "google_compute_router",
    "google_compute_router_nat",
    "google_compute_subnetwork",
    "google_dns_managed_zone",
    "google_dns_record_set",
    "google_network_connectivity_policy_based_route",
    "google_network_connectivity_service_connection_policy",
    "google_project_iam_member",
    "google_redis_cluster",
    "google_redis_instance",
    "google_secret_manager_secret",
    "google_secret_manager_secret_iam_member",
    "google_secret_manager_secret_version",
    "google_service_account",
    "google_service_networking_connection",
    "google_vpc_access_connector",
  ]);
});

test.each<[string, Json]>([
  ["google_compute_network.acme-vpc", { name: "acme-vpc", auto_create_subnetworks: false, project: PROJECT }],
  ["google_compute_subnetwork.acme-subnet", { region: REGION, ip_cidr_range: "10.0.0.0/24", network: NETWORK }],
  [
    "google_compute_subnetwork.acme-subnet",
    { secondary_ip_range: [{ range_name: "pods", ip_cidr_range: "10.9.0.0/16" }] },
  ],
  ["google_compute_global_address.acme-range", { address: "10.166.0.0", prefix_length: 16, purpose: "VPC_PEERING" }],
  [
    "google_service_networking_connection.acme-vpc",
    { network: NETWORK, service: "servicenetworking.googleapis.com", reserved_peering_ranges: ["acme-range"] },
  ],
  ["google_compute_network_peering.acme-vpc/servicenetworking-googleapis-com", { state: "ACTIVE", network: LINK }],
  [
    "google_vpc_access_connector.acme-conn",
    { name: "acme-conn", region: REGION, network: "acme-vpc", state: "READY", subnet: [] },
  ],
  [
    "google_redis_instance.acme-redis",
    { name: "acme-redis", region: REGION, port: 6379, connect_mode: "PRIVATE_SERVICE_ACCESS" },
  ],
  [
    "google_compute_firewall.deny-all",
    { direction: "EGRESS", priority: 60000, disabled: false, deny: [{ protocol: "all", ports: [] }], allow: [] },
  ],
  ["google_compute_firewall.deny-all", { target_tags: ["vpc-connector"], destination_ranges: ["0.0.0.0/0"] }],
  ["google_compute_firewall.allow-redis", { allow: [{ protocol: "tcp", ports: ["6379"] }], deny: [] }],
  ["google_compute_route.to-office", { dest_range: "192.168.0.0/24", next_hop_ip: "10.0.0.9" }],
  [
    "google_compute_router_nat.acme-router/acme-nat",
    { router: "acme-router", region: REGION, log_config: [{ enable: true, filter: "ERRORS_ONLY" }] },
  ],
  [
    "google_network_connectivity_policy_based_route.to-inspection",
    { network: NETWORK, filter: [{ protocol_version: "IPV4", src_range: "10.5.0.0/16", dest_range: "10.6.0.0/16" }] },
  ],
  [
    "google_compute_network_firewall_policy_rule.acme-policy/10",
    {
      firewall_policy: "acme-policy",
      action: "deny",
      match: [{ dest_ip_ranges: ["10.200.0.0/16"], layer4_configs: [{ ip_protocol: "tcp", ports: ["22"] }] }],
    },
  ],
  ["google_compute_network_firewall_policy_association.acme-policy/acme-vpc", { attachment_target: NETWORK }],
  [
    "google_compute_region_network_firewall_policy_association.acme-regional/acme-vpc",
    { attachment_target: LINK, region: REGION },
  ],
  [`google_service_account.${JOB}`, { email: JOB, account_id: "job", disabled: false, project: PROJECT }],
  ["google_secret_manager_secret.redis-auth", { secret_id: "redis-auth", name: `${at}/secrets/redis-auth` }],
  [
    "google_secret_manager_secret_version.redis-auth/1",
    { secret: `${at}/secrets/redis-auth`, version: "1", enabled: true },
  ],
  [
    `google_secret_manager_secret_iam_member.redis-auth/secretmanager.secretAccessor/${JOB}`,
    { secret_id: `${at}/secrets/redis-auth`, ...GRANT },
  ],
  [`google_project_iam_member.${PROJECT}/secretmanager.secretAccessor/${JOB}`, { project: PROJECT, ...GRANT }],
  [
    `google_compute_exchanged_peering_routes.acme-vpc/servicenetworking-googleapis-com/${REGION}`,
    {
      network: NETWORK,
      region: REGION,
      peering: "servicenetworking-googleapis-com",
      routes: [{ dest_range: "10.166.0.0/29", imported: true, type: "SUBNET_PEERING_ROUTE" }],
    },
  ],
  [
    "google_network_connectivity_service_connection_policy.caches",
    {
      network: NETWORK,
      location: REGION,
      service_class: "gcp-memorystore-redis",
      psc_config: [{ subnetworks: [`${at}/regions/${REGION}/subnetworks/acme-subnet`], limit: "7" }],
    },
  ],
  ["google_redis_cluster.acme-cluster", { discovery_endpoints: [{ address: "10.0.0.77", port: 6379 }] }],
])("%s is written as Terraform would", (address, values) => {
  expect(found(inventory, address)).toMatchObject(values);
});

test("a service and a job say how they get into the network, and where they think Redis is", () => {
  const { template, location, terminal_condition } = found(inventory, "google_cloud_run_v2_service.acme-api");
  expect({ location, condition: terminal_condition[0].state }).toEqual({
    location: REGION,
    condition: "CONDITION_SUCCEEDED",
  });
  expect(template[0].vpc_access).toEqual([
    {
      connector: `${at}/locations/${REGION}/connectors/acme-conn`,
      egress: "PRIVATE_RANGES_ONLY",
      network_interfaces: [],
    },
  ]);
  expect(template[0].containers[0].env).toEqual([
    { name: "REDIS_HOST", value: host, value_source: [] },
    { name: "REDIS_PORT", value: "6379", value_source: [] },
  ]);
  expect(found(inventory, "google_cloud_run_v2_job.acme-job").template[0].template[0].containers[0].env[0].value).toBe(
    host,
  );
});

test("one name in two regions is two things, each called by its region, too", async () => {
  await live.make(`compute/v1/${at}/regions/us-east1/subnetworks`, {
    name: "acme-subnet",
    network: LINK,
    ipCidrRange: "10.0.1.0/24",
  });
  const { resources } = await live.read();
  const names = resources.filter(({ type }) => type === "google_compute_subnetwork").map(({ name }) => name);
  expect(names).toEqual(["acme-host/shared-vpc", "europe-west1/acme-subnet", "us-east1/acme-subnet"]);
});

test("the same project read twice gives the same file, but for the hour", async () => {
  const [one, other] = await Promise.all([live.read(), live.read()]);
  expect({ ...one, readAt: "" }).toEqual({ ...other, readAt: "" });
});
