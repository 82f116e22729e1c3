import { CONNECTOR, EGRESS_RULE, type Root, ref, SUBNET, VPC } from "./base";
import type { VerifyCase } from "./case";
import { access, close, deny, opening, otherNetwork, remove, set, subnet } from "./edit";

/** Direct VPC egress: the service has an interface in the VPC instead of a connector. */
export const directEgress: VerifyCase[] = [
  {
    id: "direct-egress",
    why: "A service with an interface on the authorized network reaches Redis without a connector.",
    mutate: (root) => inside(root),
    verdict: "reachable",
  },
  {
    id: "direct-egress-by-subnetwork",
    why: "A subnetwork belongs to one network, so it determines the network.",
    mutate: (root) => inside(root, { network: undefined }),
    verdict: "reachable",
  },
  {
    id: "direct-egress-by-names",
    why: "Literal names in the service's own project and region are that network and that subnetwork.",
    mutate: (root) => inside(root, { network: "acme-vpc", subnetwork: "apps" }),
    verdict: "reachable",
  },
  {
    id: "direct-egress-on-other-network",
    why: "The interface is on another network than the authorized one.",
    mutate: (root) => {
      const network = otherNetwork(root);
      subnet(root, "other", { network, ip_cidr_range: "10.5.0.0/24" });
      inside(root, { network, subnetwork: ref("google_compute_subnetwork.other.id") });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "direct-egress-by-subnetwork-of-other-network",
    why: "The subnetwork determines the network, and it is not that of Redis.",
    mutate: (root) => {
      subnet(root, "other", { network: otherNetwork(root), ip_cidr_range: "10.5.0.0/24" });
      inside(root, { network: undefined, subnetwork: ref("google_compute_subnetwork.other.id") });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "direct-egress-in-other-region",
    why: "A service takes an interface only on a subnetwork of its own region.",
    mutate: (root) => {
      set(root, SUBNET, { region: "us-central1" });
      inside(root);
    },
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "direct-egress-tag-denied",
    why: "Egress rules match the tags of the service's interface.",
    mutate: (root) => {
      inside(root);
      deny(root, { target_tags: ["orders"] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "direct-egress-other-tag-denied",
    why: "The interface does not carry the tag that is denied.",
    mutate: (root) => {
      inside(root);
      deny(root, { target_tags: ["batch"] });
    },
    verdict: "reachable",
  },
  {
    id: "direct-egress-connectors-denied",
    why: "The interface of a service carries no connector's tag.",
    mutate: (root) => {
      inside(root);
      deny(root, { target_tags: ["vpc-connector"] });
    },
    verdict: "reachable",
  },
  {
    id: "direct-egress-everybody-denied",
    why: "A rule without a target acts on the service's interface too.",
    mutate: (root) => {
      inside(root);
      deny(root, { target_tags: undefined });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "direct-egress-closed-with-opening",
    why: "The allow rule targets the tag of the interface and comes before the deny rule.",
    mutate: (root) => {
      inside(root);
      opening(root, { target_tags: ["orders"] });
      close(root, { target_tags: undefined });
    },
    verdict: "reachable",
  },
  {
    id: "direct-egress-opening-for-connector",
    why: "The allow rule targets the connector, which the service no longer uses.",
    mutate: (root) => {
      inside(root);
      close(root, { target_tags: undefined });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "direct-egress-without-tags",
    why: "An interface without tags is matched only by rules without a target.",
    mutate: (root) => {
      inside(root, { tags: undefined });
      deny(root, { target_tags: ["orders"] });
    },
    verdict: "reachable",
  },
  {
    id: "direct-egress-subnet-denied",
    why: "The interface has its address from the subnetwork that the rule denies.",
    mutate: (root) => {
      inside(root);
      deny(root, { target_tags: undefined, source_ranges: ["10.0.0.0/24"] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "direct-egress-connector-range-denied",
    why: "The interface has no address of the connector's range.",
    mutate: (root) => {
      inside(root);
      deny(root, { target_tags: undefined, source_ranges: ["10.2.0.0/28"] });
    },
    verdict: "reachable",
  },
  {
    id: "direct-egress-all-denied-at-10",
    why: "There is no connector whose own traffic a deny at 10 could cut, and Redis is allowed above it.",
    mutate: (root) => {
      inside(root);
      opening(root, { target_tags: ["orders"], priority: 5 });
      close(root, { target_tags: undefined, priority: 10 });
    },
    verdict: "reachable",
  },
  {
    id: "direct-egress-on-public-range",
    why: "The service's addresses are privately used public ones, which Redis does not answer to.",
    mutate: (root) => {
      set(root, SUBNET, { ip_cidr_range: "11.0.0.0/24" });
      inside(root);
    },
    verdict: "blocked",
    code: "REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS",
  },
  {
    id: "direct-egress-without-any-rule",
    why: "Egress is allowed unless a rule denies it.",
    mutate: (root) => {
      inside(root);
      remove(root, EGRESS_RULE);
    },
    verdict: "reachable",
  },
];

/** Gives the service direct VPC egress and removes the connector. */
export function inside(root: Root, attributes: Root = {}): void {
  const network_interfaces = {
    network: ref(`${VPC}.id`),
    subnetwork: ref(`${SUBNET}.id`),
    tags: ["orders"],
    ...attributes,
  };
  access(root, { connector: undefined, network_interfaces });
  remove(root, CONNECTOR);
}
