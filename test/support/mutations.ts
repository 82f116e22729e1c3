import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import { connectedKeysOf } from "./environment-schema";
import { ref } from "./rewrites";
import { read, type StackJson, stagingInput, synthesizeEnvironment } from "./synth";
import { type Walk, walk } from "./walker/paths";
import { Stack, textAt } from "./walker/stack";

/** The resources that lie on or beside a path to Redis, by the names the tests call them. */
const ADDRESSES = {
  network: "google_compute_network.network",
  subnet: "google_compute_subnetwork.network_subnet",
  router: "google_compute_router.nat_router",
  nat: "google_compute_router_nat.nat_gateway",
  range: "google_compute_global_address.private_services_range",
  connection: "google_service_networking_connection.private_services_connection",
  connector: "google_vpc_access_connector.connector",
  cache: "google_redis_instance.cache",
  closing: "google_compute_firewall.firewall_closed",
  opening: "google_compute_firewall.firewall_redis_egress",
  ingressTwin: "google_compute_firewall.firewall_redis",
  internal: "google_compute_firewall.firewall_internal",
  healthChecks: "google_compute_firewall.firewall_health_checks",
  backend: "google_cloud_run_v2_service.backend_service",
  auth: "google_cloud_run_v2_service.auth_service",
  password: "google_secret_manager_secret.cache_auth",
  probe: "google_cloud_run_v2_job.backend_service_probe",
  grant: "google_secret_manager_secret_iam_member.backend_service_reads_redis_auth",
} as const;

export type StackPart = keyof typeof ADDRESSES;
/** The body of each part, to be changed in place, and the whole stack around them. */
export type StackParts = Record<StackPart, StackJson> & { json: StackJson };
type PartsChange = (parts: StackParts) => void;

const environments = readEnvironments(written);
/** Of each service, and of its probe. */
const pathsIn = new Map(environments.map((environment) => [environment.name, 2 * connectedKeysOf(environment).length]));

export const synthesized: [string, StackJson][] = environments.map((environment) => [
  environment.name,
  synthesizeEnvironment(environment),
]);

export const onTheDefaultNetwork = () =>
  synthesizeEnvironment(
    read(
      stagingInput((input) => {
        input.privateNetwork = false;
      }),
    ),
  );

/** A copy of the stack with the change in it. A change that changes nothing proves nothing and is refused. */
export function changed(original: StackJson, change: PartsChange): StackJson {
  const json = structuredClone(original);
  change({ ...bodiesIn(json), json });
  const [before, after] = [JSON.stringify(original), JSON.stringify(json)];
  if (before === after) throw new Error("the change left the stack as it was");
  return JSON.parse(after);
}

function bodiesIn(json: StackJson): Record<StackPart, StackJson> {
  const entries = Object.entries(ADDRESSES).map(([part, address]) => {
    const [type = "", name = ""] = address.split(".");
    return [part, json.resource[type]?.[name]];
  });
  return Object.fromEntries(entries);
}

/** The walker complains about this attribute of this part, or of this address, in every environment. */
export function refuses(
  title: string,
  [where, attribute]: readonly [StackPart | `google_${string}`, string],
  change: PartsChange,
): void {
  const address = where in ADDRESSES ? ADDRESSES[where as StackPart] : where;
  test.each(synthesized)(`${title} (%s)`, (_, json) => {
    const complaints = follow(changed(json, change)).problems.map(
      (problem) => `${problem.address} ${problem.attribute}`,
    );
    expect(complaints).toContain(`${address} ${attribute}`);
  });
}

/** The walker finds nothing wrong and the same paths as before, in every environment. */
export function accepts(title: string, change: PartsChange): void {
  test.each(synthesized)(`${title} (%s)`, (name, json) => {
    const before = follow(json);
    const after = follow(changed(json, change));
    expect(after.problems).toEqual([]);
    expect(before.paths).toHaveLength(pathsIn.get(name) ?? 0);
    expect(described(after)).toEqual(described(before));
  });
}

export function follow(json: StackJson): Walk {
  return walk(new Stack(json));
}

/** Paths by the names that Google knows, which outlive a change of address; in any order. */
function described({ paths }: Walk): string[] {
  return paths
    .map(({ service, connector, network, cache, port }) =>
      [service, connector, network, cache]
        .map((stop) => stop && textAt(stop, "name"))
        .join(" -> ")
        .concat(`:${port}`),
    )
    .sort();
}

/** Puts one more resource into the stack. */
export function add(json: StackJson, address: string, body: StackJson): void {
  const [type = "", name = ""] = address.split(".");
  json.resource[type] = { ...json.resource[type], [name]: body };
}

export function remove(json: StackJson, part: StackPart): void {
  const [type = "", name = ""] = ADDRESSES[part].split(".");
  delete json.resource[type][name];
}

/** A second network beside the environment's own, and a reference to it. */
export function otherNetwork(json: StackJson): string {
  add(json, "google_compute_network.other", { name: "other-vpc", auto_create_subnetworks: false });
  return ref("google_compute_network.other.id");
}

export function variable(service: StackJson, name: string): StackJson {
  return service.template.containers[0].env.find((entry: { name: string }) => entry.name === name);
}
