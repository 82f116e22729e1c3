import { accessWords } from "../../topology/access-words";
import { CONNECTOR_PATH, findConnector } from "../../topology/attachment";
import { exists } from "../../topology/exists";
import type { Connector, Service, Topology } from "../../topology/model";
import { compareProjects, type NetworkId, projectOf } from "../../topology/networks";
import { Unresolved, type Value } from "../../values";
import { mayHoldMore } from "../blind-spots";
import type { Trail } from "../path";
import type { PacketSender } from "../rule-effects";
import { connectorIsMade } from "./connector-limits";
import type { Entry } from "./entry";
import { existence, nameAndRegion, sameRegion } from "./places";

/** From the service to its connector; undefined where the connector or its network is not known. */
export function throughConnector(
  trail: Trail,
  topology: Topology,
  service: Service,
  reference: Value,
): Entry | undefined {
  const at = { address: service.address, attribute: accessWords(service).connector };
  const connector = findConnector(reference, service, topology.connectors);
  if (!connector) {
    const what = reference instanceof Unresolved ? reference.shown : String(reference);
    const region = typeof reference === "string" ? CONNECTOR_PATH.exec(reference)?.[2] : undefined;
    if (region !== undefined && typeof service.region === "string" && region !== service.region) {
      const message = `it names a connector in ${region} and runs in ${service.region}: a connector serves its own region only`;
      trail.blocked("REGION_MISMATCH", at, message, "use a connector of the service's region");
      return undefined;
    }
    const everythingKnown =
      topology.kind === "inventory" &&
      typeof reference === "string" &&
      isOfReadProject(reference, service) &&
      !mayHoldMore(topology, "google_vpc_access_connector");
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
  if (reference instanceof Unresolved && (reference.isAssumed || !(reference.soleReference || reference.parts))) {
    const why =
      reference.references.length > 0
        ? "the plan holds the reference to the connector but not the expression around it"
        : "it is the only connector that the plan makes, and the plan does not keep what names it";
    trail.assume(`${service.address} uses ${connector.address}: ${why}`);
  }
  if (!connector.certain) existence(trail, connector.address);
  ofSharedVpc(trail, service, connector);
  trail.step({ kind: "connector", ...nameAndRegion(connector) });
  running(trail, topology, connector);
  if (!exists(topology, connector)) connectorIsMade(trail, connector);
  sameRegion(trail, connector.address, connector.region, service, "a connector serves its own region only");
  const network: NetworkId | undefined = connector.network;
  if (!network) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      { address: connector.address, attribute: "network" },
      "it names neither a network nor a subnet",
      "set its network by reference",
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

/** An inventory holds the connectors of one project, which it names by its id. */
function isOfReadProject(reference: string, { resource }: Service): boolean {
  const [, project] = CONNECTOR_PATH.exec(reference) ?? [];
  return project === undefined || compareProjects(project, resource.project) === "same";
}

/** A service uses connectors of its own project and of the project that shares its network. */
function ofSharedVpc(trail: Trail, service: Service, { address, resource, network }: Connector): void {
  const [own, its] = [projectOf(service.resource), projectOf(resource)];
  if (compareProjects(own, its) !== "different") return;
  const isNear = [own, its].some((project) => compareProjects(network?.project, project) !== "different");
  if (network?.project !== undefined && !isNear) {
    const message = `it is in ${its}, its network in ${network.project} and ${service.address} in ${own}: only the project that shares the network lends a connector`;
    const fix = "use a connector of the service's own project, or one of the host project";
    trail.unknown("UNRESOLVED_REFERENCE", { address, attribute: "project" }, message, fix);
    return;
  }
  trail.assume(
    `${own} and ${its} share a network (Shared VPC), and the Cloud Run service agent of ${own} may use ${address}`,
  );
}

function running(trail: Trail, { kind }: Topology, { address, state }: Connector): void {
  const at = { address, attribute: "state" };
  if (state === "READY" || (state === undefined && kind !== "state" && kind !== "inventory")) return;
  if (state === undefined || state === "UPDATING" || state === "STATE_UNSPECIFIED") {
    const message =
      state !== "UPDATING" ? "its state is unknown: the input does not hold it" : "the connector is UPDATING";
    trail.unknown("VPC_CONNECTOR_NOT_RUNNING", at, message, "wait, refresh the state and judge it again");
    return;
  }
  const fix = "repair or replace the connector; a connector in state ERROR does not recover";
  trail.blocked("VPC_CONNECTOR_NOT_RUNNING", at, `the connector is ${state}`, fix);
}

/** One sender for each connector, however many services use it: its firewall rules are looked up once. */
const senders = new WeakMap<Connector, PacketSender>();

function senderOf(connector: Connector, network: NetworkId): PacketSender {
  const already = senders.get(connector);
  if (already) return already;
  const { region, name, range } = connector;
  const known = typeof region === "string" && typeof name === "string";
  const sender: PacketSender = {
    network,
    tags: known ? ["vpc-connector", `vpc-connector-${region}-${name}`] : new Unresolved("the connector's own tag"),
    range,
    googleRules: known ? `aet-${region.replaceAll("-", "")}-${name.replaceAll("-", "--")}-` : undefined,
  };
  senders.set(connector, sender);
  return sender;
}
