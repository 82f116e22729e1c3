import { CACHE, CONNECTOR, PEERING, RANGE, ref, SUBNET } from "./base";
import type { VerifyCase } from "./case";
import { access, connector, copy, otherNetwork, remove, set, subnet } from "./edit";

/** Addresses: overlapping ranges cannot be created, and a packet needs a valid source and destination. */
export const ranges: VerifyCase[] = [
  {
    id: "connector-overlaps-subnet",
    why: "A connector's range overlaps nothing of its network, or the connector cannot be made.",
    mutate: (root) => subnet(root, "workers", { ip_cidr_range: "10.2.0.0/24" }),
    verdict: "blocked",
    code: "RANGE_OVERLAP",
  },
  {
    id: "connector-overlaps-secondary-range",
    why: "A subnet's secondary ranges are in use as much as its primary one.",
    mutate: (root) => set(root, SUBNET, { secondary_ip_range: [{ range_name: "pods", ip_cidr_range: "10.2.0.0/20" }] }),
    verdict: "blocked",
    code: "RANGE_OVERLAP",
  },
  {
    id: "connector-overlaps-allocated-range",
    why: "An allocated range is reserved for Google's services, so a connector cannot be created in it.",
    mutate: (root) => connector(root, { ip_cidr_range: "10.166.4.0/28" }),
    verdict: "blocked",
    code: "RANGE_OVERLAP",
  },
  {
    id: "two-connectors-one-range",
    why: "Two connectors of one network cannot share a range.",
    mutate: (root) => {
      copy(root, CONNECTOR, "twin", { name: "twin-conn" });
    },
    verdict: "blocked",
    code: "RANGE_OVERLAP",
  },
  {
    id: "same-range-on-other-network",
    why: "Ranges of two networks that are not peered have nothing to do with each other.",
    mutate: (root) => {
      const network = otherNetwork(root);
      subnet(root, "workers", { network, ip_cidr_range: "10.2.0.0/24" });
      copy(root, CONNECTOR, "twin", { name: "twin-conn", network });
    },
    verdict: "reachable",
  },
  {
    id: "allocated-range-overlaps-subnet",
    why: "A range cannot be allocated where the network already has a subnet.",
    mutate: (root) => subnet(root, "workers", { ip_cidr_range: "10.166.5.0/24" }),
    verdict: "blocked",
    code: "RANGE_OVERLAP",
  },
  {
    id: "direct-peering-overlaps-subnet",
    why: "The /29 reserved for Redis is inside of a subnet, so Redis cannot have it.",
    mutate: (root) => {
      set(root, CACHE, { connect_mode: "DIRECT_PEERING", reserved_ip_range: "10.0.0.8/29", depends_on: undefined });
      remove(root, PEERING, RANGE);
    },
    verdict: "blocked",
    code: "RANGE_OVERLAP",
  },
  {
    id: "connector-next-to-subnet",
    why: "Ranges that touch do not overlap.",
    mutate: (root) => subnet(root, "workers", { ip_cidr_range: "10.2.0.16/28" }),
    verdict: "reachable",
  },
  {
    id: "connector-on-public-range",
    why: "Redis behind a services connection does not answer to privately used public addresses.",
    mutate: (root) => connector(root, { ip_cidr_range: "11.0.0.0/28" }),
    verdict: "blocked",
    code: "REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS",
  },
  {
    id: "subnet-form-on-public-range",
    why: "The connector's addresses are its subnet's, and those are privately used public ones.",
    mutate: (root) => {
      subnet(root, "conn", { ip_cidr_range: "11.0.0.0/28" });
      const name = ref("google_compute_subnetwork.conn.name");
      connector(root, { network: undefined, ip_cidr_range: undefined, subnet: { name } });
    },
    verdict: "blocked",
    code: "REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS",
  },
  {
    id: "connector-on-shared-address-space",
    why: "100.64.0.0/10 is private address space, not privately used public.",
    mutate: (root) => connector(root, { ip_cidr_range: "100.64.0.0/28" }),
    verdict: "reachable",
  },
  {
    id: "redis-in-shared-address-space",
    why: "PRIVATE_RANGES_ONLY sends 100.64.0.0/10 into the VPC as well.",
    mutate: (root) => set(root, RANGE, { address: "100.64.0.0" }),
    verdict: "reachable",
  },
  {
    id: "public-looking-redis",
    why: "198.18.0.0/15 is no range that PRIVATE_RANGES_ONLY sends into the VPC: the packets go to the internet.",
    mutate: (root) => set(root, RANGE, { address: "198.18.0.0" }),
    verdict: "blocked",
    code: "PRIVATE_TRAFFIC_TO_INTERNET",
  },
  {
    id: "public-looking-redis-egress-unset",
    why: "An unset egress is PRIVATE_RANGES_ONLY, which does not send 198.18.0.0/15 into the VPC.",
    mutate: (root) => {
      set(root, RANGE, { address: "198.18.0.0" });
      access(root, { egress: undefined });
    },
    verdict: "blocked",
    code: "PRIVATE_TRAFFIC_TO_INTERNET",
  },
  {
    id: "public-looking-redis-all-traffic",
    why: "ALL_TRAFFIC sends everything into the VPC, Redis in 198.18.0.0/15 included.",
    mutate: (root) => {
      set(root, RANGE, { address: "198.18.0.0" });
      access(root, { egress: "ALL_TRAFFIC" });
    },
    verdict: "reachable",
  },
  {
    id: "partly-public-looking-redis",
    why: "172.0.0.0/11 reaches beyond 172.16.0.0/12, and where in it Redis lands is not known.",
    mutate: (root) => set(root, RANGE, { address: "172.0.0.0", prefix_length: 11 }),
    verdict: "unknown",
    code: "PRIVATE_TRAFFIC_TO_INTERNET",
  },
  {
    id: "public-looking-direct-peering",
    why: "A /29 reserved outside of the private ranges is not sent into the VPC.",
    mutate: (root) => {
      set(root, CACHE, { connect_mode: "DIRECT_PEERING", reserved_ip_range: "198.18.0.0/29", depends_on: undefined });
      remove(root, PEERING, RANGE);
    },
    verdict: "blocked",
    code: "PRIVATE_TRAFFIC_TO_INTERNET",
  },
];
