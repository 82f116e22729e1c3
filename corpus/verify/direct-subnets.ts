import { EGRESS_RULE, type Root, ref, SUBNET, VPC } from "./base";
import type { VerifyCase } from "./case";
import { inside } from "./direct-egress";
import { otherNetwork, remove, set, subnet } from "./edit";

const NO_WAY_IN = { verdict: "blocked", code: "VPC_CONNECTOR_NOT_SET" } as const;

/** Which subnet gives a service its interface, and which one cannot. */
export const directSubnets: VerifyCase[] = [
  {
    id: "direct-egress-network-only",
    why: "Without a subnetwork it is the one with the network's name, and this network has none of that name.",
    mutate: (root) => inside(root, { subnetwork: undefined }),
    ...NO_WAY_IN,
  },
  {
    id: "direct-egress-network-only-with-its-subnet",
    why: "Without a subnetwork it is the one with the network's name, in the service's region.",
    mutate: (root) => {
      set(root, SUBNET, { name: "acme-vpc" });
      inside(root, { subnetwork: undefined });
    },
    verdict: "reachable",
  },
  {
    id: "direct-egress-network-only-subnet-in-other-region",
    why: "The subnet with the network's name is in another region than the service.",
    mutate: (root) => {
      set(root, SUBNET, { name: "acme-vpc", region: "us-east1" });
      inside(root, { subnetwork: undefined });
    },
    ...NO_WAY_IN,
  },
  {
    id: "direct-egress-network-only-auto-mode",
    why: "A network of automatic mode has a subnet of its name in every region.",
    mutate: (root) => {
      set(root, VPC, { auto_create_subnetworks: true });
      set(root, "google_compute_global_address.psa", { address: "192.168.0.0" });
      inside(root, { subnetwork: undefined });
      remove(root, SUBNET, EGRESS_RULE);
    },
    verdict: "reachable",
  },
  {
    id: "direct-egress-first-api-network-only",
    why: "The same holds of the annotation: no subnet is named, and none has the network's name.",
    mutate: (root) => {
      inside(root);
      const { template, ...service } = root.resource.google_cloud_run_v2_service.api;
      const annotations = { "run.googleapis.com/network-interfaces": '[{"network":"acme-vpc"}]' };
      const spec = { containers: template.containers };
      delete root.resource.google_cloud_run_v2_service;
      delete service.deletion_protection;
      root.resource.google_cloud_run_service = { api: { ...service, template: { metadata: { annotations }, spec } } };
    },
    ...NO_WAY_IN,
  },
  {
    id: "direct-egress-subnet-of-other-network",
    why: "The subnetwork is not one of the network that is named beside it.",
    mutate: (root) => {
      subnet(root, "other", { network: otherNetwork(root), ip_cidr_range: "10.5.0.0/24" });
      inside(root, { subnetwork: ref("google_compute_subnetwork.other.id") });
    },
    ...NO_WAY_IN,
  },
  {
    id: "direct-egress-on-ipv6-only-subnet",
    why: "Redis has an IPv4 address, and the subnet has none to call it from.",
    mutate: (root) => {
      set(root, VPC, { enable_ula_internal_ipv6: true });
      onSubnet(root, { ip_cidr_range: undefined, stack_type: "IPV6_ONLY", ipv6_access_type: "INTERNAL" });
    },
    ...NO_WAY_IN,
  },
  {
    id: "direct-egress-on-proxy-subnet",
    why: "A subnet for proxies has addresses for load balancers alone.",
    mutate: (root) => onSubnet(root, { purpose: "REGIONAL_MANAGED_PROXY", role: "ACTIVE" }),
    ...NO_WAY_IN,
  },
  {
    id: "direct-egress-on-small-subnet",
    why: "Direct VPC egress takes a /26 at least.",
    mutate: (root) => onSubnet(root, { ip_cidr_range: "10.0.0.0/29" }),
    ...NO_WAY_IN,
  },
  {
    id: "direct-egress-on-smallest-subnet",
    why: "A /26 is enough.",
    mutate: (root) => onSubnet(root, { ip_cidr_range: "10.0.0.0/26", purpose: "PRIVATE" }),
    verdict: "reachable",
  },
];

function onSubnet(root: Root, attributes: Root): void {
  set(root, SUBNET, attributes);
  inside(root);
}
