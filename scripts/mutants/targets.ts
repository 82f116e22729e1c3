// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is quoted here is source text
import type { Mutant } from "./mutant";

const behindEndpoints = "lineup/src/topology/targets/behind-endpoints.ts";
const cloudSql = "lineup/src/topology/targets/cloud-sql.ts";
const databaseClient = "lineup/src/reachability/hops/database-client.ts";
const declared = "lineup/src/topology/declared.ts";
const facts = "facts/targets.ts";
const peering = "lineup/src/reachability/hops/peering.ts";
const port = "lineup/src/reachability/hops/port.ts";
const privateEndpoint = "lineup/src/reachability/hops/private-endpoint.ts";
const settings = "lineup/src/reachability/settings.ts";
const trace = "lineup/src/reachability/trace.ts";
const valkey = "lineup/src/topology/targets/valkey.ts";

/** Targets behind endpoints of Private Service Connect, and databases. */
export const targetMutants: Mutant[] = [
  { breaks: "clients of a cluster call its nodes", file: trace, from: "if (nodes) {", to: "if (false) {" },
  {
    breaks: "the nodes are behind another endpoint than discovery",
    file: behindEndpoints,
    from: "endpoints: [],",
    to: "endpoints: [resource.address],",
  },
  {
    breaks: "endpoints are in the subnets of the policy",
    file: behindEndpoints,
    from: "inPolicySubnets({ network, region, serviceClass }, around)",
    to: "inPolicySubnets({ network, region, serviceClass: undefined }, around)",
  },
  {
    breaks: "a policy is for one class",
    file: privateEndpoint,
    from: "if (serviceClass === false)",
    to: "if (false)",
  },
  { breaks: "a policy is regional", file: privateEndpoint, from: 'if (region === "different")', to: "if (false)" },
  {
    breaks: "a policy is of one network",
    file: privateEndpoint,
    from: 'if (network === "different")',
    to: "if (false)",
  },
  {
    breaks: "a network that is made here has no other policies",
    file: privateEndpoint,
    from: "|| !isCreatedHere(topology, target.network)",
    to: "|| true",
  },
  {
    breaks: "the subnets of a policy are of its region",
    file: privateEndpoint,
    from: "if (wrong) {",
    to: "if (false) {",
  },
  {
    breaks: "the subnets of a policy may be of another network",
    file: privateEndpoint,
    from: 'compareNetworks(subnet.network, network) !== "unknown"',
    to: "true",
  },
  {
    breaks: "endpoints may be wanted in several networks",
    file: behindEndpoints,
    from: "const network = isOne ? first :",
    to: "const network = first ??",
  },
  {
    breaks: "no other network reaches an endpoint",
    file: peering,
    from: 'trail.blocked("GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT", at,',
    to: 'trail.unknown("GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT", at,',
  },
  {
    breaks: "Redis alone is reached from its own region only",
    file: peering,
    from: "if (facts.isRegional) sameRegionAs",
    to: "if (true) sameRegionAs",
  },
  {
    breaks: "without cluster mode it is not known whether nodes are called",
    file: valkey,
    from: 'mode !== "CLUSTER_DISABLED"',
    to: "true",
  },
  {
    breaks: "discovery_endpoints stays empty beside the newer way",
    file: valkey,
    from: "{ hosts: NEWER, unclear: OLDER }",
    to: "{}",
  },
  {
    breaks: "the first of two addresses may be the public one",
    file: cloudSql,
    from: "isPublic === false ? CLOUD_SQL.hosts : PRIVATE",
    to: "CLOUD_SQL.hosts",
  },
  {
    breaks: "a stopped database answers nobody",
    file: cloudSql,
    from: '"activation_policy") === "NEVER"',
    to: '"activation_policy") === ""',
  },
  {
    breaks: "connectors may be required",
    file: cloudSql,
    from: '"connector_enforcement") === "REQUIRED"',
    to: '"connector_enforcement") === ""',
  },
  {
    breaks: "a client certificate may be required",
    file: databaseClient,
    from: "readsCertificate(topology, service, target)",
    to: "true",
  },
  {
    breaks: "a client certificate is of one instance",
    file: databaseClient,
    from: "return isOfIt && ",
    to: "return ",
  },
  {
    breaks: "a client that is told to speak without TLS is refused where TLS is required",
    file: databaseClient,
    from: "if (off) {",
    to: "if (false) {",
  },
  {
    breaks: "require_ssl asks for a certificate",
    file: cloudSql,
    from: 'isRequired ? "a certificate" : "nothing"',
    to: '"nothing"',
  },
  {
    breaks: "without a private network there is no private address",
    file: cloudSql,
    from: "if (!networkIsSaid)",
    to: "if (false)",
  },
  { breaks: "each database has its port", file: facts, from: "MYSQL: 3306", to: "MYSQL: 5432" },
  { breaks: "a /24 is the least for Cloud SQL", file: facts, from: "CLOUD_SQL_NEEDS = 256", to: "CLOUD_SQL_NEEDS = 1" },
  {
    breaks: "the port of connectors answers no other client",
    file: port,
    from: "otherPorts[port] !== undefined",
    to: "port in otherPorts && false",
  },
  {
    breaks: "a port belongs to the address whose name it shares",
    file: settings,
    from: "/PORT$/i.test(one.name) && own.has(stem(one.name))",
    to: "false",
  },
  {
    breaks: "of a splat a plan keeps no attribute, which is none that is wrong",
    file: settings,
    from: 'if (attribute === "") return { kind: "unknown" };',
    to: "",
  },
  {
    breaks: "of a splat a plan keeps no attribute, which may be the port",
    file: port,
    from: "} else if (soleReference?.attribute && isTargetAddress",
    to: "} else if (soleReference && isTargetAddress",
  },
  {
    breaks: "the port of an optional Redis is taken to be its own",
    file: port,
    from: "!value.soleReference?.attribute && isPortTaken",
    to: "!value.soleReference && isPortTaken",
  },
  {
    breaks: "a public address is not called over the network",
    file: declared,
    from: "!one.networkIsSaid && one.unclear.test(attribute)",
    to: "false",
  },
  {
    breaks: "a Redis that is looked up and not read yet is in the default network",
    file: "lineup/src/topology/targets/redis.ts",
    from: 'resource.mode === "data" && unread instanceof Unresolved',
    to: "false",
  },
  {
    breaks: "the first address of a database is private",
    file: cloudSql,
    from: "mayBePublic: isPublic !== false,",
    to: "mayBePublic: false,",
  },
];
