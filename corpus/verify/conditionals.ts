import { API, CACHE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { access, at, connector, copy, deny, env, otherNetwork, set } from "./edit";
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
    id: "conditional-host-of-nothing",
    why: "A service in no network may have a Redis by a variable that is false: its REDIS_HOST is empty, and only the other service calls one.",
    mutate: (root) => withoutRedis(root, false),
    verdict: "reachable",
  },
  {
    id: "conditional-host-of-redis",
    why: "The variable is true: the service in no network calls the Redis, and gets nowhere.",
    mutate: (root) => withoutRedis(root, true),
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "conditional-host-of-two",
    why: "The variable is true: REDIS_HOST is the host of the Redis in the service's region, and nobody calls the other one.",
    mutate: (root) => ofTwo(root, true),
    verdict: "reachable",
  },
  {
    id: "conditional-host-of-the-other-of-two",
    why: "The variable is false: REDIS_HOST is the host of the Redis in another region.",
    mutate: (root) => ofTwo(root, false),
    verdict: "blocked",
    code: "REGION_MISMATCH",
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
    mutate: (root) => connector(root, { network: ref('regex("acme-vpc", "the-acme-vpc")') }),
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
    mutate: (root) => chosen(root, "chunklist", "1"),
    ...unresolved,
  },
  {
    id: "function-in-destination",
    why: "Without the function's value, what the rule denies is not known before a plan.",
    mutate: (root) => deny(root, { destination_ranges: [ref('cidrsubnets("10.166.0.0/15", 1)[0]')] }),
    ...unresolved,
    plan: { verdict: "blocked", code: "FIREWALL_RULE", because: knownValue },
  },
  {
    id: "subnet-in-destination",
    why: "The seventh subnet of sixteen is 10.166.0.0/16, in which Redis is.",
    mutate: (root) => deny(root, { destination_ranges: [ref('cidrsubnet("10.160.0.0/12", 4, 6)')] }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "subnet-beside-destination",
    why: "The sixth subnet is 10.165.0.0/16, beside Redis.",
    mutate: (root) => deny(root, { destination_ranges: [ref('cidrsubnet("10.160.0.0/12", 4, 5)')] }),
    verdict: "reachable",
  },
  {
    id: "priority-written-as-text",
    why: 'The provider\'s schema has a number there: "900" is 900, before the rule that allows.',
    mutate: (root) => deny(root, { priority: "900" }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "rule-disabled-by-text",
    why: 'The text "true" disables a rule as true does.',
    mutate: (root) => deny(root, { disabled: "true" }),
    verdict: "reachable",
  },
  {
    id: "rule-enabled-by-text",
    why: 'The text "false" leaves a rule in force.',
    mutate: (root) => deny(root, { disabled: "false" }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "flag-declared-and-given-as-text",
    why: 'The variable is declared as bool: its default "false" is false, and there is no rule.',
    mutate: (root) => {
      root.variable = { ...root.variable, locked: { type: "bool", default: "false" } };
      deny(root, { count: ref("var.locked ? 1 : 0") });
    },
    verdict: "reachable",
  },
  {
    id: "rule-by-optional-default",
    why: "The object leaves the flag out, and its type says that it is true then.",
    mutate: (root) => {
      const type = "map(object({ ports = list(string), on = optional(bool, true) }))";
      root.variable = { ...root.variable, denied: { type, default: { redis: { ports: [6379] } } } };
      deny(root, {
        for_each: ref("{ for name, rule in var.denied : name => rule if rule.on }"),
        name: `deny-${ref("each.key")}`,
        deny: [{ protocol: "tcp", ports: ref("each.value.ports") }],
      });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "network-replaced-literally",
    why: "In Terraform, $& in a replacement is text like any other, so this is not the name of the network.",
    mutate: (root) => connector(root, { network: ref('replace("acme-vpc", "vpc", "vpc$&")') }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
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
  set(root, CACHE, { authorized_network: ref(name === "chunklist" ? `${call}[1][0]` : call) });
}

/** A second service, without access to any network, whose Redis is a matter of a variable. */
function withoutRedis(root: Root, value: boolean): void {
  variable(root, "sessions", value);
  const web = copy(root, API, "web", { name: "web" });
  access(root, undefined, web);
  env(root, "REDIS_HOST", ref(`var.sessions ? ${CACHE}.host : ""`), web);
  env(root, "REDIS_PORT", undefined, web);
}

/** The Redis of the service is one of two, of which the second is in another region. */
function ofTwo(root: Root, isFirst: boolean): void {
  variable(root, "primary", isFirst);
  const other = copy(root, CACHE, "us", { name: "us-cache", region: "us-east1" });
  env(root, "REDIS_HOST", ref(`var.primary ? ${CACHE}.host : ${other}.host`));
  env(root, "REDIS_PORT", ref(`var.primary ? ${CACHE}.port : ${other}.port`));
}

function lockable(root: Root, value: boolean | undefined): void {
  variable(root, "locked", value);
  deny(root, { count: ref("var.locked ? 1 : 0") });
}
