import { API, CACHE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { at, connector, deny, otherNetwork, set } from "./edit";
import { variable } from "./expressions";

const unresolved = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;
const knownValue = "the plan knows what the function came to";
const noValue = { planned: false, because: "Terraform requires a value for the variable" } as const;

/** What depends on a value: conditionals, which are resolved, and functions, which are not. */
export const conditionals: VerifyCase[] = [
  {
    id: "conditional-network",
    why: "The condition is a variable that is true by default, and the branch is the right network.",
    mutate: (root) => conditional(root, true),
    verdict: "reachable",
  },
  {
    id: "conditional-default-network",
    why: "The variable is false: connector and network had different ideas of which network that means.",
    mutate: (root) => conditional(root, false),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "conditional-rule-on",
    why: "The rule exists when the variable is true, which it is.",
    mutate: (root) => lockable(root, true),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "conditional-rule-off",
    why: "The rule exists when the variable is true, which it is not.",
    mutate: (root) => lockable(root, false),
    verdict: "reachable",
  },
  {
    id: "conditional-rule-unknown",
    why: "Whether the deny rule exists depends on a variable without a value.",
    mutate: (root) => lockable(root, undefined),
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
    plan: noValue,
  },
  {
    id: "function-around-literal",
    why: "lower of a literal comes to the network's name: nothing about it is unknown.",
    mutate: (root) => connector(root, { network: ref('lower("ACME-VPC")') }),
    verdict: "reachable",
  },
  {
    id: "function-not-evaluated",
    why: "A function that is not evaluated leaves the connector's network unknown before a plan.",
    mutate: (root) => connector(root, { network: ref('trimprefix("the-acme-vpc", "the-")') }),
    ...unresolved,
    plan: { verdict: "reachable", because: knownValue },
  },
  {
    id: "function-chooses-right-network",
    why: "The first of the two networks is the connector's.",
    mutate: (root) => chosen(root, "element", "0"),
    verdict: "reachable",
  },
  {
    id: "function-chooses-wrong-network",
    why: "The second of the two networks is not the connector's.",
    mutate: (root) => chosen(root, "element", "1"),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "function-around-references",
    why: "A function that is not evaluated chooses between two networks.",
    mutate: (root) => chosen(root, "slice", "1, 2"),
    ...unresolved,
  },
  {
    id: "function-in-destination",
    why: "Functions are not evaluated: what the rule denies is not known before a plan.",
    mutate: (root) => deny(root, { destination_ranges: [ref('cidrsubnet("10.160.0.0/12", 4, 6)')] }),
    ...unresolved,
    plan: { verdict: "blocked", code: "FIREWALL_RULE", because: knownValue },
  },
  {
    id: "deny-on-network-by-variable-without-default",
    why: "Whether the rule is on the connector's network depends on a variable without a value.",
    mutate: (root) => {
      variable(root, "network");
      deny(root, { network: ref("var.network") });
    },
    ...unresolved,
    plan: noValue,
  },
  {
    id: "connector-is-null",
    why: "An attribute that is null is not set.",
    mutate: (root) => {
      at(root, API).template.vpc_access.connector = null;
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
];

function conditional(root: Root, value: boolean): void {
  variable(root, "private", value);
  connector(root, { network: ref('var.private ? google_compute_network.vpc.id : "default"') });
}

/** Redis on a network that a function picks out of two. */
function chosen(root: Root, name: string, args: string): void {
  otherNetwork(root);
  const call = `${name}([google_compute_network.vpc.id, google_compute_network.other.id], ${args})`;
  set(root, CACHE, { authorized_network: ref(name === "slice" ? `${call}[0]` : call) });
}

function lockable(root: Root, value: boolean | undefined): void {
  variable(root, "locked", value);
  deny(root, { count: ref("var.locked ? 1 : 0") });
}
