import { API, SUBNET } from "../verify/base";
import { remove, set } from "../verify/edit";
import { cautious, danger, type ReviewCase, SAFE } from "./label";
import { direct, hardened } from "./roots";

const DENY = "google_compute_network_firewall_policy_rule.mail";

/** Ingress, firewall policies, and the APIs that the project enables. */
export const openingCases: ReviewCase[] = [
  {
    id: "ingress-behind-load-balancer",
    title: "ingress of a service widens from internal only to internal and load balancers",
    before: hardened,
    change: (root) => set(root, API, { ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" }),
    label: cautious("INGRESS_WIDENED"),
  },
  {
    id: "ingress-from-everywhere",
    title: "ingress of a service widens from internal only to everything",
    before: hardened,
    change: (root) => set(root, API, { ingress: "INGRESS_TRAFFIC_ALL" }),
    label: cautious("OPENED_TO_INTERNET"),
  },
  {
    id: "policy-deny-disabled",
    title: "a deny rule of a firewall policy is disabled",
    before: hardened,
    change: (root) => set(root, DENY, { disabled: true }),
    label: cautious("DENY_NARROWED"),
  },
  {
    id: "policy-deny-deleted",
    title: "a deny rule of a firewall policy is deleted",
    before: hardened,
    change: (root) => remove(root, DENY),
    label: cautious("DENY_NARROWED"),
  },
  {
    id: "policy-deny-described",
    title: "a deny rule of a firewall policy gets a description",
    before: hardened,
    change: (root) => set(root, DENY, { description: "mail leaves through the relay" }),
    label: SAFE,
  },
  {
    id: "api-disabled",
    title: "an API is removed from the configuration, which disables it",
    before: hardened,
    change: (root) => remove(root, "google_project_service.redis"),
    label: danger("API_DISABLED"),
  },
  {
    id: "subnet-of-interface-deleted",
    title: "a service and the subnet that it used are destroyed",
    before: direct,
    change: (root) => remove(root, API, SUBNET),
    label: {
      ...danger("SERVICE_DELETED", "SUBNETWORK_DELETED"),
      paths: { "api>cache": ["reachable", "absent"] },
    },
  },
];
