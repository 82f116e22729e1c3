import { ApiError, inUse } from "../api-error";
import { networkOf, projectIn } from "../geography";
import { type Acted, type ApiKind, listOf, numberOf, type Place, textOf } from "../kind";
import type { CloudObject, Store } from "../store";
import { computeFields, selfLink } from "./compute";

type Action = NonNullable<ApiKind["actions"]>[string];

/** A rule is identified by its priority, which is a query parameter; Google's own rules come last. */
const FIRST_OF_GOOGLE = 2_147_483_644;

/** The rules with which each policy passes on what it does not decide. */
function rulesOfGoogle(): CloudObject[] {
  return ["EGRESS", "INGRESS"].flatMap((direction, index) =>
    ["::/0", "0.0.0.0/0"].map((range, offset) => ({
      kind: "compute#firewallPolicyRule",
      priority: FIRST_OF_GOOGLE + 2 * index + offset,
      direction,
      action: "goto_next",
      match: {
        [direction === "EGRESS" ? "destIpRanges" : "srcIpRanges"]: [range],
        layer4Configs: [{ ipProtocol: "all" }],
      },
      disabled: false,
      enableLogging: false,
      ruleTupleCount: 2,
    })),
  );
}

function rulesOf(policy: CloudObject): CloudObject[] {
  return listOf(policy, "rules") as CloudObject[];
}

function ruleAsked(policy: CloudObject, { query }: Place): CloudObject {
  const priority = Number(query.get("priority"));
  const rule = rulesOf(policy).find((one) => one.priority === priority);
  if (rule) return rule;
  throw new ApiError(400, `Invalid value for field 'priority': '${priority}'. The rule does not exist.`);
}

function withRules(policy: CloudObject, rules: CloudObject[]): Acted {
  const sorted = rules.toSorted((one, other) => Number(one.priority) - Number(other.priority));
  return { thing: { ...policy, rules: sorted } };
}

function filledRule(draft: CloudObject): CloudObject {
  const priority = numberOf(draft, "priority");
  if (priority === undefined || priority < 0 || priority >= FIRST_OF_GOOGLE) {
    throw new ApiError(400, `Invalid value for field 'resource.priority': '${String(draft.priority)}'.`);
  }
  return { kind: "compute#firewallPolicyRule", disabled: false, enableLogging: false, ...draft, ruleTupleCount: 1 };
}

function associationAsked(policy: CloudObject, { query }: Place): CloudObject {
  const name = query.get("name");
  const found = (listOf(policy, "associations") as CloudObject[]).find((one) => one.name === name);
  if (found) return found;
  throw new ApiError(404, `An association with that name cannot be found: '${name}'.`);
}

const onRules: Record<string, Action> = {
  addRule: (policy, body) => {
    const rule = filledRule(body);
    if (rulesOf(policy).some(({ priority }) => priority === rule.priority)) {
      throw new ApiError(400, `Invalid value for field 'resource.priority': the rule ${rule.priority} already exists.`);
    }
    return withRules(policy, [...rulesOf(policy), rule]);
  },
  getRule: (policy, _, place) => ({ answer: ruleAsked(policy, place) }),
  patchRule: (policy, body, place) => {
    const rule = ruleAsked(policy, place);
    const others = rulesOf(policy).filter((one) => one !== rule);
    return withRules(policy, [...others, { ...rule, ...body, priority: rule.priority }]);
  },
  removeRule: (policy, _, place) => {
    const rule = ruleAsked(policy, place);
    return withRules(
      policy,
      rulesOf(policy).filter((one) => one !== rule),
    );
  },
};

const onAssociations: Record<string, Action> = {
  addAssociation: (policy, body, place) => {
    const target = textOf(body, "attachmentTarget") ?? "";
    if (target.includes("/networks/")) demandFreeNetwork(target, place);
    const association = { ...body, firewallPolicyId: policy.id, shortName: policy.shortName };
    return { thing: { ...policy, associations: [...listOf(policy, "associations"), association] } };
  },
  getAssociation: (policy, _, place) => ({ answer: associationAsked(policy, place) }),
  removeAssociation: (policy, _, place) => {
    const gone = associationAsked(policy, place);
    return { thing: { ...policy, associations: listOf(policy, "associations").filter((one) => one !== gone) } };
  },
};

