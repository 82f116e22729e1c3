// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is quoted here is source text
import type { Mutant } from "./mutant";

const autoSubnets = "lineup/src/topology/auto-subnets.ts";
const allocations = "lineup/src/topology/allocations.ts";
const meant = "lineup/src/topology/meant.ts";
const networks = "lineup/src/topology/networks.ts";
const path = "lineup/src/reachability/path.ts";
const peering = "lineup/src/reachability/hops/peering.ts";
const rangesInUse = "lineup/src/topology/ranges-in-use.ts";
const ranges = "lineup/src/reachability/hops/ranges.ts";
const regions = "lineup/src/topology/regions.ts";
const servicesAccess = "lineup/src/reachability/hops/services-access.ts";
const servicesRanges = "lineup/src/reachability/hops/services-ranges.ts";

/** When two networks, regions or ranges are the same. */
export const networkMutants: Mutant[] = [
  {
    breaks: "of several things that are yet to be made none is meant",
    file: meant,
    from: "return possible.length === 1 ? possible[0] : undefined;",
    to: "return possible.at(-1);",
  },
  {
    breaks: "what depends on something else may be any of its branches",
    file: meant,
    from: "if (!references.every(",
    to: "if (false && !references.every(",
  },
  {
    breaks: "a network may be one of a project that is yet to be made",
    file: networks,
    from: ' || type === "google_project")',
    to: ")",
  },
  {
    breaks: "networks are distinguished by name",
    file: networks,
    from: 'if (a.name !== b.name) return "different";',
    to: 'if (a.name !== b.name) return "same";',
  },
  {
    breaks: "networks are distinguished by project",
    file: networks,
    from: "return compareProjects(a.project, b.project);",
    to: 'return "same";',
  },
  {
    breaks: "Redis answers its network only",
    file: peering,
    from: 'trail.blocked("GOOGLE_MANAGED_SERVICE_NO_PEERING", at, message, fix);',
    to: 'trail.unknown("GOOGLE_MANAGED_SERVICE_NO_PEERING", at, message, fix);',
  },
  {
    breaks: "Redis is reached from its region",
    file: peering,
    from: 'if (sameness === "different") {',
    to: "if (false) {",
  },
  {
    breaks: "regions are distinguished by name",
    file: regions,
    from: 'return a === b ? "same" : "different";',
    to: 'return "same";',
  },
  {
    breaks: "an unknown region equals no region",
    file: regions,
    from: 'areOneUnknown || a === b ? "same" : "unknown"',
    to: '"same"',
  },
  {
    breaks: "services access needs a connection",
    file: servicesAccess,
    from: "isCreatedHere(topology, target.network) ||",
    to: "",
  },
  {
    breaks: "a connection must hold a range",
    file: servicesRanges,
    from: "if (connection.ranges.length === 0) {",
    to: "if (false) {",
  },
  {
    breaks: "overlapping ranges are refused",
    file: rangesInUse,
    from: "|| !earlier.range.overlaps(next.range)",
    to: "|| true",
  },
  {
    breaks: "anything that blocks decides",
    file: path,
    from: 'blocking.length > 0 ? "blocked" :',
    to: 'blocking.length > 1 ? "blocked" :',
  },
  {
    breaks: "what is unknown is never reachable",
    file: path,
    from: 'open.length > 0 ? "unknown" : "reachable"',
    to: '"reachable"',
  },
  {
    breaks: "automatic subnets take ranges",
    file: autoSubnets,
    from: 'if (mode === "custom") return undefined;',
    to: "return undefined;",
  },
  {
    breaks: "a range in an automatic subnet is not free",
    file: autoSubnets,
    from: "if (certain) return",
    to: "if (false) return",
  },
  {
    breaks: "a subnet of one's own has no place between the automatic ones",
    file: autoSubnets,
    from: 'if (attribute !== "reserved_ip_range")',
    to: "if (false)",
  },
  {
    breaks: "a subnet that some projects have may be there",
    file: autoSubnets,
    from: "return possible ?",
    to: "return false && possible ?",
  },
  {
    breaks: "nothing says that a default network is still of automatic mode",
    file: ranges,
    from: 'clash.kind === "taken" && clash.isCertainOfMode',
    to: 'clash.kind === "taken"',
  },
  {
    breaks: "an unknown range may overlap",
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
    file: servicesRanges,
    from: "if (!first || tooSmall.length < held.length) return;",
    to: "return;",
  },
  {
    breaks: "Redis does not peer by itself with another project",
    file: peering,
    from: "if (!exists(topology, target)) peersByItself(trail, target);",
    to: "",
  },
  {
    breaks: "an unknown project is not the provider's",
    file: networks,
    from: "said instanceof Unresolved ? unknownProject(said) :",
    to: "said instanceof Unresolved ? resource.project :",
  },
];
