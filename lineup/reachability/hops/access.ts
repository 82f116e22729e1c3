import type { IntervalSet } from "../../sets/intervals";
import { findSubnetwork } from "../../topology/build";
import type { Connector, Service, Topology } from "../../topology/model";
import type { NetworkFinder, NetworkId } from "../../topology/networks";
import { projectOf } from "../../topology/networks";
import { lastSegment } from "../../topology/read";
import { compareRegions } from "../../topology/regions";
import { isKnown, type Maybe, Unresolved, type Value } from "../../values";
import type { Sender } from "../acting";
import type { Trail } from "../path";

/** How a service gets into the network: what sends its packets there, and in which region. */
export interface Entry {
  sender: Sender;
  region: Maybe<string> | undefined;
  /** The connector or subnetwork, for overlap checks. */
  through: { address: string; range: Maybe<IntervalSet> | undefined };
  isConnector: boolean;
}

/** From the service to the first hop in the network; undefined where there is none to go on from. */
export function enterNetwork(
  trail: Trail,
  topology: Topology,
  networks: NetworkFinder,
  service: Service,
): Entry | undefined {
  trail.step("START_FROM_CLOUD_RUN_REVISION", service.address, `${label(service)}${regionText(service.region)}`);
  if (service.notReady !== undefined) {
    trail.blocked(
      "CLOUD_RUN_REVISION_NOT_READY",
      { address: service.address, attribute: "terminal_condition" },
      `its latest revision is not ready: ${service.notReady}`,
      "look at the revision's log; nothing runs that could call Redis",
    );
  }
  if (!service.certain) existence(trail, service.address);
  const at = { address: service.address, attribute: service.accessAttribute };
  switch (service.access.kind) {
    case "none":
      trail.blocked(
        "VPC_CONNECTOR_NOT_SET",
        at,
        "it has no way into any network, and Redis has no public address",
        "give it vpc_access with a connector in the network of its Redis",
      );
      return undefined;
    case "unresolved":
      trail.unknown(
        "UNRESOLVED_REFERENCE",
        at,
        `how it gets into the network cannot be told: ${service.access.what.shown}`,
        RESOLVE,
      );
      return undefined;
    case "connector":
      return throughConnector(trail, topology, service, service.access.connector);
    case "direct":
      return direct(trail, topology, networks, service, service.access);
  }
}

const CONNECTOR_PATH = /projects\/([^/]+)\/locations\/([^/]+)\/connectors\//;
const RESOLVE = "write it so that it resolves, or judge with --config, or judge the state";

function existence(trail: Trail, address: string): void {
  trail.unknown(
    "UNRESOLVED_REFERENCE",
    { address, attribute: "count or for_each" },
    "whether it exists cannot be told from this input",
    "judge a plan: there every instance is listed",
  );
}

function throughConnector(trail: Trail, topology: Topology, service: Service, said: Value): Entry | undefined {
  const at = { address: service.address, attribute: `${service.accessAttribute}.connector` };
  const connector = findConnector(said, service, topology.connectors);
  if (!connector) {
    const what = said instanceof Unresolved ? said.shown : String(said);
    const region = typeof said === "string" ? CONNECTOR_PATH.exec(said)?.[2] : undefined;
    if (region !== undefined && typeof service.region === "string" && region !== service.region) {
      const message = `it names a connector in ${region} and runs in ${service.region}: a connector serves its own region only`;
      trail.blocked("REGION_MISMATCH", at, message, "use a connector of the service's region");
      return undefined;
    }
    const everythingKnown = topology.kind === "inventory" && typeof said === "string";
    if (everythingKnown) {
      trail.blocked(
        "VPC_CONNECTOR_NOT_SET",
        at,
        `the connector ${what} does not exist`,
        "attach a connector that exists",
      );
    } else {
      trail.unknown(
        "UNRESOLVED_REFERENCE",
        at,
        `the connector ${what} is not part of this input`,
        "judge an input that holds the connector, or refer to it",
      );
    }
    return undefined;
  }
  if (said instanceof Unresolved && said.takenAtItsWord) {
    trail.assume(`${service.address} uses ${connector.address}: the plan names it but not how`);
  }
  if (!connector.certain) existence(trail, connector.address);
  trail.step("ARRIVE_AT_VPC_CONNECTOR", connector.address, `${label(connector)}${regionText(connector.region)}`);
  if (connector.state !== undefined && connector.state !== "READY") {
    trail.blocked(
      "VPC_CONNECTOR_NOT_RUNNING",
      { address: connector.address, attribute: "state" },
      `the connector is ${connector.state}`,
      "repair or replace the connector; a failed one does not recover by itself",
    );
  }
  sameRegion(trail, connector.address, connector.region, service, "a connector serves its own region only");
  const network: NetworkId | undefined = connector.network;
  if (!network) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      { address: connector.address, attribute: "network" },
      "it names neither a network nor a subnet",
      "say its network by reference",
    );
    return undefined;
  }
  const { region, range } = connector;
  return {
    sender: senderOf(connector, network),
    region,
    through: { address: connector.address, range },
    isConnector: true,
  };
}

