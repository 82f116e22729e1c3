// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is quoted here is source text
import type { Mutant } from "./mutant";

const acting = "lineup/src/reachability/rule-effects.ts";
const connectorInfrastructure = "lineup/src/reachability/hops/connector-infrastructure.ts";
const egress = "lineup/src/reachability/hops/egress.ts";
const firewall = "lineup/src/reachability/firewall.ts";
const policies = "lineup/src/reachability/hops/policies.ts";
const ruleBook = "lineup/src/reachability/egress-rules.ts";
const rules = "lineup/src/topology/firewall-rules.ts";

/** Which firewall rules act, and how. */
export const firewallMutants: Mutant[] = [
  {
    breaks: "the lower number wins",
    file: firewall,
    from: "a.priority - b.priority ||",
    to: "b.priority - a.priority ||",
  },
  {
    breaks: "deny beats allow at the same number",
    file: firewall,
    from: 'Number(b.action === "deny") - Number(a.action === "deny")',
    to: 'Number(a.action === "deny") - Number(b.action === "deny")',
  },
  {
    breaks: "a rule for the allocated range of another target opens nothing for this one",
    file: acting,
    from: "destinations.rangesOf.some((name) => target.within?.includes(name))",
    to: "destinations.rangesOf.length > 0",
  },
  {
    breaks: "a firewall rule decides only about what it matches",
    file: firewall,
    from: "remaining = subtract(remaining, box);",
    to: "",
  },
  { breaks: "egress that no firewall rule matches is allowed", file: firewall, from: ", ...undecided]", to: "]" },
  {
    breaks: "ingress rules do not act",
    file: ruleBook,
    from: 'direction === "EGRESS"',
    to: "true",
  },
  {
    breaks: "disabled rules do nothing",
    file: ruleBook,
    from: "disabled !== true",
    to: "true",
  },
  {
    breaks: "rules act in their own network",
    file: acting,
    from: 'different: "no", unknown: "maybe"',
    to: 'different: "yes", unknown: "maybe"',
  },
  {
    breaks: "rules act on the tags they target",
    file: ruleBook,
    from: "named.flatMap((tag) => this.byTag.get(tag) ?? [])",
    to: "this.all",
  },
  {
    breaks: "a rule without target acts on all",
    file: acting,
    from: 'if (tags === undefined) return "yes";',
    to: 'if (tags === undefined) return "no";',
  },
  {
    breaks: "an egress rule's sources must hold the sender",
    file: acting,
    from: 'return sources.known.overlaps(range) || sources.unresolved.length > 0 || sources.hostsOf.length > 0 ? "maybe" : "no";',
    to: 'return "yes";',
  },
  {
    breaks: "service accounts as targets are not documented",
    file: acting,
    from: 'rule.targetsAccounts ? "maybe" : "yes"',
    to: '"yes"',
  },
  {
    breaks: "host/32 covers its Redis",
    file: acting,
    from: "destinations.hostsOf.some((name) => endpoints.includes(name))",
    to: "false",
  },
  {
    breaks: "policies that could matter are unknown",
    file: policies,
    from: "if (rules && rules.length === 0) continue;",
    to: "continue;",
  },
  {
    breaks: "ingress rules of policies do not matter",
    file: policies,
    from: 'text(get(rule, "direction")) === "INGRESS" ||',
    to: "",
  },
  {
    breaks: "network policies come after explicit allows",
    file: policies,
    from: "egress.explicitlyAllowed) continue;",
    to: "false) continue;",
  },
  {
    breaks: "policy-based routes may divert",
    file: policies,
    from: "if (!mayDivert(route, entry, target)) continue;",
    to: "continue;",
  },
  {
    breaks: "a partly denied set is unknown",
    file: egress,
    from: "if (allowed(best).length === 0) report.denied",
    to: "if (denied(worst).length > 0) report.denied",
  },
  {
    breaks: "denied everywhere is blocked",
    file: egress,
    from: "if (allowed(best).length === 0) report.denied(denied(best), unless);",
    to: "if (false) report.denied(denied(best), unless);",
  },
  {
    breaks: "the connector's own traffic",
    file: connectorInfrastructure,
    from: "const GOOGLES_PRIORITY = 100;",
    to: "const GOOGLES_PRIORITY = -1;",
  },
  {
    breaks: "unset direction is ingress",
    file: rules,
    from: 'said.toUpperCase() : "INGRESS"',
    to: 'said.toUpperCase() : "EGRESS"',
  },
  {
    breaks: "unset priority is 1000",
    file: rules,
    from: "const DEFAULT_PRIORITY = 1000;",
    to: "const DEFAULT_PRIORITY = 65535;",
  },
  {
    breaks: "a rule stands in its network's project",
    file: acting,
    from: 'rule.isMisplaced ? "maybe" : "yes"',
    to: '"yes"',
  },
];
