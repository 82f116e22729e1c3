import { CACHE, RANGE, type Root, ref, VPC } from "./base";
import type { VerifyCase } from "./case";
import { directly } from "./direct-peering";
import { add, connector, copy, opening, otherNetwork, set, subnet } from "./edit";

const OVERLAP = { verdict: "blocked", code: "RANGE_OVERLAP" } as const;
const MAY_OVERLAP = { verdict: "unknown", code: "RANGE_OVERLAP" } as const;
const NO_RANGE = { verdict: "blocked", code: "GOOGLE_MANAGED_SERVICE_NO_PEERING" } as const;

/** Ranges that are in use already, and ranges from which no address can be allocated. */
export const rangesInUse: VerifyCase[] = [
  {
    id: "auto-mode-overlaps-allocated-range",
    why: "A network of automatic mode has subnets in 10.128.0.0/9, and gets more with every new region.",
    mutate: (root) => set(root, VPC, { auto_create_subnetworks: true }),
    ...MAY_OVERLAP,
  },
  {
    id: "mode-of-subnets-unset",
    why: "A network has automatic subnets unless auto_create_subnetworks is false.",
    mutate: (root) => set(root, VPC, { auto_create_subnetworks: undefined }),
    ...MAY_OVERLAP,
  },
  {
    id: "auto-mode-overlaps-connector",
    why: "10.132.0.0/20 is the automatic subnet of europe-west1.",
    mutate: (root) => {
      autoMode(root);
      connector(root, { ip_cidr_range: "10.132.0.0/28" });
    },
    ...MAY_OVERLAP,
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

/** A peering that both networks configure, with a subnet in the other network. */
function peered(root: Root, ip_cidr_range: string): void {
  const [network, peer_network] = [ref(`${VPC}.id`), otherNetwork(root)];
  subnet(root, "over_there", { name: "over-there", network: peer_network, ip_cidr_range });
  add(root, "google_compute_network_peering.there", { name: "there", network, peer_network });
  add(root, "google_compute_network_peering.back", { name: "back", network: peer_network, peer_network: network });
}
