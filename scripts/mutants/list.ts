// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is quoted here is source text
/** One rule of the verdict, removed or turned round: text of a source file and what it becomes. */
export interface Mutant {
  breaks: string;
  file: string;
  from: string;
  to: string;
}

const access = "lineup/reachability/hops/access.ts";
const acting = "lineup/reachability/acting.ts";
const caches = "lineup/topology/caches.ts";
const egress = "lineup/reachability/hops/egress.ts";
const endpoint = "lineup/reachability/hops/endpoint.ts";
const firewall = "lineup/reachability/firewall.ts";
const networks = "lineup/topology/networks.ts";
const path = "lineup/reachability/path.ts";
const peering = "lineup/reachability/hops/peering.ts";
const policies = "lineup/reachability/hops/policies.ts";
const privateRanges = "lineup/reachability/hops/private-ranges.ts";
const ranges = "lineup/reachability/hops/ranges.ts";
const regions = "lineup/topology/regions.ts";
const ruleBook = "lineup/reachability/rule-book.ts";
const rules = "lineup/topology/firewall-rules.ts";
const trace = "lineup/reachability/trace.ts";

export const MUTANTS: Mutant[] = [
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
  { breaks: "a rule decides what it speaks of", file: firewall, from: "remaining = subtract(remaining, box);", to: "" },
  { breaks: "what no rule speaks of goes out", file: firewall, from: ", ...undecided]", to: "]" },
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
    from: "sender.tags.flatMap((tag) => this.byTag.get(tag) ?? [])",
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
    from: "destinations.hostsOf.includes(cache.address)",
    to: "false",
  },
  {
    breaks: "every connector carries the common tag",
    file: access,
    from: '["vpc-connector", `vpc-connector-${region}-${name}`]',
    to: "[`vpc-connector-${region}-${name}`]",
  },
  {
    breaks: "every connector carries its own tag",
    file: access,
    from: '["vpc-connector", `vpc-connector-${region}-${name}`]',
    to: '["vpc-connector"]',
  },
  {
    breaks: "no connector, no path",
    file: access,
    from: 'case "none":\n      trail.blocked(',
    to: 'case "none":\n      trail.unknown(',
  },
  {
    breaks: "a connector serves its region",
    file: access,
    from: 'if (sameness === "different") {',
    to: "if (false) {",
  },
  {
    breaks: "PRIVATE_RANGES_ONLY sends private ranges only",
    file: privateRanges,
    from: "if (outside.isEmpty) return;",
    to: "return;",
  },
  { breaks: "ALL_TRAFFIC sends everything", file: privateRanges, from: 'mode !== "ALL_TRAFFIC" &&', to: "" },
  {
    breaks: "public source addresses are not answered",
    file: privateRanges,
    from: "through.range.subtract(NOT_PUBLIC).isEmpty",
    to: "true",
  },
  {
    breaks: "networks are told apart by name",
    file: networks,
    from: 'if (a.name !== b.name) return "different";',
    to: 'if (a.name !== b.name) return "same";',
  },
  {
    breaks: "networks are told apart by project",
    file: networks,
    from: 'if (a.project === b.project) return "same";',
    to: 'return "same";',
  },
  {
    breaks: "Redis lands on default when nobody says",
    file: caches,
    from: "said ?? defaultNetwork(resource)",
    to: 'said ?? networks.named("acme-vpc", resource) ?? defaultNetwork(resource)',
  },
  { breaks: "TLS moves the port", file: caches, from: "(tls ? TLS_PORT : PORT)", to: "(tls ? PORT : PORT)" },
  {
    breaks: "an address not known yet is a set",
    file: caches,
    from: "IntervalSet.union(ranges as IntervalSet[])",
    to: "IntervalSet.empty",
  },
  {
    breaks: "Redis answers its network only",
    file: peering,
    from: '    case "different":\n      trail.blocked(',
    to: '    case "different":\n      trail.unknown(',
  },
  {
    breaks: "Redis is reached from its region",
    file: peering,
    from: 'if (sameness === "different") {',
    to: "if (false) {",
  },
  {
    breaks: "regions are told apart by name",
    file: regions,
    from: 'return a === b ? "same" : "different";',
    to: 'return "same";',
  },
  {
    breaks: "a region that cannot be told is none in particular",
    file: regions,
    from: 'areOneUnknown || a === b ? "same" : "unknown"',
    to: '"same"',
  },
  {
    breaks: "services access needs a connection",
    file: peering,
    from: "isMadeHere(topology, cache.network) ||",
    to: "",
  },
  {
    breaks: "a connection must hold a range",
    file: peering,
    from: "if (connection.ranges.length === 0) {",
    to: "if (false) {",
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
    from: "if (!mayDivert(route, entry, cache)) continue;",
    to: "continue;",
  },
  {
    breaks: "overlapping ranges are refused",
    file: ranges,
    from: "&& mine.range.overlaps(other.range)",
    to: "&& false",
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
    from: "if (allowed(best).length === 0) report.denied(denied(best), mayBeAllowedFirst);",
    to: "if (false) report.denied(denied(best), mayBeAllowedFirst);",
  },
  {
    breaks: "the connector's own traffic",
    file: egress,
    from: "const GOOGLES_PRIORITY = 100;",
    to: "const GOOGLES_PRIORITY = -1;",
  },
  {
    breaks: "a wrong port is no port",
    file: endpoint,
    from: "} else if (port !== cache.port) {",
    to: "} else if (false) {",
  },
  { breaks: "plain text is not TLS", file: endpoint, from: "if (speaksTls !== cache.tls) {", to: "if (false) {" },
  {
    breaks: "localhost is the container itself",
    file: trace,
    from: "if (host !== undefined && isLoopback(host)) {",
    to: "if (false) {",
  },
  {
    breaks: "other kinds of cache are unknown",
    file: trace,
    from: 'trail.unknown(\n    "UNRESOLVED_REFERENCE",\n    { address: target,',
    to: 'trail.blocked(\n    "UNRESOLVED_REFERENCE",\n    { address: target,',
  },
  {
    breaks: "anything that blocks decides",
    file: path,
    from: 'this.blocking.length > 0 ? "blocked" :',
    to: 'this.blocking.length > 1 ? "blocked" :',
  },
  {
    breaks: "what cannot be told is never reachable",
    file: path,
    from: 'this.open.length > 0 ? "unknown" : "reachable"',
    to: '"reachable"',
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
];
