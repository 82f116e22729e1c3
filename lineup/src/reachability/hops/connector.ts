import { CONNECTOR_PATH, findConnector } from "../../topology/attachment";
import { exists } from "../../topology/exists";
import type { Connector, Service, Topology } from "../../topology/model";
import type { NetworkId } from "../../topology/networks";
import { Unresolved, type Value } from "../../values";
import type { Sender } from "../acting";
import { mayHoldMore } from "../blind-spots";
import type { Trail } from "../path";
import { connectorIsMade } from "./connector-limits";
import type { Entry } from "./entry";
import { existence, label, regionText, sameRegion } from "./places";

/** From the service to its connector; undefined where there is none to go on from. */
export function throughConnector(trail: Trail, topology: Topology, service: Service, said: Value): Entry | undefined {
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
    const everythingKnown =
      topology.kind === "inventory" &&
      typeof said === "string" &&
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
  if (said instanceof Unresolved && said.takenAtItsWord) {
    trail.assume(`${service.address} uses ${connector.address}: the plan names it but not how`);
  }
  if (!connector.certain) existence(trail, connector.address);
  trail.step("ARRIVE_AT_VPC_CONNECTOR", connector.address, `${label(connector)}${regionText(connector.region)}`);
  running(trail, topology, connector);
  if (!exists(topology, connector)) connectorIsMade(trail, connector);
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

function running(trail: Trail, { kind }: Topology, { address, state }: Connector): void {
  const at = { address, attribute: "state" };
  if (state === "READY" || (state === undefined && kind !== "state")) return;
  if (state === undefined || state === "UPDATING") {
    const message =
      state === undefined ? "whether the connector is ready is not recorded" : "the connector is UPDATING";
    trail.unknown("VPC_CONNECTOR_NOT_RUNNING", at, message, "wait, refresh the state and judge that");
    return;
  }
  const fix = "repair or replace the connector; a failed one does not recover by itself";
  trail.blocked("VPC_CONNECTOR_NOT_RUNNING", at, `the connector is ${state}`, fix);
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
