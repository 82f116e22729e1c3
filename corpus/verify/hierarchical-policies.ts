import { type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { add, deny, remove } from "./edit";
import { anything, denial, unevaluated } from "./policies";

/** Policies of the organization and its folders, which come before everything of the network's own. */
export const hierarchicalPolicies: VerifyCase[] = [
  {
    id: "hierarchical-policy",
    why: "A policy of the organization comes before every VPC rule, and whether it applies to the project is unknown.",
    mutate: (root) => hierarchicalPolicy(root),
    ...unevaluated,
  },
  {
    id: "hierarchical-policy-for-ingress",
    why: "A policy with ingress rules only does not affect egress.",
    mutate: (root) =>
      hierarchicalPolicy(root, {
        direction: "INGRESS",
        match: { src_ip_ranges: ["0.0.0.0/0"], layer4_configs: anything },
      }),
    verdict: "reachable",
  },
  {
    id: "hierarchical-policy-not-associated",
    why: "A policy that is associated with nothing acts on nothing.",
    mutate: (root) => {
      hierarchicalPolicy(root);
      remove(root, "google_compute_firewall_policy_association.policy");
    },
    verdict: "reachable",
  },
  {
    id: "hierarchical-policy-allows-before-deny",
    why: "An organization's policy may allow what the VPC's rule denies after it.",
    mutate: (root) => {
      hierarchicalPolicy(root, { action: "allow" });
      deny(root);
    },
    ...unevaluated,
  },
];

function hierarchicalPolicy(root: Root, rule: Root = {}): void {
  const policy = "google_compute_firewall_policy";
  const firewall_policy = ref(`${policy}.policy.name`);
  add(root, `${policy}.policy`, { parent: "organizations/123456789012", short_name: "acme-policy" });
  add(root, `${policy}_rule.policy`, { firewall_policy, ...denial, ...rule });
  add(root, `${policy}_association.policy`, {
    name: "acme",
    firewall_policy: ref(`${policy}.policy.id`),
    attachment_target: "organizations/123456789012",
  });
}
