import { CACHE, CONNECTOR, EGRESS_RULE, INGRESS_RULE, RANGE, type Root, ref, SUBNET, VPC } from "./base";
import type { VerifyCase } from "./case";
import { directly } from "./direct-peering";
import { add, connector, copy, opening, otherNetwork, remove, set, subnet } from "./edit";

const OVERLAP = { verdict: "blocked", code: "RANGE_OVERLAP" } as const;
const MAY_OVERLAP = { verdict: "unknown", code: "RANGE_OVERLAP" } as const;
const NO_RANGE = { verdict: "blocked", code: "GOOGLE_MANAGED_SERVICE_NO_PEERING" } as const;

/** Ranges that are in use already, and ranges from which no address can be allocated. */
export const rangesInUse: VerifyCase[] = [
  {
    id: "auto-mode-overlaps-allocated-range",
    why: "In a network of automatic mode no range can be allocated in 10.128.0.0/9, where Google makes its subnets.",
    mutate: (root) => set(root, VPC, { auto_create_subnetworks: true }),
    ...OVERLAP,
  },
  {
    id: "mode-of-subnets-unset",
    why: "A network has automatic subnets unless auto_create_subnetworks is false.",
    mutate: (root) => set(root, VPC, { auto_create_subnetworks: undefined }),
    ...OVERLAP,
  },
  {
    id: "auto-mode-overlaps-connector",
    why: "10.132.0.0/20 is the automatic subnet of europe-west1.",
    mutate: (root) => {
      autoMode(root);
      connector(root, { ip_cidr_range: "10.132.0.0/28" });
    },
    ...OVERLAP,
  },
  {
    id: "auto-mode-connector-beside-subnets",
    why: "No subnet is made here, but Google refuses all of 10.128.0.0/9 to further subnets, and a connector needs one.",
    mutate: (root) => {
      autoMode(root);
      connector(root, { ip_cidr_range: "10.137.0.0/28" });
    },
    ...OVERLAP,
  },
  {
    id: "auto-mode-reserved-range-beside-subnets",
    why: "Redis takes its own range in Google's network, and no region's automatic subnet is there.",
    mutate: (root) => {
      set(root, VPC, { auto_create_subnetworks: true });
      directly(root, { reserved_ip_range: "10.137.125.88/29" });
      opening(root, { destination_ranges: ["10.137.125.88/29"] });
    },
    verdict: "reachable",
  },
  {
    id: "auto-mode-reserved-range-in-subnet",
    why: "10.132.0.0/20 is the automatic subnet of europe-west1, and a peered range must not overlap a subnet.",
    mutate: (root) => {
      set(root, VPC, { auto_create_subnetworks: true });
      directly(root, { reserved_ip_range: "10.132.15.248/29" });
    },
    ...OVERLAP,
  },
  {
    id: "auto-mode-reserved-range-in-subnet-of-some",
    why: "10.216.0.0/20 is the automatic subnet of me-central2, a region that not every project has.",
    mutate: (root) => {
      set(root, VPC, { auto_create_subnetworks: true });
      directly(root, { reserved_ip_range: "10.216.0.0/29" });
    },
    ...MAY_OVERLAP,
  },
  {
    id: "default-network-reserved-range-in-subnet",
    why: "A default network has automatic subnets unless somebody changed it.",
    mutate: (root) => {
      onDefault(root);
      directly(root, { reserved_ip_range: "10.132.0.0/29" });
    },
    ...MAY_OVERLAP,
  },
  {
    id: "default-network-reserved-range-beside-subnets",
    why: "No region's automatic subnet is there, whether the default network has them or not.",
    mutate: (root) => {
      onDefault(root);
      directly(root, { reserved_ip_range: "10.137.125.88/29" });
    },
    verdict: "reachable",
  },
  {
    id: "auto-mode-apart",
    why: "Ranges outside of 10.128.0.0/9 are free of automatic subnets.",
    mutate: (root) => autoMode(root),
    verdict: "reachable",
  },
  {
    id: "connector-range-through-resource",
    why: "The connector's range is known after the apply only, and it may be in use.",
    mutate: (root) => {
      add(root, "terraform_data.range", { input: "10.166.0.0/28" });
      connector(root, { ip_cidr_range: ref("terraform_data.range.output") });
    },
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
  },
  {
    id: "two-caches-one-reserved-range",
    why: "Two instances cannot have one /29.",
    mutate: (root) => {
      directly(root, { reserved_ip_range: "10.9.0.0/29" });
      copy(root, CACHE, "twin", { name: "twin-cache" });
    },
    ...OVERLAP,
  },
  {
    id: "two-caches-two-reserved-ranges",
    why: "Two instances side by side.",
    mutate: (root) => {
      directly(root, { reserved_ip_range: "10.9.0.0/29" });
      copy(root, CACHE, "twin", { name: "twin-cache", reserved_ip_range: "10.9.0.8/29" });
    },
    verdict: "reachable",
  },
  {
    id: "peer-overlaps-allocated-range",
    why: "A peered network has a subnet in the range that Redis takes its address from.",
    mutate: (root) => peered(root, "10.166.0.0/20"),
    ...MAY_OVERLAP,
  },
  {
    id: "peer-overlaps-connector",
    why: "A peered network has a subnet where the connector is.",
    mutate: (root) => peered(root, "10.2.0.0/24"),
    ...OVERLAP,
  },
  {
    id: "peer-apart",
    why: "The subnets of a peered network that overlap nothing here do not matter.",
    mutate: (root) => peered(root, "10.77.0.0/24"),
    verdict: "reachable",
  },
  {
    id: "allocated-range-for-other-purpose",
    why: "A range for Private Service Connect is not one that services take addresses from.",
    mutate: (root) => set(root, RANGE, { purpose: "PRIVATE_SERVICE_CONNECT" }),
    ...NO_RANGE,
  },
  {
    id: "allocated-range-external",
    why: "A services connection takes internal ranges only.",
    mutate: (root) => set(root, RANGE, { address_type: "EXTERNAL" }),
    ...NO_RANGE,
  },
  {
    id: "allocated-range-ipv6",
    why: "Redis takes an IPv4 address.",
    mutate: (root) => set(root, RANGE, { ip_version: "IPV6" }),
    ...NO_RANGE,
  },
  {
    id: "allocated-range-too-small",
    why: "Redis takes a /29, and the range is a /30.",
    mutate: (root) => set(root, RANGE, { prefix_length: 30 }),
    ...NO_RANGE,
  },
  {
    id: "allocated-range-just-large-enough",
    why: "Redis takes a /29, and the range is one.",
    mutate: (root) => set(root, RANGE, { prefix_length: 29 }),
    verdict: "reachable",
  },
  {
    id: "reserved-range-too-small",
    why: "Redis takes a /29, and a /30 is reserved for it.",
    mutate: (root) => directly(root, { reserved_ip_range: "10.9.0.0/30" }),
    verdict: "blocked",
    code: "REDIS_INSTANCE_NOT_RUNNING",
  },
];

function autoMode(root: Root): void {
  set(root, VPC, { auto_create_subnetworks: true });
  set(root, RANGE, { address: "192.168.0.0" });
  opening(root, { destination_ranges: ["192.168.0.0/16"] });
}

/** Everything on the network that every project has, and no firewall rules in it. */
function onDefault(root: Root): void {
  set(root, CONNECTOR, { network: "default" });
  set(root, CACHE, { authorized_network: undefined });
  remove(root, EGRESS_RULE, INGRESS_RULE, SUBNET, VPC);
}

/** A peering that both networks configure, with a subnet in the other network. */
function peered(root: Root, ip_cidr_range: string): void {
  const [network, peer_network] = [ref(`${VPC}.id`), otherNetwork(root)];
  subnet(root, "over_there", { name: "over-there", network: peer_network, ip_cidr_range });
  add(root, "google_compute_network_peering.there", { name: "there", network, peer_network });
  add(root, "google_compute_network_peering.back", { name: "back", network: peer_network, peer_network: network });
}
