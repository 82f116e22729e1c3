import type { Model, Resource } from "../inputs/model";
import { isKnown, type Maybe, Unresolved } from "../values";
import { destinationsOf, rangeOf } from "./addresses";
import { allocatedRange, cache, isServicesConnection, OTHER_TARGETS, servicesConnection } from "./caches";
import { firewallRule } from "./firewall-rules";
import type { Connector, Service, Subnetwork, Topology } from "./model";
import { NetworkFinder, type NetworkId } from "./networks";
import { policies } from "./policies";
import { get, items, knownText, lastSegment, text, unlessComputed, within } from "./read";
import { SecretVersions } from "./secrets";
import { isService, service } from "./services";

/** Reads a model's resources as a network. */
export function buildTopology(model: Model): Topology {
  const byType = new Map<string, Resource[]>();
  for (const resource of model.resources) {
    const others = byType.get(resource.type);
    if (others) others.push(resource);
    else byType.set(resource.type, [resource]);
  }
  const of = (type: string) => byType.get(type) ?? [];
  const networks = new NetworkFinder(model.resources);

  const secrets = new SecretVersions(of("google_secret_manager_secret"), of("google_secret_manager_secret_version"));
  const subnetworks = of("google_compute_subnetwork").map((resource) => subnetwork(resource, networks));
  const allocations = of("google_compute_global_address").map((resource) => allocatedRange(resource, networks));
  const connections = of("google_service_networking_connection")
    .filter(isServicesConnection)
    .map((resource) => servicesConnection(resource, networks));
  return {
    file: model.file,
    kind: model.kind,
    resources: model.resources,
    finder: networks,
    networks: of("google_compute_network").map((resource) => ({
      address: resource.address,
      name: text(get(resource, "name")),
      certain: resource.certain,
      resource,
      id: networks.of(resource),
      managed: resource.mode === "managed",
      enforcement: knownText(get(resource, "network_firewall_policy_enforcement_order")),
    })),
    subnetworks,
    connectors: of("google_vpc_access_connector").map((resource) => connector(resource, networks, subnetworks)),
    services: model.resources.filter(isService).map((resource) => withSecretValues(service(resource), secrets)),
    caches: of("google_redis_instance").map((resource) => cache(resource, networks, allocations, connections)),
    otherTargets: model.resources.filter(({ type }) => OTHER_TARGETS.has(type)),
    rules: of("google_compute_firewall").map((resource) => firewallRule(resource, networks)),
    allocations,
    connections,
    secrets,
    policies: policies(byType, networks),
    policyRoutes: of("google_network_connectivity_policy_based_route").map((resource) => ({
      address: resource.address,
      name: text(get(resource, "name")),
      certain: resource.certain,
      resource,
      network: networks.named(get(resource, "network"), resource),
      destinations: destinationsOf(within(get(resource, "filter"), "dest_range")),
      sources: destinationsOf(within(get(resource, "filter"), "src_range")),
    })),
    blindSpots: model.blindSpots,
    gaps: model.gaps,
  };
}

function withSecretValues(service: Service, secrets: SecretVersions): Service {
  const variables = service.variables.map((variable) =>
    variable.secret === undefined ? variable : { ...variable, secretValue: secrets.valueOf(variable.secret) },
  );
  return { ...service, variables };
}

function subnetwork(resource: Resource, networks: NetworkFinder): Subnetwork {
  return {
    address: resource.address,
    name: text(get(resource, "name")),
    certain: resource.certain,
    resource,
    network: networks.named(get(resource, "network"), resource),
    region: text(unlessComputed(get(resource, "region"))) ?? resource.region,
    range: rangeOf(get(resource, "ip_cidr_range")),
    secondary: destinationsOf(
      items(get(resource, "secondary_ip_range")).flatMap((block) => within(block, "ip_cidr_range") ?? []),
    ).known,
  };
}

/** A connector has a range of its own in a network, or borrows a subnet and with it the subnet's network. */
function connector(resource: Resource, networks: NetworkFinder, subnetworks: Subnetwork[]): Connector {
  const region = text(unlessComputed(get(resource, "region"))) ?? resource.region;
  const subnet = within(get(resource, "subnet"), "name");
  const named = subnet === undefined || subnet === "" ? undefined : findSubnetwork(subnet, region, subnetworks);
  const network = networks.named(unlessComputed(get(resource, "network")), resource);
  const rangeText = knownText(get(resource, "ip_cidr_range"));
  return {
    address: resource.address,
    name: text(get(resource, "name")),
    certain: resource.certain,
    resource,
    region,
    network: network ?? named?.network ?? (subnet === undefined ? undefined : lostNetwork(subnet)),
    range: rangeOf(get(resource, "ip_cidr_range")) ?? named?.range,
    rangeText,
    state: knownText(get(resource, "state")),
  };
}

function lostNetwork(subnet: unknown): NetworkId {
  const text = subnet instanceof Unresolved ? subnet.text : `the subnetwork ${String(subnet)}`;
  return {
    project: undefined,
    name: undefined,
    address: undefined,
    literal: false,
    unresolved: new Unresolved(text),
    hearsay: undefined,
  };
}

/** The subnetwork that a value names, by reference, path or name. */
export function findSubnetwork(
  value: unknown,
  region: Maybe<string> | undefined,
  subnetworks: Subnetwork[],
): Subnetwork | undefined {
  if (value instanceof Unresolved) return subnetworks.find(({ address }) => address === value.lone?.address);
  if (typeof value !== "string") return undefined;
  const said = /regions\/([^/]+)\/subnetworks\//.exec(value)?.[1] ?? region;
  return subnetworks.find((subnet) => {
    const agrees = said === undefined || subnet.region === undefined || !isKnown(said) || subnet.region === said;
    return subnet.name === lastSegment(value) && agrees;
  });
}
