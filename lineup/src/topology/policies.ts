import { addTo } from "../grouping";
import type { Resource } from "../inputs/model";
import { once } from "../once";
import { lastSegment, Unresolved } from "../values";
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
    const rules = new NamedPolicies(byType.get(kind.rule) ?? [], namedBy);
    const known = new NamedPolicies(byType.get(kind.policy) ?? [], namesOf);
    const rulesOf = once((policy: Resource) => rules.sharing(namesOf(policy)));
    return (byType.get(kind.association) ?? []).map((association): Policy => {
      const [policy] = known.sharing(namedBy(association));
      const target = get(association, "attachment_target");
      const network = kind.hierarchical ? undefined : networks.named(target, association);
      return {
        address: policy?.address ?? association.address,
        name: policy && knownText(get(policy, "name")),
        certain: association.certain,
        resource: policy ?? association,
        hierarchical: kind.hierarchical,
        appliesTo: network ? [network] : ([] as NetworkId[]),
        rules: policy && rulesOf(policy),
      };
    });
  });
}

/** Resources by the names of policies that they have, or refer to. */
class NamedPolicies {
  private readonly byName = new Map<string, number[]>();

  constructor(
    private readonly resources: readonly Resource[],
    names: (resource: Resource) => string[],
  ) {
    for (const [index, resource] of resources.entries())
      for (const name of new Set(names(resource))) addTo(this.byName, name, index);
  }

  /** Those that have one of these names, in the order of the input. */
  sharing(names: readonly string[]): Resource[] {
    const found = new Set(names.flatMap((name) => this.byName.get(name) ?? []));
    return [...found].sort((a, b) => a - b).map((index) => this.resources[index] as Resource);
  }
}

/** A policy is named by reference to its resource, or by the end of its name or path. */
function namesOf(policy: Resource): string[] {
  const said = ["name", "id", "self_link", "policy_id", "short_name"].map((key) => knownText(get(policy, key)));
  return [REFERENCE + policy.address, ...said.flatMap((name) => (name === undefined ? [] : [lastSegment(name)]))];
}

function namedBy(resource: Resource): string[] {
  const value = get(resource, "firewall_policy");
  if (value instanceof Unresolved) return value.references.map(({ address }) => REFERENCE + address);
  return typeof value === "string" ? [lastSegment(value)] : [];
}

/** No name ends in what follows a slash: an address in the place of a name is no reference. */
const REFERENCE = "/";
