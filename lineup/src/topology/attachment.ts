import { isKnown, lastSegment, Unresolved, type Value } from "../values";
import { meantBy } from "./meant";
import type { Connector, Service, Topology } from "./model";
import { mayBeIn, type NetworkId, projectOf } from "./networks";
import { isIdentity } from "./read";
import { findSubnetwork } from "./subnetworks";

export const CONNECTOR_PATH = /projects\/([^/]+)\/locations\/([^/]+)\/connectors\//;

/** By reference, by full id, or by name in the service's own project and region. */
export function findConnector(value: Value, service: Service, connectors: readonly Connector[]): Connector | undefined {
  if (value instanceof Unresolved) {
    const meant = meantBy(value, connectors);
    if (meant) return meant;
    const last = value.parts?.at(-1);
    const reference = value.soleReference ?? (last instanceof Unresolved ? last.soleReference : undefined);
    if (!reference || !isIdentity(reference.attribute)) return undefined;
    return connectors.find(({ address }) => address === reference.address);
  }
  if (typeof value !== "string") return undefined;
  const [, project, region] = CONNECTOR_PATH.exec(value) ?? [];
  return connectors.find((connector) => {
    if (connector.name !== lastSegment(value)) return false;
    if (!mayBeIn(project ?? projectOf(service.resource), connector.resource)) return false;
    // A bare name means a connector in the service's own region.
    const wanted = region ?? (value.includes("/") ? undefined : service.region);
    return wanted === undefined || !isKnown(wanted) || connector.region === wanted;
  });
}

/** The network of a service; undefined where it has none, or where that is unknown. */
export function networkOf(service: Service, { connectors, subnetworks, finder }: Topology): NetworkId | undefined {
  const { access, resource, region } = service;
  if (access.kind === "connector") return findConnector(access.connector, service, connectors)?.network;
  if (access.kind !== "direct") return undefined;
  const named = finder.named(access.network, resource);
  return named ?? findSubnetwork(access.subnetwork, region, subnetworks, projectOf(resource))?.network;
}
