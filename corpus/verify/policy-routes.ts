import { type Root, ref, VPC } from "./base";
import type { VerifyCase } from "./case";
import { access, add, otherNetwork } from "./edit";

const unevaluated = { verdict: "unknown", code: "UNEVALUATED_POLICY" } as const;

/** Policy-based routes come before every other route, and where they lead is not evaluated. */
export const policyRoutes: VerifyCase[] = [
  {
    id: "policy-route-towards-redis",
    why: "A policy-based route for Redis's range diverts the packet before any other route counts.",
    mutate: (root) => divert(root, {}, { dest_range: "10.166.0.0/16" }),
    ...unevaluated,
  },
  {
    id: "policy-route-for-part-of-the-range",
    why: "Redis may land in the part of its range that is diverted.",
    mutate: (root) => divert(root, {}, { dest_range: "10.166.128.0/17" }),
    ...unevaluated,
  },
  {
    id: "policy-route-for-everything",
    why: "A policy-based route without ranges diverts every packet of its network.",
    mutate: (root) => divert(root),
    ...unevaluated,
  },
  {
    id: "policy-route-elsewhere",
    why: "A policy-based route for another destination leaves packets to Redis alone.",
    mutate: (root) => divert(root, {}, { dest_range: "172.16.0.0/12" }),
    verdict: "reachable",
  },
  {
    id: "policy-route-from-elsewhere",
    why: "A policy-based route for another source leaves the connector's packets alone.",
    mutate: (root) => divert(root, {}, { src_range: "10.0.0.0/24", dest_range: "10.166.0.0/16" }),
    verdict: "reachable",
  },
  {
    id: "policy-route-for-udp",
    why: "A policy-based route for udp leaves tcp alone.",
    mutate: (root) => divert(root, {}, { dest_range: "10.166.0.0/16", ip_protocol: "UDP" }),
    verdict: "reachable",
  },
  {
    id: "policy-route-for-other-tag",
    why: "A policy-based route for tagged machines acts on those alone, and the connector's are not among them.",
    mutate: (root) => divert(root, { virtual_machine: { tags: ["batch"] } }, { dest_range: "10.166.0.0/16" }),
    verdict: "reachable",
  },
  {
    id: "policy-route-for-connectors",
    why: "A policy-based route for the tag vpc-connector acts on the connector's machines.",
    mutate: (root) => divert(root, { virtual_machine: { tags: ["vpc-connector"] } }, { dest_range: "10.166.0.0/16" }),
    ...unevaluated,
  },
  {
    id: "policy-route-on-other-network",
    why: "A policy-based route acts on its own network.",
    mutate: (root) => divert(root, { network: otherNetwork(root) }, { dest_range: "10.166.0.0/16" }),
    verdict: "reachable",
  },
  {
    id: "policy-route-under-all-traffic",
    why: "ALL_TRAFFIC changes what enters the VPC, not how it is routed there.",
    mutate: (root) => {
      access(root, { egress: "ALL_TRAFFIC" });
      divert(root, {}, { dest_range: "10.0.0.0/8" });
    },
    ...unevaluated,
  },
];

function divert(root: Root, attributes: Root = {}, filter: Root = {}): void {
  add(root, "google_network_connectivity_policy_based_route.detour", {
    name: "detour",
    network: ref(`${VPC}.id`),
    priority: 100,
    next_hop_ilb_ip: "10.0.0.9",
    filter: { protocol_version: "IPV4", ...filter },
    ...attributes,
  });
}
