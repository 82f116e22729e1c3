import type { Resource } from "../inputs/model";
import { lastSegment, Unresolved, type Value } from "../values";
import type { Policy } from "./model";
import type { NetworkFinder, NetworkId } from "./networks";
import { get, knownText } from "./read";

// Firewall policies are not evaluated. Only what decides whether they could matter for a path is read.

const KINDS = [
  {
    association: "google_compute_network_firewall_policy_association",
    policy: "google_compute_network_firewall_policy",
    rule: "google_compute_network_firewall_policy_rule",
    hierarchical: false,
  },
  {
    association: "google_compute_region_network_firewall_policy_association",
    policy: "google_compute_region_network_firewall_policy",
    rule: "google_compute_region_network_firewall_policy_rule",
    hierarchical: false,
  },
  {
    association: "google_compute_firewall_policy_association",
    policy: "google_compute_firewall_policy",
    rule: "google_compute_firewall_policy_rule",
    hierarchical: true,
  },
];

export function policies(byType: Map<string, Resource[]>, networks: NetworkFinder): Policy[] {
  return KINDS.flatMap((kind) => {
    const rules = byType.get(kind.rule) ?? [];
    const known = byType.get(kind.policy) ?? [];
    return (byType.get(kind.association) ?? []).map((association): Policy => {
      const name = get(association, "firewall_policy");
      const policy = known.find((candidate) => names(name, candidate));
      const target = get(association, "attachment_target");
      const network = kind.hierarchical ? undefined : networks.named(target, association);
      return {
        address: policy?.address ?? association.address,
        name: policy && knownText(get(policy, "name")),
        certain: association.certain,
        resource: policy ?? association,
        hierarchical: kind.hierarchical,
        appliesTo: network ? [network] : ([] as NetworkId[]),
        rules: policy && rules.filter((rule) => names(get(rule, "firewall_policy"), policy)),
      };
    });
  });
}

function names(value: Value | undefined, policy: Resource): boolean {
  if (value instanceof Unresolved) return value.references.some(({ address }) => address === policy.address);
  if (typeof value !== "string") return false;
  const identities = ["name", "id", "self_link", "policy_id", "short_name"].map((key) => knownText(get(policy, key)));
  return identities.some(
    (identity) => identity !== undefined && (identity === value || lastSegment(identity) === lastSegment(value)),
  );
}
