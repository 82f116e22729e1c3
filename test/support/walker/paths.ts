import { Range } from "../../../addressing/range";
import { isDeny, readable, stoppedBy } from "./firewall";
import { danglingReferences, type Miswiring, multiplied } from "./references";
import { type Stack, textAt, valuesAt, type WalkedResource } from "./stack";

/** What is given the address of a Redis, and where its template is. */
const CALLERS: Record<string, string> = {
  google_cloud_run_v2_service: "template",
  google_cloud_run_v2_job: "template.template",
};

/** The way from a service, or the job that stands for it, to the Redis whose address it is given. */
interface WalkedPath {
  service: WalkedResource;
  cache: WalkedResource;
  connector: WalkedResource | undefined;
  network: WalkedResource | undefined;
  port: number;
  problems: Miswiring[];
}

export interface Walk {
  paths: WalkedPath[];
  /** What is wrong anywhere in the stack, on a path or not. */
  problems: Miswiring[];
}

/** Follows every wire of a synthesized stack. */
export function walk(stack: Stack): Walk {
  const paths = callersIn(stack).flatMap((service) =>
    cachesOf(stack, service).map((cache) => follow(stack, service, cache)),
  );
  const problems = [
    ...danglingReferences(stack),
    ...multiplied(stack),
    ...paths.flatMap((path) => path.problems),
    ...strangers(stack, paths),
    ...literalRedisAddresses(stack),
  ];
  return { paths, problems };
}

function callersIn(stack: Stack): WalkedResource[] {
  return Object.keys(CALLERS).flatMap((type) => stack.ofType(type));
}

/** The path of an attribute of the template. */
function inTemplate({ type }: WalkedResource, path: string): string {
  return `${CALLERS[type]}.${path}`;
}

function cachesOf(stack: Stack, service: WalkedResource): WalkedResource[] {
  const referred = valuesAt(service.body, inTemplate(service, "containers.env.value"))
    .map((value) => stack.resolve(value))
    .flatMap((target) => (target?.resource.type === "google_redis_instance" ? [target.resource] : []));
  return [...new Set(referred)];
}

function follow(stack: Stack, service: WalkedResource, cache: WalkedResource): WalkedPath {
  const pointedAt = (resource: WalkedResource | undefined, path: string) =>
    resource && stack.resolve(valuesAt(resource.body, path)[0])?.resource;
  const connector = pointedAt(service, inTemplate(service, "vpc_access.connector"));
  const network = pointedAt(connector, "network");
  const port = textAt(cache, "transit_encryption_mode") === "SERVER_AUTHENTICATION" ? 6378 : 6379;
  const problems: Miswiring[] = [];
  const complain = (resource: WalkedResource, attribute: string, message: string) =>
    problems.push({ address: resource.address, attribute, message });

  if (!connector)
    complain(
      service,
      inTemplate(service, "vpc_access.connector"),
      "must refer to a connector: Redis has no public address",
    );
  if (connector && !network) complain(connector, "network", "must be said: left out, it is the default network");
  if (connector && network !== pointedAt(cache, "authorized_network")) {
    complain(cache, "authorized_network", `must be the network of ${connector.address}`);
  }
  const region = textAt(service, "location");
  for (const other of [connector, cache]) {
    if (other && textAt(other, "region") !== region)
      complain(other, "region", `must be the region of ${service.address}`);
  }
  for (const [variable, attribute] of [
    ["REDIS_HOST", "host"],
    ["REDIS_PORT", "port"],
  ] as const) {
    const target = stack.resolve(variableOf(service, variable));
    if (target?.resource !== cache || target.attribute !== attribute) {
      complain(service, `env ${variable}`, `must refer to the ${attribute} of ${cache.address}`);
    }
  }
  problems.push(...servicesAccess(stack, cache), ...secretsReadable(stack, service));
  const range = rangeOf(stack, cache);
  if (!range) complain(cache, "reserved_ip_range", "must be known before the first apply");
  if (connector && network && range) {
    const from = readable(textAt(connector, "ip_cidr_range")) ?? Range.everywhere;
    const rule = stoppedBy(stack, { network, tag: tagOf(connector), from, to: range, port });
    if (rule) complain(rule, "deny", `stops ${service.address} on its way to ${range} tcp:${port}`);
  }
  return { service, cache, connector, network, port, problems };
}

function variableOf(service: WalkedResource, name: string) {
  const variable = valuesAt(service.body, inTemplate(service, "containers.env")).find(
    (entry) => valuesAt(entry, "name")[0] === name,
  );
  return valuesAt(variable, "value")[0];
}

/** The tag that Google gives the VMs of a connector. */
function tagOf(connector: WalkedResource): string {
  return `vpc-connector-${textAt(connector, "region")}-${textAt(connector, "name")}`;
}

