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
const allocations = "lineup/topology/allocations.ts";
const caches = "lineup/topology/caches.ts";
const connector = "lineup/reachability/hops/connector.ts";
const connectorLimits = "lineup/reachability/hops/connector-limits.ts";
const direct = "lineup/reachability/hops/direct.ts";
const egress = "lineup/reachability/hops/egress.ts";
const endpoint = "lineup/reachability/hops/endpoint.ts";
const firewall = "lineup/reachability/firewall.ts";
const networks = "lineup/topology/networks.ts";
const path = "lineup/reachability/path.ts";
const peering = "lineup/reachability/hops/peering.ts";
const places = "lineup/reachability/hops/places.ts";
const policies = "lineup/reachability/hops/policies.ts";
const port = "lineup/reachability/hops/port.ts";
const privateRanges = "lineup/reachability/hops/private-ranges.ts";
const ranges = "lineup/reachability/hops/ranges.ts";
const redisLimits = "lineup/reachability/hops/redis-limits.ts";
const regions = "lineup/topology/regions.ts";
const ruleBook = "lineup/reachability/rule-book.ts";
const rules = "lineup/topology/firewall-rules.ts";
const said = "lineup/endpoint.ts";
const secretContent = "lineup/topology/secret-content.ts";
const secrets = "lineup/topology/secrets.ts";
const servicesAccess = "lineup/reachability/hops/services-access.ts";
const subnetworks = "lineup/topology/subnetworks.ts";
const trace = "lineup/reachability/trace.ts";
const traffic = "lineup/topology/traffic.ts";

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
    from: "destinations.hostsOf.some((name) => endpoints.includes(name))",
    to: "false",
  },
  {
    breaks: "every connector carries the common tag",
    file: connector,
    from: '["vpc-connector", `vpc-connector-${region}-${name}`]',
    to: "[`vpc-connector-${region}-${name}`]",
  },
  {
    breaks: "every connector carries its own tag",
    file: connector,
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
    file: places,
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
    from: "return compareProjects(a.project, b.project);",
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
    file: servicesAccess,
    from: "isMadeHere(topology, cache.network) ||",
    to: "",
  },
  {
    breaks: "a connection must hold a range",
    file: servicesAccess,
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
    file: port,
    from: "} else if (port !== cache.port) {",
    to: "} else if (false) {",
  },
  { breaks: "plain text is not TLS", file: endpoint, from: "&& speaksTls !== cache.tls) {", to: "&& false) {" },
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
  {
    breaks: "text around a reference is not the reference",
    file: said,
    from: "word.length === 1 ? (holes",
    to: "word.length > 0 ? (holes",
  },
  {
    breaks: "an address is what is told, not a port",
    file: endpoint,
    from: "if (isDeclared && speaksOfIt.length === 0) {",
    to: "if (false) {",
  },
  {
    breaks: "a basic instance has no read endpoint",
    file: caches,
    from: 'if (tier === "BASIC") return false;',
    to: 'if (tier === "BASIC") return true;',
  },
  {
    breaks: "the address that is called is asked about",
    file: trace,
    from: 'name === "host" ? cache : atReadEndpoint(cache)',
    to: "name ? cache : cache",
  },
  {
    breaks: "IPv6 loopback is the container itself",
    file: said,
    from: '["loopback", "unspecified"].includes(address.range())',
    to: "false",
  },
  {
    breaks: "a port that cannot be told is unknown",
    file: port,
    from: "  untold(trail, told, value.shown);\n}",
    to: "}",
  },
  {
    breaks: "ports of another cache are compared",
    file: port,
    from: "portMatches(trail, at, other.port, cache);\n      return;",
    to: "return;",
  },
  {
    breaks: "a port goes with the host of its name",
    file: port,
    from: "if (isOfAnother ||",
    to: "if (",
  },
  {
    breaks: "a disabled version is given to nobody",
    file: secretContent,
    from: "if (enabled !== true) {",
    to: "if (false) {",
  },
  {
    breaks: "the latest of two versions cannot be told",
    file: secrets,
    from: "if (others.length > 0) return",
    to: "if (false) return",
  },
  {
    breaks: "a secret of another project is another one",
    file: secrets,
    from: 'projects[index] === "same" ? [version] : []',
    to: "[version]",
  },
  {
    breaks: "a pinned version is that version",
    file: secretContent,
    from: 'all.length === 1 && String(pin) === "1"',
    to: "true",
  },
  {
    breaks: "a subnet of the network's name is needed",
    file: direct,
    from: "if (!isSaid && !subnetwork) hasSubnet",
    to: "if (false) hasSubnet",
  },
  {
    breaks: "the subnet is of the network beside it",
    file: direct,
    from: "if (named) isOfNetwork",
    to: "if (false) isOfNetwork",
  },
  {
    breaks: "direct egress needs an ordinary subnet",
    file: direct,
    from: "!FOR_MACHINES.has(purpose)",
    to: "false",
  },
  {
    breaks: "direct egress needs a /26",
    file: direct,
    from: "range.size < SMALLEST",
    to: "false",
  },
  {
    breaks: "automatic subnets take ranges",
    file: ranges,
    from: "if (has === undefined || has === false) return;",
    to: "return;",
  },
  {
    breaks: "a range that cannot be told may overlap",
    file: ranges,
    from: "if (!isOpen(range)) {",
    to: "if (true) {",
  },
  {
    breaks: "peered networks see each other's subnets",
    file: ranges,
    from: "if (isUp && isWhole) trail.blocked",
    to: "if (isUp && isWhole) void 0;\n      else if (false) trail.blocked",
  },
  {
    breaks: "services take addresses from their own kind of range",
    file: allocations,
    from: "if (!isKnown(said) || said === wanted) return undefined;",
    to: "return undefined;",
  },
  {
    breaks: "Redis needs room in its range",
    file: servicesAccess,
    from: "if (!first || tooSmall.length < held.length) return;",
    to: "return;",
  },
  {
    breaks: "Redis needs a /29 of its own",
    file: redisLimits,
    from: "range.size < needs",
    to: "false",
  },
  {
    breaks: "a zone is of its region",
    file: redisLimits,
    from: "zone.startsWith(`${region}-`)",
    to: "true",
  },
  {
    breaks: "Redis does not peer by itself with another project",
    file: peering,
    from: "if (!exists(topology, cache)) peersByItself(trail, cache);",
    to: "",
  },
  {
    breaks: "a connector takes a /28",
    file: connectorLimits,
    from: "if (range && range.size !== ADDRESSES) {",
    to: "if (false) {",
  },
  {
    breaks: "a connector needs room to grow",
    file: connectorLimits,
    from: "min >= max)",
    to: "false)",
  },
  {
    breaks: "a bare subnet is one of its own project",
    file: subnetworks,
    from: 'compareProjects(its, wanted) === "same"',
    to: "true",
  },
  {
    breaks: "a project that cannot be told is not the provider's",
    file: networks,
    from: "said instanceof Unresolved ? `(${said.text})` :",
    to: "said instanceof Unresolved ? resource.project :",
  },
  {
    breaks: "a rule stands in its network's project",
    file: acting,
    from: 'rule.isMisplaced ? "maybe" : "yes"',
    to: '"yes"',
  },
  {
    breaks: "an old revision is not the template",
    file: traffic,
    from: "if (percent === 0 ||",
    to: "if (true ||",
  },
  {
    breaks: "the newest revision must be ready to serve",
    file: traffic,
    from: "created !== ready",
    to: "false",
  },
  {
    breaks: "a connector that is updating may be ready",
    file: connector,
    from: '|| state === "UPDATING"',
    to: "",
  },
];