/** The network exists and has no other policy of this scope: one global policy, and one per region. */
function demandFreeNetwork(target: string, { store, project, name }: Place): void {
  const network = networkOf(target, project, store);
  if (!store.get(`compute/${network}`)) {
    throw new ApiError(400, `Invalid value for field 'resource.attachmentTarget': '${target}' cannot be found.`);
  }
  const collection = name.slice(0, name.lastIndexOf("/"));
  if (policiesOf(network, store).some((policy) => policy.name.startsWith(`${collection}/`))) {
    throw new ApiError(400, `'${network}' is already associated with a policy.`);
  }
}

/** The network policies that act on a network. */
export function policiesOf(network: string, store: Store): { name: string; thing: CloudObject }[] {
  return [...store.matching(NETWORK_POLICIES)].filter(({ name, thing }) =>
    (listOf(thing, "associations") as CloudObject[]).some(
      (one) => networkOf(textOf(one, "attachmentTarget") ?? "", projectIn(name), store) === network,
    ),
  );
}

const NETWORK_POLICIES = /^compute\/projects\/[^/]+\/(global|regions\/[^/]+)\/firewallPolicies$/;

const policy: Omit<ApiKind, "collection"> = {
  style: "compute",
  named: { field: "name" },
  filled: (draft, place, before) => ({
    rules: rulesOfGoogle(),
    associations: [],
    ruleTupleCount: 0,
    fingerprint: "AAAAAAAAAAA=",
    ...draft,
    ...(place.location === "global" ? {} : { region: selfLink(`projects/${place.project}/regions/${place.location}`) }),
    ...computeFields("firewallPolicy", place, before),
    selfLinkWithId: selfLink(`${place.path.slice(0, place.path.lastIndexOf("/"))}/${before?.id ?? 0}`),
  }),
  checkRemoval: (thing, place) => {
    const [association] = listOf(thing, "associations") as CloudObject[];
    if (association) throw inUse(place.path, String(association.attachmentTarget));
  },
  actions: { ...onRules, ...onAssociations },
};

/**
 * Policies of a project, global and regional, and those of the organization above it. Every project here is of one
 * and the same organization: a policy that is associated with anything there acts on all networks.
 */
export const firewallPolicies: ApiKind[] = [
  { ...policy, collection: "compute/projects/{project}/global/firewallPolicies" },
  {
    ...policy,
    collection: "compute/projects/{project}/regions/{region}/firewallPolicies",
    collectionReads: {
      getEffectiveFirewalls: (query, { store, project }) => {
        const network = networkOf(query.get("network") ?? "", project, store);
        return effectiveFirewalls(network, store, ["NETWORK", "NETWORK_REGIONAL"]);
      },
    },
  },
  {
    ...policy,
    collection: "compute/locations/global/firewallPolicies",
    named: { made: (_, { store }) => String(store.next()) },
    operationsAt: () => "locations/global",
    filled: (draft, place, before) => ({ ...policy.filled(draft, place, before), id: place.id, name: place.id }),
  },
];

/** What acts on a network, in the words of getEffectiveFirewalls: of a network's own, only these scopes. */
export function effectiveFirewalls(network: string, store: Store, scopes = ["NETWORK"]): CloudObject {
  const firewalls = [...store.matching(/^compute\/projects\/[^/]+\/global\/firewalls$/)]
    .filter(({ name, thing }) => networkOf(textOf(thing, "network") ?? "", projectIn(name), store) === network)
    .map(({ thing }) => thing);
  const above = store
    .list("compute/locations/global/firewallPolicies")
    .filter((one) => listOf(one, "associations").length > 0)
    .map((one) => effective(one, "HIERARCHY"));
  const own = policiesOf(network, store).flatMap(({ name, thing }) => {
    const scope = name.includes("/regions/") ? "NETWORK_REGIONAL" : "NETWORK";
    return scopes.includes(scope) ? [effective(thing, scope)] : [];
  });
  return { firewalls, firewallPolicys: [...above, ...own] };
}

function effective({ name, shortName, rules }: CloudObject, type: string): CloudObject {
  return { name, ...(shortName === undefined ? {} : { shortName }), type, rules };
}