/** One object for each connector, however many services use it: what is found out about it is found out once. */
const senders = new WeakMap<Connector, Sender>();

function senderOf(connector: Connector, network: NetworkId): Sender {
  const already = senders.get(connector);
  if (already) return already;
  const { region, name, range } = connector;
  const known = typeof region === "string" && typeof name === "string";
  const sender: Sender = {
    network,
    tags: known ? ["vpc-connector", `vpc-connector-${region}-${name}`] : new Unresolved("the connector's own tag"),
    range,
    googleRules: known ? `aet-${region.replaceAll("-", "")}-${name.replaceAll("-", "--")}-` : undefined,
  };
  senders.set(connector, sender);
  return sender;
}

/** By reference, by full id, or by name in the service's own project and region. */
function findConnector(said: Value, service: Service, connectors: readonly Connector[]): Connector | undefined {
  if (said instanceof Unresolved) {
    const reference =
      said.lone ?? (said.parts?.at(-1) instanceof Unresolved ? (said.parts.at(-1) as Unresolved).lone : undefined);
    const identity = reference && ["id", "self_link", "name"].includes(reference.attribute);
    return identity ? connectors.find(({ address }) => address === reference.address) : undefined;
  }
  if (typeof said !== "string") return undefined;
  const [, project, region] = CONNECTOR_PATH.exec(said) ?? [];
  return connectors.find((connector) => {
    if (connector.name !== lastSegment(said)) return false;
    const itsProject = projectOf(connector.resource);
    const wantedProject = project ?? projectOf(service.resource);
    if (itsProject !== undefined && wantedProject !== undefined && itsProject !== wantedProject) return false;
    // A bare name means the service's own region: a connector elsewhere of that name is not meant.
    const wanted = region ?? (said.includes("/") ? undefined : service.region);
    return wanted === undefined || !isKnown(wanted) || connector.region === wanted;
  });
}

function direct(
  trail: Trail,
  topology: Topology,
  networks: NetworkFinder,
  service: Service,
  access: Extract<Service["access"], { kind: "direct" }>,
): Entry | undefined {
  const subnetwork = findSubnetwork(access.subnetwork, service.region, topology.subnetworks);
  const network = networks.named(access.network, service.resource) ?? subnetwork?.network;
  const at = { address: service.address, attribute: service.accessAttribute };
  if (!network) {
    trail.unknown("UNRESOLVED_REFERENCE", at, "the network of its interface cannot be told", RESOLVE);
    return undefined;
  }
  trail.step("APPLY_ROUTE", service.address, "straight into the network through an interface of its own");
  if (subnetwork)
    sameRegion(trail, subnetwork.address, subnetwork.region, service, "a service uses a subnet of its own region");
  trail.assume("the first connections of a new instance with direct VPC egress may take a minute");
  return {
    sender: { network, tags: access.tags, range: subnetwork?.range, googleRules: undefined },
    region: service.region,
    through: { address: subnetwork?.address ?? service.address, range: subnetwork?.range },
    isConnector: false,
  };
}

function sameRegion(
  trail: Trail,
  address: string,
  region: Maybe<string> | undefined,
  service: Service,
  why: string,
): void {
  const at = { address, attribute: "region" };
  const sameness = compareRegions(region, service.region);
  if (sameness === "different") {
    trail.blocked(
      "REGION_MISMATCH",
      at,
      `it is in ${region}, ${service.address} in ${service.region}: ${why}`,
      `put both into one region`,
    );
  } else if (sameness === "unknown") {
    trail.unknown("UNRESOLVED_REFERENCE", at, "whether it is in the region of its service cannot be told", RESOLVE);
  }
}

function label(thing: { address: string; name: Maybe<string> | undefined }): string {
  return typeof thing.name === "string" ? thing.name : thing.address;
}

function regionText(region: Maybe<string> | undefined): string {
  return typeof region === "string" ? ` in ${region}` : "";
}
