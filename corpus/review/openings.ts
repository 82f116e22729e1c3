import { API, SUBNET } from "../verify/base";
import { remove, set } from "../verify/edit";
import { cautious, danger, type ReviewCase, SAFE } from "./label";
import { direct, hardened } from "./roots";

const DENY = "google_compute_network_firewall_policy_rule.mail";

/** Who may come in, what a policy denies, and what the project can do at all. */
export const openingCases: ReviewCase[] = [
  {
    id: "ingress-behind-load-balancer",
    title: "a service that only the network could call takes calls from load balancers",
    before: hardened,
    change: (root) => set(root, API, { ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" }),
    label: cautious("INGRESS_WIDENED"),
  },
  {
    id: "ingress-from-everywhere",
    title: "a service that only the network could call takes calls from everywhere",
    before: hardened,
    change: (root) => set(root, API, { ingress: "INGRESS_TRAFFIC_ALL" }),
    label: cautious("OPENED_TO_INTERNET"),
  },
  {
    id: "policy-deny-disabled",
    title: "a deny of a firewall policy is disabled",
    before: hardened,
    change: (root) => set(root, DENY, { disabled: true }),
    label: cautious("DENY_NARROWED"),
  },
  {
    id: "policy-deny-deleted",
    title: "a deny of a firewall policy is deleted",
    before: hardened,
    change: (root) => remove(root, DENY),
    label: cautious("DENY_NARROWED"),
  },
  {
    id: "policy-deny-described",
    title: "a deny of a firewall policy is described",
    before: hardened,
    change: (root) => set(root, DENY, { description: "mail leaves through the relay" }),
    label: SAFE,
  },
  {
    id: "api-disabled",
    title: "an API is taken out of the configuration and switched off with it",
    before: hardened,
    change: (root) => remove(root, "google_project_service.redis"),
    label: danger("API_DISABLED"),
  },
  {
    id: "subnet-of-interface-deleted",
    title: "a service goes, and the subnet through which it sent",
    before: direct,
    change: (root) => remove(root, API, SUBNET),
    label: {
      ...danger("SERVICE_DELETED", "SUBNETWORK_DELETED"),
      paths: { "api>cache": ["reachable", "absent"] },
    },
  },
];
