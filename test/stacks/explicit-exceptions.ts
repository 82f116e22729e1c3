import type { StackJson } from "../support/synth";

export interface Exception {
  /** "*" is every type. */
  type: string;
  attributes: string[];
  /** Where it is not for all resources of the type. */
  where?: (body: StackJson) => boolean;
  reason: string;
}

/**
 * Fields that the provider computes when they are not set, and that may stay unset. A change outside Terraform is invisible to a
 * plan: each of these must be unable to cut a path, or unable to be said.
 */
export const EXCEPTIONS: Exception[] = [
  {
    type: "*",
    attributes: ["project"],
    reason: "the provider block says it once for the whole stack, and no resource can be moved to another project",
  },
  {
    type: "google_cloud_run_v2_job",
    attributes: ["template.template.containers.startup_probe"],
    reason: "a probe has no port that could be asked: Google makes none for it, and one made by hand fails its run",
  },
  {
    type: "google_compute_firewall",
    attributes: ["destination_ranges"],
    where: ({ direction }) => direction === "INGRESS",
    reason: "narrows an ingress rule, and no ingress rule opens or closes the path to Redis",
  },
  {
    type: "google_compute_firewall",
    attributes: ["enable_logging"],
    reason: "the deprecated twin of log_config, which is set",
  },
  {
    type: "google_compute_network",
    attributes: ["bgp_always_compare_med", "bgp_best_path_selection_mode", "bgp_inter_region_cost"],
    reason: "choose between routes learned over BGP; the only router serves the NAT and has no peers",
  },
  {
    type: "google_compute_network",
    attributes: ["internal_ipv6_range"],
    reason: "the range of internal IPv6, which the network does not enable",
  },
  {
    type: "google_compute_router",
    attributes: ["bgp.identifier_range"],
    reason: "identifies the router to BGP peers; there are none",
  },
  {
    type: "google_compute_router_nat",
    attributes: ["nat_ips", "drain_nat_ips"],
    reason: "addresses chosen by the user, which the API refuses beside AUTO_ONLY",
  },
  {
    type: "google_compute_router_nat",
    attributes: ["auto_network_tier"],
    reason: "the tier of the NAT's own addresses, on the way to the internet and not to Redis",
  },
  {
    type: "google_compute_subnetwork",
    attributes: ["enable_flow_logs"],
    reason: "the deprecated twin of log_config; flow logs write packets down and stop none",
  },
  {
    type: "google_compute_subnetwork",
    attributes: ["external_ipv6_prefix", "private_ipv6_google_access"],
    reason: "are for IPv6, and stack_type is IPV4_ONLY",
  },
  {
    type: "google_compute_subnetwork",
    attributes: ["secondary_ip_range"],
    reason: "further addresses for VMs; the connector has a range and a hidden subnet of its own",
  },
  {
    type: "google_monitoring_uptime_check_config",
    attributes: ["http_check.headers"],
    reason: "what a check asks with: without a header of its own it is anybody's request, which is what is asked",
  },
  {
    type: "google_redis_instance",
    attributes: ["location_id", "alternative_location_id"],
    reason: "the zones inside the region, which is set; Google chooses them, and an instance cannot be moved",
  },
  {
    type: "google_redis_instance",
    attributes: ["maintenance_version"],
    reason: "moved by Google in the maintenance window: written down, it would hold back every patch",
  },
  {
    type: "google_redis_instance",
    attributes: ["persistence_config"],
    reason: "decides what survives a failure and not whether Redis is reached",
  },
  {
    type: "google_redis_instance",
    attributes: ["replica_count", "secondary_ip_range"],
    reason: "belong to read replicas, and read_replicas_mode says there are none",
  },
  {
    type: "google_secret_manager_secret",
    attributes: ["expire_time"],
    reason: "no value means never; an expiry set outside Terraform shows only after the secret has expired",
  },
  {
    type: "google_vpc_access_connector",
    attributes: ["min_throughput", "max_throughput"],
    reason: "the older twins of the instance limits, which are set and exclude them",
  },
];
