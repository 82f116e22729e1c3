import { EGRESS_RULE, PEERING, ref, TAG, VPC } from "./base";
import type { VerifyCase } from "./case";
import { allow, close, deny, opening, otherNetwork, remove } from "./edit";

/** Which of the rules that match a packet decides about it. */
export const firewallOrder: VerifyCase[] = [
  {
    id: "closed-with-opening",
    why: "The allow rule at 1000 comes before the deny rule at 65000.",
    mutate: (root) => close(root),
    verdict: "reachable",
  },
  {
    id: "closed-without-opening",
    why: "Nothing allows what the closing rule denies.",
    mutate: (root) => {
      remove(root, EGRESS_RULE);
      close(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "no-rules-at-all",
    why: "Egress is allowed unless a rule denies it.",
    mutate: (root) => remove(root, EGRESS_RULE, "google_compute_firewall.redis_in"),
    verdict: "reachable",
  },
  {
    id: "deny-lower-number",
    why: "The lower number wins: 900 comes before 1000.",
    mutate: (root) => deny(root),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-written-as-text",
    why: "Terraform makes a number of a text and a text of a number.",
    mutate: (root) => deny(root, { priority: "900", deny: [{ protocol: "tcp", ports: [6379] }], disabled: "false" }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-equal-number",
    why: "At the same number deny beats allow.",
    mutate: (root) => deny(root, { priority: 1000 }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-higher-number",
    why: "The allow at 1000 has decided before the deny at 1001.",
    mutate: (root) => deny(root, { priority: 1001 }),
    verdict: "reachable",
  },
  {
    id: "opening-below-the-closing",
    why: "An allow at 65001 comes after the deny at 65000.",
    mutate: (root) => {
      close(root);
      opening(root, { priority: 65001 });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "priorities-unset",
    why: "Both rules are at 1000, the default, where deny beats allow.",
    mutate: (root) => {
      deny(root, { priority: undefined });
      opening(root, { priority: undefined });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-priority-unset-before-opening",
    why: "A rule without a priority has 1000 and comes before an allow rule at 1100.",
    mutate: (root) => {
      deny(root, { priority: undefined });
      opening(root, { priority: 1100 });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-at-65535",
    why: "A deny rule at 65535 has the priority of the implied allow, and at the same priority deny wins.",
    mutate: (root) => {
      remove(root, EGRESS_RULE);
      close(root, { priority: 65535 });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "disabled-deny",
    why: "A disabled rule does nothing.",
    mutate: (root) => deny(root, { disabled: true }),
    verdict: "reachable",
  },
  {
    id: "disabled-opening",
    why: "A disabled allow opens nothing, and the connector is closed.",
    mutate: (root) => {
      close(root);
      opening(root, { disabled: true });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-counted-to-none",
    why: "A rule with count 0 does not exist.",
    mutate: (root) => deny(root, { count: 0 }),
    verdict: "reachable",
  },
  {
    id: "deny-counted-to-one",
    why: "A rule with count 1 exists.",
    mutate: (root) => deny(root, { count: 1 }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-on-other-network",
    why: "A rule acts on the network it is in.",
    mutate: (root) => deny(root, { network: otherNetwork(root) }),
    verdict: "reachable",
  },
  {
    id: "opening-on-other-network",
    why: "The allow rule is on another network, and the connector's network denies egress.",
    mutate: (root) => {
      close(root);
      opening(root, { network: otherNetwork(root) });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "ingress-deny",
    why: "Redis is in Google's network: an ingress rule of this one never sees the packet arrive.",
    mutate: (root) =>
      deny(root, {
        direction: "INGRESS",
        destination_ranges: undefined,
        target_tags: undefined,
        source_ranges: ["10.2.0.0/28"],
        priority: 1,
      }),
    verdict: "reachable",
  },
  {
    id: "ingress-allow-does-not-open",
    why: "The ingress rule allows 6379 and opens nothing: what acts is egress, and that is closed.",
    mutate: (root) => {
      remove(root, EGRESS_RULE);
      close(root, { deny: [{ protocol: "tcp" }] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-without-direction",
    why: "A rule without a direction is an ingress rule.",
    mutate: (root) => deny(root, { direction: undefined, destination_ranges: undefined, source_ranges: ["0.0.0.0/0"] }),
    verdict: "reachable",
  },
  {
    id: "opening-without-direction",
    why: "Without its direction the allow rule is an ingress rule, and egress is denied.",
    mutate: (root) => {
      close(root);
      opening(root, { direction: undefined, destination_ranges: undefined, source_ranges: ["10.2.0.0/28"] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "layers-of-rules",
    why: "Allow at 100, deny at 200, allow at 300: the first that matches decides.",
    mutate: (root) => {
      allow(root, { priority: 300 }, "late");
      deny(root, { priority: 200 });
      opening(root, { priority: 100, network: ref(`${VPC}.self_link`), depends_on: [PEERING], target_tags: [TAG] });
    },
    verdict: "reachable",
  },
];
