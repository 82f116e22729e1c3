import { CONNECTOR, REGION, type Root, ref, VPC } from "./base";
import type { VerifyCase } from "./case";
import { access, add, allow, close, copy, deny, otherNetwork } from "./edit";

const SERVERLESS = "35.199.224.0/19";
const OWN_TRAFFIC = [
  { protocol: "tcp", ports: ["667"] },
  { protocol: "udp", ports: ["665-666"] },
  { protocol: "icmp" },
];

/** What leaves the service and how it is routed; and the connector's own traffic, without which nothing leaves. */
export const egress: VerifyCase[] = [
  {
    id: "egress-unset",
    why: "An unset egress is PRIVATE_RANGES_ONLY, which sends private addresses into the VPC.",
    mutate: (root) => access(root, { egress: undefined }),
    verdict: "reachable",
  },
  {
    id: "egress-all-traffic",
    why: "ALL_TRAFFIC sends everything into the VPC, private addresses included.",
    mutate: (root) => access(root, { egress: "ALL_TRAFFIC" }),
    verdict: "reachable",
  },
  {
    id: "all-traffic-with-nat",
    why: "NAT translates traffic to the internet, and Redis has a private address.",
    mutate: (root) => {
      access(root, { egress: "ALL_TRAFFIC" });
      nat(root);
    },
    verdict: "reachable",
  },
  {
    id: "nat-present",
    why: "NAT has no part in a path between private addresses.",
    mutate: (root) => nat(root),
    verdict: "reachable",
  },
  {
    id: "static-route-for-the-range",
    why: "A custom static route cannot override the subnet route that the peering imports.",
    mutate: (root) => route(root, { dest_range: "10.166.0.0/16" }),
    verdict: "reachable",
  },
  {
    id: "static-route-inside-the-range",
    why: "Nor can a narrower static route override it: subnet routes stand above all of them.",
    mutate: (root) => route(root, { dest_range: "10.166.7.0/24" }),
    verdict: "reachable",
  },
  {
    id: "static-default-route",
    why: "Subnet routes are narrower than any default route.",
    mutate: (root) => route(root, { dest_range: "0.0.0.0/0", tags: ["vpc-connector"] }),
    verdict: "reachable",
  },
  {
    id: "own-traffic-denied-at-100",
    why: "Google's own rules are at 100, and at the same number deny beats allow: the connector itself is cut.",
    mutate: (root) => {
      close(root, { priority: 100 });
      allow(root, { priority: 50 });
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED",
  },
  {
    id: "own-traffic-denied-at-101",
    why: "Google's own rules at 100 come first, and Redis is allowed above the deny.",
    mutate: (root) => {
      close(root, { priority: 101 });
      allow(root, { priority: 50 });
    },
    verdict: "reachable",
  },
  {
    id: "own-tcp-denied",
    why: "The connector talks to the serverless side on tcp 667, and a deny at 10 comes before Google's allow at 100.",
    mutate: (root) => deny(root, { priority: 10, destination_ranges: [SERVERLESS], deny: OWN_TRAFFIC.slice(0, 1) }),
    verdict: "blocked",
    code: "VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED",
  },
  {
    id: "own-udp-denied-for-every-connector",
    why: "udp 665-666 is the connector's own traffic, and the generic tag is on every connector.",
    mutate: (root) =>
      deny(root, {
        priority: 100,
        target_tags: ["vpc-connector"],
        destination_ranges: ["0.0.0.0/0"],
        deny: OWN_TRAFFIC.slice(1, 2),
      }),
    verdict: "blocked",
    code: "VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED",
  },
  {
    id: "own-range-denied-on-other-port",
    why: "A deny at 10 towards the serverless range that leaves the connector's ports alone cuts nothing.",
    mutate: (root) =>
      deny(root, { priority: 10, destination_ranges: [SERVERLESS], deny: [{ protocol: "tcp", ports: ["80", "443"] }] }),
    verdict: "reachable",
  },
  {
    id: "own-traffic-spared-by-destination",
    why: "A deny at 10 for private destinations does not reach the serverless range.",
    mutate: (root) => {
      deny(root, { priority: 10, destination_ranges: ["10.0.0.0/8"], deny: [{ protocol: "all" }] });
      allow(root, { priority: 5 });
    },
    verdict: "reachable",
  },
  {
    id: "own-traffic-allowed-above-the-deny",
    why: "The deny at 50 would cut the connector, but its own traffic is allowed at 40.",
    mutate: (root) => {
      close(root, { priority: 50 });
      allow(root, { priority: 40, destination_ranges: [SERVERLESS], allow: OWN_TRAFFIC }, "own_traffic");
      allow(root, { priority: 40 });
    },
    verdict: "reachable",
  },
  {
    id: "own-traffic-of-other-connector-denied",
    why: "A deny at 10 on another connector's tag does not act on this one.",
    mutate: (root) => {
      copy(root, CONNECTOR, "other", { name: "other-conn", ip_cidr_range: "10.9.0.0/28" });
      close(root, { priority: 10, target_tags: ["vpc-connector-europe-west1-other-conn"] });
    },
    verdict: "reachable",
  },
  {
    id: "own-traffic-denied-on-other-network",
    why: "A deny at 10 on another network does not act on this connector.",
    mutate: (root) => close(root, { priority: 10, network: otherNetwork(root), target_tags: undefined }),
    verdict: "reachable",
  },
];

function nat(root: Root): void {
  const router = "google_compute_router.nat";
  add(root, router, { name: "nat-router", region: REGION, network: ref(`${VPC}.id`), bgp: { asn: 64512 } });
  add(root, "google_compute_router_nat.nat", {
    name: "nat-gateway",
    router: ref(`${router}.name`),
    region: REGION,
    nat_ip_allocate_option: "AUTO_ONLY",
    source_subnetwork_ip_ranges_to_nat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
  });
}

function route(root: Root, attributes: Root): void {
  const defaults = { name: "detour", network: ref(`${VPC}.id`), next_hop_ip: "10.0.0.9", priority: 1 };
  add(root, "google_compute_route.detour", { ...defaults, ...attributes });
}
