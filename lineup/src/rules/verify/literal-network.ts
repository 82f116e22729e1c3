import { factsAt } from "../../../../facts/targets";
import { isApplied } from "../../topology/exists";
import type { Service, Subnetwork, Topology } from "../../topology/model";
import { compareNetworks, type NetworkId, projectOf } from "../../topology/networks";
import { findSubnetwork } from "../../topology/subnetworks";
import { lastSegment, type Reference } from "../../values";
import { defineRule, type Reported } from "../define";

export const literalNetwork = defineRule({
  id: "literal-network",
  title: "A network is named by text instead of by reference",
  help: "The text matches the network in this configuration only until one of the two is renamed. Then the resource is in another network, or in none, and the path is cut.",
  remedy: "Refer to the network or subnet resource.",
  severity: "warning",
  check: ({ topology }) => {
    // After an apply every name is a literal; only configuration shows the difference.
    if (isApplied(topology)) return [];
    const { connectors, rules, subnetworks, connections, allocations, targets } = topology;
    const users = [connectors, rules, subnetworks, connections, allocations, targets].flat();
    return [
      ...users.flatMap(({ address, network, resource }) => {
        // What a resource reads is asked last: most firewall rules refer to their network.
        if (!network?.literal || resource.reads.some(namesNetworkOrSubnet)) return [];
        const attribute = factsAt(address)?.network ?? "network";
        return ofNetwork({ address, attribute }, network, topology);
      }),
      ...topology.services.flatMap((service) => ofInterface(service, topology)),
    ];
  },
});

type At = { address: string; attribute: string };

function ofNetwork(at: At, network: NetworkId | undefined, { networks }: Topology): Reported[] {
  if (!network?.literal || network.name === undefined) return [];
  const made = networks.find(({ id, managed }) => managed && compareNetworks(id, network) === "same");
  return made ? [finding(at, "network", network.name, made.address)] : [];
}

/** A service with an interface of its own names its network, its subnet or both. */
function ofInterface({ address, access, accessAttribute, region, resource }: Service, topology: Topology): Reported[] {
  if (access.kind !== "direct") return [];
  // The first generation says all of it in one annotation.
  const at = (key: string): At => ({
    address,
    attribute: accessAttribute.endsWith("network_interfaces") ? `${accessAttribute}.${key}` : accessAttribute,
  });
  const { reads } = resource;
  const found: Reported[] = [];
  if (access.network !== undefined && !reads.some(namesNetwork)) {
    found.push(...ofNetwork(at("network"), topology.finder.named(access.network, resource), topology));
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

function finding(at: At, what: string, name: string, made: string): Reported {
  return {
    ...at,
    message: `names the ${what} "${name}" as text; that it is ${made} is a coincidence of names`,
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
