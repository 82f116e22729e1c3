import { GLOBAL, type Lifecycle, NETWORK, PROJECT, ref } from "./lifecycle";

export const diversions: Lifecycle[] = [
  {
    type: "google_compute_network_firewall_policy",
    config: { name: "acme-policy", description: "first" },
    change: { description: "second" },
    id: `${GLOBAL}/firewallPolicies/acme-policy`,
    at: { path: `compute/v1/${GLOBAL}/firewallPolicies/acme-policy` },
    outOfBand: {
      method: "PATCH",
      path: `compute/v1/${GLOBAL}/firewallPolicies/acme-policy`,
      body: { description: "mine" },
    },
  },
  {
    type: "google_compute_network_firewall_policy_rule",
    config: {
      firewall_policy: ref("google_compute_network_firewall_policy.one.name"),
      priority: 1000,
      direction: "EGRESS",
      action: "allow",
      match: { dest_ip_ranges: ["10.166.0.0/16"], layer4_configs: [{ ip_protocol: "tcp", ports: ["6379"] }] },
    },
    change: { description: "the connector to Redis", enable_logging: true },
    id: `${GLOBAL}/firewallPolicies/acme-policy/rules/1000`,
    at: { path: `compute/v1/${GLOBAL}/firewallPolicies/acme-policy/getRule?priority=1000` },
    outOfBand: {
      method: "POST",
      path: `compute/v1/${GLOBAL}/firewallPolicies/acme-policy/patchRule?priority=1000`,
      body: { action: "deny" },
    },
  },
  {
    type: "google_compute_network_firewall_policy_association",
    config: {
      name: "acme-association",
      firewall_policy: ref("google_compute_network_firewall_policy.one.name"),
      attachment_target: ref("google_compute_network.one.self_link"),
    },
    id: `${GLOBAL}/firewallPolicies/acme-policy/associations/acme-association`,
    at: { path: `compute/v1/${GLOBAL}/firewallPolicies/acme-policy/getAssociation?name=acme-association` },
    outOfBand: {
      method: "POST",
      path: `compute/v1/${GLOBAL}/firewallPolicies/acme-policy/removeAssociation?name=acme-association`,
    },
    removed: true,
  },
  {
    type: "google_network_connectivity_policy_based_route",
    config: {
      name: "acme-pbr",
      network: NETWORK,
      next_hop_other_routes: "DEFAULT_ROUTING",
      filter: { protocol_version: "IPV4", dest_range: "10.166.0.0/16", ip_protocol: "ALL" },
      priority: 500,
    },
    id: `projects/${PROJECT}/locations/global/policyBasedRoutes/acme-pbr`,
    at: { path: `networkconnectivity/v1/projects/${PROJECT}/locations/global/policyBasedRoutes/acme-pbr` },
    outOfBand: {
      method: "DELETE",
      path: `networkconnectivity/v1/projects/${PROJECT}/locations/global/policyBasedRoutes/acme-pbr`,
    },
    removed: true,
  },
];