function servicesAccess(stack: Stack, cache: WalkedResource): Miswiring[] {
  const complain = (message: string) => [{ address: cache.address, attribute: "connect_mode", message }];
  const network = stack.resolve(valuesAt(cache.body, "authorized_network")[0])?.resource;
  const range = stack.resolve(valuesAt(cache.body, "reserved_ip_range")[0])?.resource;
  if (textAt(cache, "connect_mode") !== "PRIVATE_SERVICE_ACCESS") {
    return range ? complain(`must be PRIVATE_SERVICE_ACCESS to take an address from ${range.address}`) : [];
  }
  const connection = stack
    .ofType("google_service_networking_connection")
    .filter((candidate) => textAt(candidate, "service") === "servicenetworking.googleapis.com")
    .find((candidate) => stack.resolve(valuesAt(candidate.body, "network")[0])?.resource === network);
  if (!connection) return complain("needs a services connection on its network");
  if (!stack.waitsFor(cache, connection)) return complain(`must wait for ${connection.address}: nothing else says so`);
  const connected = valuesAt(connection.body, "reserved_peering_ranges").map((value) => stack.resolve(value)?.resource);
  if (!connected.includes(range))
    return complain(`takes its address from a range that ${connection.address} does not hold`);
  if (range && stack.resolve(valuesAt(range.body, "network")[0])?.resource !== network) {
    return complain(`takes its address from ${range.address}, which is set aside in another network`);
  }
  return [];
}

function secretsReadable(stack: Stack, service: WalkedResource): Miswiring[] {
  const account = textAt(service, inTemplate(service, "service_account"));
  const secrets = ["containers.env.value_source.secret_key_ref.secret", "volumes.secret.secret"]
    .flatMap((path) => valuesAt(service.body, inTemplate(service, path)))
    .flatMap((value) => stack.resolve(value)?.resource ?? []);
  return secrets.flatMap((secret) => {
    const grant = stack.ofType("google_secret_manager_secret_iam_member").find((candidate) => {
      return (
        textAt(candidate, "role") === "roles/secretmanager.secretAccessor" &&
        stack.resolve(valuesAt(candidate.body, "secret_id")[0])?.resource === secret &&
        account !== undefined &&
        textAt(candidate, "member") === `serviceAccount:${account}`
      );
    });
    const complain = (message: string) => [
      { address: service.address, attribute: inTemplate(service, "service_account"), message },
    ];
    if (!grant) return complain(`must be allowed to read ${secret.address}`);
    return stack.waitsFor(service, grant) ? [] : complain(`must wait for ${grant.address}`);
  });
}

function rangeOf(stack: Stack, cache: WalkedResource): Range | undefined {
  const [reserved] = valuesAt(cache.body, "reserved_ip_range");
  const address = stack.resolve(reserved)?.resource;
  return readable(address ? `${textAt(address, "address")}/${textAt(address, "prefix_length")}` : reserved);
}

/** One environment, one network: a firewall rule, router or subnet beside it acts on nothing that matters. */
function strangers(stack: Stack, paths: WalkedPath[]): Miswiring[] {
  const { network, connector } = paths.find((path) => path.network) ?? {};
  if (!network || !connector) return [];
  const types = [
    "google_compute_firewall",
    "google_compute_router",
    "google_compute_subnetwork",
    "google_vpc_access_connector",
  ];
  return types.flatMap((type) =>
    stack.ofType(type).flatMap((resource) => {
      const target = stack.resolve(valuesAt(resource.body, "network")[0]);
      if (!target || target.resource === network) return [];
      // A deny rule for others on another network has no effect; an allow rule here should allow something and does not.
      if (isDeny(resource) && !valuesAt(resource.body, "target_tags").includes(tagOf(connector))) return [];
      return [
        {
          address: resource.address,
          attribute: "network",
          message: `must be ${network.address}, got ${target.resource.address}`,
        },
      ];
    }),
  );
}

function literalRedisAddresses(stack: Stack): Miswiring[] {
  return callersIn(stack).flatMap((service) =>
    valuesAt(service.body, inTemplate(service, "containers.env")).flatMap((entry) => {
      const [name] = valuesAt(entry, "name");
      const [value] = valuesAt(entry, "value");
      const isAddress = /REDIS.*(HOST|PORT|URL|ADDR|ENDPOINT)$/.test(String(name));
      if (!isAddress || stack.resolve(value)?.resource.type === "google_redis_instance") return [];
      return [
        {
          address: service.address,
          attribute: `env ${name}`,
          message: "must be a reference to a Redis",
        },
      ];
    }),
  );
}
