import { findSubnetwork } from "../topology/build";
import type { Service, Subnetwork, Topology } from "../topology/model";
import { compare, type NetworkId, projectOf } from "../topology/networks";
import { lastSegment } from "../topology/read";
import type { Reference } from "../values";
import type { Check, Finding } from "./finding";

/** A network named by text agrees with the one that is made here by luck, until somebody renames one of the two. */
export const literalNetworks: Check = ({ topology }) => {
  // After an apply every name is a literal; only configuration can tell.
  if (topology.kind === "state" || topology.kind === "inventory") return [];
  const { connectors, rules, subnetworks, connections, allocations, caches } = topology;
  const users = [connectors, rules, subnetworks, connections, allocations, caches].flat();
  return [
    ...users.flatMap(({ address, network, resource }) => {
      // What a resource reads is asked last: of most rules nobody has to know.
      if (!network?.literal || resource.reads.some(namesNetworkOrSubnet)) return [];
      const attribute = resource.type === "google_redis_instance" ? "authorized_network" : "network";
      return byLuck({ address, attribute }, network, topology);
    }),
    ...topology.services.flatMap((service) => ofInterface(service, topology)),
  ];
};

type At = { address: string; attribute: string };

function byLuck(at: At, network: NetworkId | undefined, { networks }: Topology): Finding[] {
  if (!network?.literal || network.name === undefined) return [];
  const made = networks.find(({ id, managed }) => managed && compare(id, network) === "same");
  return made ? [finding(at, "network", network.name, made.address)] : [];
}

/** A service with an interface of its own names its network, its subnet or both. */
function ofInterface({ address, access, accessAttribute, region, resource }: Service, topology: Topology): Finding[] {
  if (access.kind !== "direct") return [];
  // The first generation says all of it in one annotation.
  const at = (key: string): At => ({
    address,
    attribute: accessAttribute.endsWith("network_interfaces") ? `${accessAttribute}.${key}` : accessAttribute,
  });
  const { reads } = resource;
  const found: Finding[] = [];
  if (access.network !== undefined && !reads.some(namesNetwork)) {
    found.push(...byLuck(at("network"), topology.finder.named(access.network, resource), topology));
  }
  if (typeof access.subnetwork === "string" && !reads.some(namesSubnet)) {
    const made = subnetMadeHere(access.subnetwork, region, projectOf(resource), topology.subnetworks);
    if (made) found.push(finding(at("subnetwork"), "subnetwork", lastSegment(access.subnetwork), made.address));
  }
  return found;
}

function subnetMadeHere(
  said: string,
  region: Service["region"],
  project: string | undefined,
  subnetworks: readonly Subnetwork[],
): Subnetwork | undefined {
  const wanted = /projects\/([^/]+)\//.exec(said)?.[1] ?? project;
  const candidates = subnetworks.filter(
    ({ resource }) => resource.mode === "managed" && projectOf(resource) === wanted,
  );
  return findSubnetwork(said, region, candidates);
}

function finding(at: At, what: string, name: string, made: string): Finding {
  return {
    rule: "literal-network",
    severity: "warning",
    ...at,
    message: `names the ${what} "${name}" by hand; it is ${made} by luck only`,
    fix: `refer to ${made}`,
  };
}

const NETWORK = /google_compute_network\./;
const SUBNET = /google_compute_subnetwork\./;

/** The value of a reference may be already known; the configuration says whether it was one. */
function namesNetworkOrSubnet({ address, attribute }: Reference): boolean {
  // A rule may read the range of a subnet and still name its network.
  return NETWORK.test(address) || (SUBNET.test(address) && attribute !== "ip_cidr_range");
}

function namesNetwork({ address, attribute }: Reference): boolean {
  return NETWORK.test(address) || (SUBNET.test(address) && attribute === "network");
}

function namesSubnet({ address, attribute }: Reference): boolean {
  return SUBNET.test(address) && attribute !== "network" && attribute !== "ip_cidr_range";
}
