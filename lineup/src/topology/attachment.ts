import { isKnown, lastSegment, Unresolved, type Value } from "../values";
import type { Connector, Service, Topology } from "./model";
import { type NetworkId, projectOf } from "./networks";
import { findSubnetwork } from "./subnetworks";

export const CONNECTOR_PATH = /projects\/([^/]+)\/locations\/([^/]+)\/connectors\//;

/** By reference, by full id, or by name in the service's own project and region. */
export function findConnector(said: Value, service: Service, connectors: readonly Connector[]): Connector | undefined {
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

/** The network that a service is in; undefined where it is in none, or where that cannot be told. */
export function networkOf(service: Service, { connectors, subnetworks, finder }: Topology): NetworkId | undefined {
  const { access, resource, region } = service;
  if (access.kind === "connector") return findConnector(access.connector, service, connectors)?.network;
  if (access.kind !== "direct") return undefined;
  const named = finder.named(access.network, resource);
  return named ?? findSubnetwork(access.subnetwork, region, subnetworks, projectOf(resource))?.network;
}
