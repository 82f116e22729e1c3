import type { Mutant } from "./mutant";

const services = "lineup/src/topology/services.ts";
const functions = "lineup/src/topology/functions.ts";
const traffic = "lineup/src/topology/traffic.ts";
const literal = "lineup/src/topology/literal.ts";
const declared = "lineup/src/topology/declared.ts";
const others = "lineup/src/topology/other-callers.ts";
const targets = "lineup/src/topology/target-addresses.ts";
const handedOn = "lineup/src/topology/handed-on.ts";
const dns = "lineup/src/topology/dns.ts";
const endpoint = "lineup/src/reachability/hops/endpoint.ts";
const connector = "lineup/src/reachability/hops/connector.ts";
const peering = "lineup/src/reachability/hops/google-peering.ts";
const targetLimits = "lineup/src/reachability/hops/target-limits.ts";
const trace = "lineup/src/reachability/trace.ts";

/** Who calls, by which name, and what exists and is in the middle of something. */
export const callerMutants: Mutant[] = [
  {
    breaks: "a revision before that is ready still serves",
    file: services,
    from: "if (!isFailed(resource) || hasPreviousReady(resource)) return undefined;",
    to: "if (!isFailed(resource)) return undefined;",
  },
  {
    breaks: "a service without any ready revision serves nobody",
    file: services,
    from: "if (!isFailed(resource) || hasPreviousReady(resource)) return undefined;",
    to: "return undefined;",
  },
  {
    breaks: "instances of a worker pool may be of another revision",
    file: traffic,
    from: '?? get(resource, "instance_splits")',
    to: "",
  },
  {
    breaks: "a function may be kept on another revision",
    file: functions,
    from: "if (isNewest === undefined || isNewest === true) return undefined;",
    to: "return undefined;",
  },
  {
    breaks: "a deploy of a function that failed leaves what serves unknown",
    file: functions,
    from: 'state !== undefined && state !== "ACTIVE"',
    to: "false",
  },
  {
    breaks: "a function's secret is one of the project beside its name",
    file: functions,
    from: "return isName && project !== undefined ?",
    to: "return false ?",
  },
  {
    breaks: "a secret that is not here may hold any address",
    file: literal,
    from: "|| isUntold(variable))",
    to: ")",
  },
  {
    breaks: "a caller that is not judged and reads Redis leaves the input unknown",
    file: trace,
    from: "...namedUses(this.topology).map(fromOther),",
    to: "",
  },
  {
    breaks: "an address is a word of its own",
    file: others,
    from: "!/[\\w.]/.test(letter)",
    to: "true",
  },
  {
    breaks: "a variable's name alone says that there is a Redis",
    file: others,
    from: "found.length === 0 && told.isNamed",
    to: "false",
  },
  {
    breaks: "a cluster has the addresses of its endpoints",
    file: targets,
    from: "...own, ...apart",
    to: "...apart",
  },
  {
    breaks: "endpoints of a cluster may be registered apart from it",
    file: targets,
    from: "...own, ...apart",
    to: "...own",
  },
  {
    breaks: "a database is called by its address, not by its name",
    file: declared,
    from: "mayBeCalledBy(read) && ",
    to: "reads",
  },
  {
    breaks: "an address that is written out may be that of a cluster not known yet",
    file: trace,
    from: 'addresses.some((one) => typeof one === "string")',
    to: "true",
  },
  {
    breaks: "a parameter hands on what it was given",
    file: handedOn,
    from: 'google_parameter_manager_parameter_version: { parameter_data: "parameter_data" },',
    to: "",
  },
  {
    breaks: "a private zone answers its own networks only",
    file: dns,
    from: 'kindOf(zone) === "private" && visibility(zone, service, topology) !== "same"',
    to: "false",
  },
  {
    breaks: "a closer private zone answers instead",
    file: dns,
    from: "return closer ?",
    to: "return false ?",
  },
  {
    breaks: "a certificate of Redis holds no name",
    file: endpoint,
    from: "if (target.tls === false) return;",
    to: "return;",
  },
  {
    breaks: "only the host project lends a connector",
    file: connector,
    from: "network?.project !== undefined && !isNear",
    to: "false",
  },
  {
    breaks: "Redis may answer while it is updated",
    file: targetLimits,
    from: "mayAnswer.includes(state)",
    to: "false",
  },
  {
    breaks: "a peering that is gone carries nothing",
    file: peering,
    from: "if (found.length === 0) {",
    to: "if (false) {",
  },
  {
    breaks: "a peering that is INACTIVE carries nothing",
    file: peering,
    from: "} else if (first) {",
    to: "} else if (false as boolean && first) {",
  },
  {
    breaks: "nothing says which of several peerings is an instance's own",
    file: peering,
    from: "if (down.length === found.length)",
    to: "if (down.length > 0)",
  },
];
