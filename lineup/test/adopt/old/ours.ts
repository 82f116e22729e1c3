import type { Ours } from "../../../src/adopt/old";

const IN = "projects/netra-staging";
const BACKEND = "serviceAccount:backend@netra-staging.iam.gserviceaccount.com";

/** What is taken over of the old root in test/adopt/old-root: most of it, under other addresses. */
export const OURS: readonly Ours[] = [
  ["google_compute_network.network", `${IN}/global/networks/staging-vpc`],
  ["google_compute_subnetwork.network_subnet", `${IN}/regions/us-central1/subnetworks/staging-subnet`],
  ["google_compute_global_address.private_services_range", `${IN}/global/addresses/staging-private-ip`],
  [
    "google_service_networking_connection.private_services_connection",
    `${IN}/global/networks/staging-vpc:servicenetworking.googleapis.com`,
  ],
  ["google_compute_router.nat_router", `${IN}/regions/us-central1/routers/staging-nat-router`],
  ["google_compute_router_nat.nat_gateway", `${IN}/regions/us-central1/routers/staging-nat-router/staging-nat-gateway`],
  ["google_compute_firewall.firewall_redis_egress", `${IN}/global/firewalls/allow-6379`],
  ["google_compute_firewall.firewall_egress_tcp_5432", `${IN}/global/firewalls/allow-5432`],
  ["google_redis_instance.cache", `${IN}/locations/us-central1/instances/staging-redis-7f3a`],
  ["google_vpc_access_connector.connector", `${IN}/locations/us-central1/connectors/staging-connector`],
  ["google_service_account.backend", `${IN}/serviceAccounts/backend@netra-staging.iam.gserviceaccount.com`],
  ["google_project_iam_member.backend_views", `netra-staging roles/viewer ${BACKEND}`],
  ["google_secret_manager_secret.cache_auth", `${IN}/secrets/redis-password`],
  [
    "google_secret_manager_secret_iam_member.backend_reads",
    `${IN}/secrets/redis-password roles/secretmanager.secretAccessor ${BACKEND}`,
  ],
  ["google_cloud_run_v2_service.backend_service", `${IN}/locations/us-central1/services/netra-backend-staging`],
].map(([address = "", id = ""]) => ({ address, type: address.split(".")[0] ?? "", id }));
