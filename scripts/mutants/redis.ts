// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is quoted here is source text
import type { Mutant } from "./mutant";

const redis = "lineup/src/topology/targets/redis.ts";
const endpoint = "lineup/src/reachability/hops/endpoint.ts";
const port = "lineup/src/reachability/hops/port.ts";
const said = "lineup/src/endpoint.ts";
const secretContent = "lineup/src/topology/secret-content.ts";
const secrets = "lineup/src/topology/secrets.ts";
const trace = "lineup/src/reachability/trace.ts";

/** The address and port that a service uses, and those of Redis. */
export const redisMutants: Mutant[] = [
  {
    breaks: "Redis is on the network default unless one is set",
    file: redis,
    from: "authorized ?? unsaidNetwork(resource)",
    to: 'authorized ?? networks.named("acme-vpc", resource) ?? defaultNetwork(resource)',
  },
  {
    breaks: "TLS moves the port",
    file: redis,
    from: "(tls ? REDIS_TLS_PORT : REDIS_PORT)",
    to: "(tls ? REDIS_PORT : REDIS_PORT)",
  },
  {
    breaks: "an address not known yet is a set",
    file: "lineup/src/topology/targets/addresses.ts",
    from: "IntervalSet.union(ranges as IntervalSet[])",
    to: "IntervalSet.empty",
  },
  {
    breaks: "a wrong port is no port",
    file: port,
    from: "} else if (port !== target.port) {",
    to: "} else if (false) {",
  },
  { breaks: "plain text is not TLS", file: endpoint, from: "&& speaksTls !== target.tls) {", to: "&& false) {" },
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
    breaks: "text around a reference is not the reference",
    file: said,
    from: "word.length === 1 ? (references",
    to: "word.length > 0 ? (references",
  },
  {
    breaks: "an address declares a path, a port does not",
    file: endpoint,
    from: "if (isDeclared && aboutIt.length === 0) {",
    to: "if (false) {",
  },
  {
    breaks: "a basic instance has no read endpoint",
    file: redis,
    from: 'if (tier === "BASIC") return false;',
    to: 'if (tier === "BASIC") return true;',
  },
  {
    breaks: "the address that is called is asked about",
    file: trace,
    from: 'name === "host" ? target : atReadEndpoint(target)',
    to: "name ? target : target",
  },
  {
    breaks: "IPv6 loopback is the container itself",
    file: said,
    from: '["loopback", "unspecified"].includes(address.range())',
    to: "false",
  },
  {
    breaks: "an unknown port makes the path unknown",
    file: port,
    from: "  unresolved(trail, setting, value.shown);\n}",
    to: "}",
  },
  {
    breaks: "ports of another cache are compared",
    file: port,
    from: "portMatches(trail, at, other.port, target);\n      return;",
    to: "return;",
  },
  {
    breaks: "a port goes with the host of its name",
    file: port,
    from: "if (isOfAnother ||",
    to: "if (",
  },
  {
    breaks: "a disabled version cannot be read",
    file: secretContent,
    from: "if (enabled !== true) {",
    to: "if (false) {",
  },
  {
    breaks: "which of two versions is the latest is unknown",
    file: secrets,
    from: "!chosen || others.length > 0",
    to: "!chosen",
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
    breaks: "Redis needs a /29 of its own",
    file: redis,
    from: "range.size < needs",
    to: "false",
  },
  {
    breaks: "a zone is of its region",
    file: redis,
    from: "zone.startsWith(`${region}-`)",
    to: "true",
  },
];
