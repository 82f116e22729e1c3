import { blocksOf } from "../../sets/addresses";
import { isApplied } from "../../topology/exists";
import type { Service, Subnetwork, Topology } from "../../topology/model";
import { compareNetworks, type NetworkFinder, type NetworkId, networkName, projectOf } from "../../topology/networks";
import { compareRegions } from "../../topology/regions";
import { findSubnetwork } from "../../topology/subnetworks";
import { isKnown, Unresolved } from "../../values";
import type { Trail } from "../path";
import type { Entry } from "./entry";
import { RESOLVE, sameRegion } from "./places";

type Direct = Extract<Service["access"], { kind: "direct" }>;

/** From the service straight into the network, with an interface in a subnet of its own region. */
export function throughInterface(
  trail: Trail,
  topology: Topology,
  networks: NetworkFinder,
  service: Service,
  access: Direct,
): Entry | undefined {
  const named = networks.named(access.network, service.resource);
  const isNamed = access.subnetwork !== undefined;
  const subnetwork = isNamed
    ? findSubnetwork(access.subnetwork, service.region, topology.subnetworks, projectOf(service.resource))
    : named && subnetOfItsName(topology, named, service);
  const network = named ?? subnetwork?.network;
  const at = { address: service.address, attribute: service.accessAttribute };
  if (!network) {
    trail.unknown("UNRESOLVED_REFERENCE", at, "lineup cannot determine the network of its interface", RESOLVE);
    return undefined;
  }
  trail.step({ kind: "interface", address: service.address });
  const said = access.subnetwork;
  if (subnetwork && said instanceof Unresolved && (said.isAssumed || !(said.soleReference || said.parts)))
    trail.assume(`${subnetwork.address} is the subnetwork of its interface: a plan does not keep what names it`);
  if (!isNamed && !subnetwork) hasSubnet(trail, topology, network, service);
  if (isNamed && !subnetwork && topology.kind === "inventory") {
    const message = "the inventory does not list the subnetwork of its interface";
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      message,
      "name a subnetwork that exists, or read the project that has it",
    );
  }
  if (subnetwork) {
    sameRegion(trail, subnetwork.address, subnetwork.region, service, "a service uses a subnet of its own region");
    if (named) isOfNetwork(trail, subnetwork, named, service);
    // Google checked the subnet when the configuration was applied.
    if (!isApplied(topology)) takesInterfaces(trail, subnetwork);
  }
  trail.mention("the first connections of a new instance with direct VPC egress may take a minute");
  return {
    sender: { network, tags: access.tags, range: subnetwork?.range, googleRules: undefined },
    region: service.region,
    through: { address: subnetwork?.address ?? service.address, range: subnetwork?.range },
    isConnector: false,
  };
}

/** Where no subnet is named, Cloud Run takes the one that has the network's own name in the service's region. */
function subnetOfItsName({ subnetworks }: Topology, network: NetworkId, service: Service): Subnetwork | undefined {
  return subnetworks.find(
    (subnet) =>
      subnet.name === network.name &&
      subnet.network !== undefined &&
      compareNetworks(subnet.network, network) === "same" &&
      compareRegions(subnet.region, service.region) === "same",
  );
}

function hasSubnet(trail: Trail, topology: Topology, network: NetworkId, service: Service): void {
  if (isApplied(topology)) return;
  const at = { address: service.address, attribute: service.accessAttribute };
  const made = topology.networks.find(({ id, managed }) => managed && compareNetworks(id, network) === "same");
  const message = `it names ${networkName(network)} and no subnetwork, which means the subnet of that name in its region`;
  const fix = "name a subnetwork of the service's region";
  if (!made) {
    if (network.unresolved)
      trail.unknown("UNRESOLVED_REFERENCE", at, `${message}: lineup cannot determine which subnet that is`, fix);
    else
      trail.assume(
        `${networkName(network)} has a subnet of its own name in the service's region: the network is not part of this input`,
      );
    return;
  }
  if (made.autoSubnets === true) return;
  const isUnclear =
    made.autoSubnets instanceof Unresolved ||
    network.name === undefined ||
    topology.subnetworks.some((subnet) => mayBeTheOne(subnet, network, service));
  if (isUnclear)
    trail.unknown("UNRESOLVED_REFERENCE", at, `${message}: lineup cannot determine whether there is one`, fix);
  else trail.blocked("VPC_CONNECTOR_NOT_SET", at, `${message}, and there is none`, fix);
}

function mayBeTheOne(subnet: Subnetwork, network: NetworkId, service: Service): boolean {
  if (subnet.network && compareNetworks(subnet.network, network) === "different") return false;
  if (typeof subnet.name === "string" && subnet.name !== network.name) return false;
  return compareRegions(subnet.region, service.region) !== "different";
}

function isOfNetwork(trail: Trail, subnet: Subnetwork, network: NetworkId, service: Service): void {
  const at = { address: service.address, attribute: service.accessAttribute };
  const fix = "name a subnetwork of that network, or leave the network out";
  const sameness = subnet.network ? compareNetworks(subnet.network, network) : "unknown";
  if (sameness === "different") {
    const message = `${subnet.address} is a subnet of ${networkName(subnet.network)}, not of ${networkName(network)}, which it names beside it`;
    trail.blocked("VPC_CONNECTOR_NOT_SET", at, message, fix);
  } else if (sameness === "unknown") {
    const message = `lineup cannot determine whether ${subnet.address} is a subnet of ${networkName(network)}`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, RESOLVE);
  }
}

const SMALLEST = 64;
const FOR_MACHINES = new Set(["PRIVATE", "PRIVATE_RFC_1918"]);

/** Cloud Run takes addresses from an ordinary IPv4 subnet of at least a /26. */
function takesInterfaces(trail: Trail, { address, purpose, stack, range }: Subnetwork): void {
  const refused = (attribute: string, message: string, fix: string) =>
    trail.blocked(
      "VPC_CONNECTOR_NOT_SET",
      { address, attribute },
      `no service gets an address from it: ${message}`,
      fix,
    );
  if (purpose instanceof Unresolved) {
    const message = `its purpose is unknown, and services get addresses from a PRIVATE subnet only: ${purpose.shown}`;
    trail.unknown("UNRESOLVED_REFERENCE", { address, attribute: "purpose" }, message, RESOLVE);
  } else if (purpose !== undefined && !FOR_MACHINES.has(purpose)) {
    refused("purpose", `its purpose is ${purpose}`, "use a subnet of purpose PRIVATE");
  }
  if (stack === "IPV6_ONLY") refused("stack_type", "it has IPv6 addresses only", "use a subnet with an IPv4 range");
  if (range !== undefined && isKnown(range) && !range.isEmpty && range.size < SMALLEST)
    refused(
      "ip_cidr_range",
      `it is ${blocksOf(range).join(", ")}, and Cloud Run takes a /26 or larger`,
      "use a /26 or larger",
    );
}
