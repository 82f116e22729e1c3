import { EGRESS_RULE, type Root, ref, VPC } from "./base";
import type { VerifyCase } from "./case";
import { add, deny, otherNetwork, remove, set } from "./edit";

export const unevaluated = { verdict: "unknown", code: "UNEVALUATED_POLICY" } as const;
const first = { network_firewall_policy_enforcement_order: "BEFORE_CLASSIC_FIREWALL" };

/** Policies before and after the VPC rules that are not evaluated: the verdict is unknown wherever they could matter. */
export const policies: VerifyCase[] = [
  {
    id: "network-policy-behind-opening",
    why: "Network policies come after the VPC rules, and the allow rule matches first.",
    mutate: (root) => networkPolicy(root),
    verdict: "reachable",
  },
  {
    id: "network-policy-without-opening",
    why: "No VPC rule decides, so the network policy does, and it is not evaluated.",
    mutate: (root) => {
      remove(root, EGRESS_RULE);
      networkPolicy(root);
    },
    ...unevaluated,
  },
  {
    id: "network-policy-behind-half-an-opening",
    why: "The allow rule matches half of the range of Redis, and the network policy decides the rest.",
    mutate: (root) => {
      set(root, EGRESS_RULE, { destination_ranges: ["10.166.0.0/17"] });
      networkPolicy(root);
    },
    ...unevaluated,
  },
  {
    id: "network-policy-before-classic",
    why: "This network evaluates policies before VPC rules, so the allow rule is not reached.",
    mutate: (root) => {
      set(root, VPC, first);
      networkPolicy(root);
    },
    ...unevaluated,
  },
  {
    id: "network-policy-allows-before-deny",
    why: "The policy may allow what the VPC's rule denies after it.",
    mutate: (root) => {
      set(root, VPC, first);
      networkPolicy(root, { action: "allow" });
      deny(root);
    },
    ...unevaluated,
  },
  {
    id: "network-policy-denies-before-deny",
    why: "The policy denies or passes on, and then the VPC's rule denies: either way nothing arrives.",
    mutate: (root) => {
      set(root, VPC, first);
      networkPolicy(root);
      deny(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "network-policy-allows-after-deny",
    why: "The VPC's rule has denied before the network policy is asked.",
    mutate: (root) => {
      networkPolicy(root, { action: "allow" });
      deny(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "network-policy-for-ingress",
    why: "A policy with ingress rules only does not affect egress.",
    mutate: (root) => {
      set(root, VPC, first);
      networkPolicy(root, { direction: "INGRESS", match: { src_ip_ranges: ["0.0.0.0/0"], layer4_configs: anything } });
    },
    verdict: "reachable",
  },
  {
    id: "network-policy-on-other-network",
    why: "A policy acts on the networks it is associated with.",
    mutate: (root) => {
      set(root, VPC, first);
      networkPolicy(root, {}, { attachment_target: otherNetwork(root) });
    },
    verdict: "reachable",
  },
  {
    id: "network-policy-not-associated",
    why: "A policy that is associated with nothing acts on nothing.",
    mutate: (root) => {
      set(root, VPC, first);
      networkPolicy(root);
      remove(root, "google_compute_network_firewall_policy_association.policy");
    },
    verdict: "reachable",
  },
  {
    id: "network-policy-disabled-rule",
    why: "A disabled rule of a policy does nothing.",
    mutate: (root) => {
      set(root, VPC, first);
      networkPolicy(root, { disabled: true });
    },
    verdict: "reachable",
  },
  {
    id: "network-policy-goto-next",
    why: "goto_next hands the packet on to whatever comes next, here the VPC's rules.",
    mutate: (root) => {
      set(root, VPC, first);
      networkPolicy(root, { action: "goto_next" });
    },
    verdict: "reachable",
  },
  {
    id: "network-policy-elsewhere",
    why: "A policy rule for another destination cannot match a packet to Redis.",
    mutate: (root) => {
      set(root, VPC, first);
      networkPolicy(root, { match: { dest_ip_ranges: ["192.0.2.0/24"], layer4_configs: anything } });
    },
    verdict: "reachable",
  },
  {
    id: "network-policy-for-other-port",
    why: "A policy rule for another port cannot match a packet to Redis.",
    mutate: (root) => {
      set(root, VPC, first);
      const layer4_configs = [{ ip_protocol: "tcp", ports: ["5432"] }];
      networkPolicy(root, { match: { dest_ip_ranges: ["0.0.0.0/0"], layer4_configs } });
    },
    verdict: "reachable",
  },
  {
    id: "network-policy-by-domain",
    why: "A policy rule for a domain may mean any address.",
    mutate: (root) => {
      set(root, VPC, first);
      networkPolicy(root, { match: { dest_fqdns: ["redis.example.com"], layer4_configs: anything } });
    },
    ...unevaluated,
  },
  {
    id: "network-policy-of-another-root",
    why: "The policy is outside this configuration, so its rules are unknown, and it comes first.",
    mutate: (root) => {
      set(root, VPC, first);
      networkPolicy(root, {}, { firewall_policy: "corp-policy" });
    },
    ...unevaluated,
  },
  {
    id: "regional-network-policy",
    why: "A regional network policy decides where no VPC rule does, and it is not evaluated.",
    mutate: (root) => {
      remove(root, EGRESS_RULE);
      networkPolicy(root, { region: "europe-west1" }, { region: "europe-west1" }, "region_network");
    },
    ...unevaluated,
  },
];

export const anything = [{ ip_protocol: "all" }];
export const denial = {
  action: "deny",
  direction: "EGRESS",
  priority: 100,
  match: { dest_ip_ranges: ["0.0.0.0/0"], layer4_configs: anything },
};

/** A policy that denies what leaves, on the service's network, by default. */
function networkPolicy(root: Root, rule: Root = {}, association: Root = {}, kind = "network"): void {
  const policy = `google_compute_${kind}_firewall_policy`;
  const firewall_policy = ref(`${policy}.policy.name`);
  add(root, `${policy}.policy`, { name: "acme-policy", ...(rule.region && { region: rule.region }) });
  add(root, `${policy}_rule.policy`, { firewall_policy, ...denial, ...rule });
  add(root, `${policy}_association.policy`, {
    name: "acme-vpc",
    firewall_policy,
    attachment_target: ref(`${VPC}.id`),
    ...association,
  });
}
