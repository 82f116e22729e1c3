import { isNamedCallerType } from "../../../facts/callers";
import { factsAt, REGISTERED_ENDPOINTS } from "../../../facts/targets";
import { groupedBy } from "../grouping";
import { decidingNothing, type Model, type Resource } from "../inputs/model";
import { isKnown, Unresolved, type Value } from "../values";
import { Accounts } from "./accounts";
import { destinationsOf, rangeOf } from "./addresses";
import { allocatedRange, isServicesConnection, servicesConnection } from "./allocations";
import { connectionPolicy } from "./connection-policies";
import { exists, isApplied } from "./exists";
import { firewallRule } from "./firewall-rules";
import { Grants } from "./grants";
import { handedOn } from "./handed-on";
import type { Connector, SecretUse, Service, Subnetwork, Target, Topology } from "./model";
import { NetworkFinder, type NetworkId, projectOf, unknownNetwork } from "./networks";
import { withPin } from "./pinned";
import { policies } from "./policies";
import { flag, get, itemFields, knownText, text, unlessComputed, within } from "./read";
import { regionOf } from "./regions";
import { SecretVersions } from "./secrets";
import { isService, service } from "./services";
import { servingRevisions } from "./serving";
import { findSubnetwork, subnetwork } from "./subnetworks";
import { handMadeEndpoints, otherTargets } from "./target-addresses";
import { readTargets } from "./targets";

/** The network that the resources of a model describe. */
export function buildTopology(model: Model): Topology {
  const byType = groupedBy(model.resources, ({ type }) => type);
  const of = (type: string) => byType.get(type) ?? [];
  const networks = new NetworkFinder(model.resources);
  const secrets = new SecretVersions(of("google_secret_manager_secret"), of("google_secret_manager_secret_version"));
  const accounts = new Accounts(model.resources);
  const subnetworks = of("google_compute_subnetwork").map((resource) => subnetwork(resource, networks));
  const allocations = of("google_compute_global_address").map((resource) => allocatedRange(resource, networks));
  const connections = of("google_service_networking_connection")
    .filter(isServicesConnection)
    .map((resource) => servicesConnection(resource, networks));
  const connectionPolicies = of("google_network_connectivity_service_connection_policy").map((resource) =>
    connectionPolicy(resource, networks, subnetworks),
  );
  const registered = Object.keys(REGISTERED_ENDPOINTS).flatMap(of);
  const { targets, others } = readTargets(byType, {
    networks,
    allocations,
    connections,
    subnetworks,
    connectionPolicies,
  });
  return {
    file: model.file,
    kind: model.kind,
    isPartial: model.planned?.isWhole === false,
    resources: model.resources,
    finder: networks,
    networks: of("google_compute_network").map((resource) => ({
      ...itemFields(resource),
      id: networks.of(resource),
      managed: resource.mode === "managed",
      enforcement: knownText(get(resource, "network_firewall_policy_enforcement_order")),
      autoSubnets: flag(get(resource, "auto_create_subnetworks")) ?? (resource.mode === "managed" ? true : undefined),
    })),
    peerings: of("google_compute_network_peering").map((resource) => ({
      ...itemFields(resource),
      network: networks.named(get(resource, "network"), resource),
      peer: networks.named(get(resource, "peer_network"), resource),
    })),
    subnetworks,
    connectors: of("google_vpc_access_connector").map((resource) => connector(resource, networks, subnetworks)),
    services: model.resources
      .filter(isService)
      .map((resource) =>
        withSecretValues(withHandedOn(service(resource, isApplied(model)), networks), secrets, networks),
      )
      .map(servingRevisions(model.resources))
      .map((one) => withPin(one, model.pins)),
    targets,
    otherTargets: [...otherTargets(others, registered), ...handMadeEndpoints(targets, registered)],
    otherCallers: model.resources.filter(({ type, mode }) => mode === "managed" && isNamedCallerType(type)),
    dnsRecords: of("google_dns_record_set").filter(({ mode }) => mode === "managed"),
    dnsZones: of("google_dns_managed_zone"),
    rules: of("google_compute_firewall").map((resource) =>
      firewallRule(resource, networks, exists(model, { resource }), (port) => impliedPort(port, targets)),
    ),
    allocations,
    connections,
    connectionPolicies,
    secrets,
    accounts,
    grants: new Grants(model.resources, accounts, secrets),
    policies: policies(byType, networks),
    policyRoutes: of("google_network_connectivity_policy_based_route").map((resource) => ({
      ...itemFields(resource),
      network: networks.named(get(resource, "network"), resource),
      destinations: destinationsOf(within(get(resource, "filter"), "dest_range")),
      sources: destinationsOf(within(get(resource, "filter"), "src_range")),
    })),
    missing: model.missing ?? new Set(),
    blindSpots: [
      ...model.blindSpots,
      // It could have decided what the input leaves open, and hides nothing that the input shows.
      ...(model.unusedConfiguration === undefined
        ? []
        : [decidingNothing(model.unusedConfiguration, "pass the configuration that the plan was made from")]),
    ],
  };
}

/** The port of an expression that is exactly a target's port. A reference in a plan may be part of a longer expression. */
function impliedPort({ soleReference, isAssumed }: Unresolved, targets: readonly Target[]): number | undefined {
  if (!soleReference || isAssumed || !factsAt(soleReference.address)?.ports.test(soleReference.attribute))
    return undefined;
  const port = targets.find(({ aliases }) => aliases.includes(soleReference.address))?.port;
  return port !== undefined && isKnown(port) ? port : undefined;
}

function withHandedOn(service: Service, resources: NetworkFinder): Service {
  const variables = service.variables.map((one) => ({ ...one, value: handedOn(one.value, resources) }));
  return { ...service, variables };
}

function withSecretValues(service: Service, secrets: SecretVersions, networks: NetworkFinder): Service {
  const project = projectOf(service.resource);
  const read = <Use extends SecretUse>(use: Use): Use => {
    if (use.secret === undefined) return use;
    const content = secrets.read(use.secret, use.secretVersion, project);
    return "value" in content
      ? { ...use, secretValue: handedOn(content.value, networks) }
      : { ...use, secretDoubt: content.doubt };
  };
  return { ...service, variables: service.variables.map(read), secretVolumes: service.secretVolumes.map(read) };
}

/** A connector has a range of its own in a network, or uses a subnet and that subnet's network. */
function connector(resource: Resource, networks: NetworkFinder, subnetworks: Subnetwork[]): Connector {
  const region = regionOf(resource);
  const block = get(resource, "subnet");
  const said = within(block, "name");
  const subnet = said === "" ? undefined : said;
  const lender = projectOfSubnet(block, resource);
  const found = findSubnetwork(subnet, region, subnetworks, lender);
  const name = unlessComputed(get(resource, "network"));
  const network = networks.named(lender === projectOf(resource) ? name : ofProject(lender, name), resource);
  return {
    ...itemFields(resource),
    region,
    network: network ?? found?.network ?? (subnet === undefined ? undefined : networkOfUnknownSubnet(subnet)),
    range: rangeOf(get(resource, "ip_cidr_range")) ?? found?.range,
    rangeText: knownText(get(resource, "ip_cidr_range")),
    subnet: found,
    state: knownText(get(resource, "state")),
  };
}

/** A state holds the bare name of the network, which is one of the project whose subnet it is. */
function ofProject(project: string | undefined, network: Value | undefined): Value | undefined {
  const isBare = typeof network === "string" && network !== "" && !network.includes("/");
  return isBare && project !== undefined ? `projects/${project}/global/networks/${network}` : network;
}

/** The connector's own project where none is set: a subnet of a shared VPC must name its project. */
function projectOfSubnet(block: Value | undefined, resource: Resource): string | undefined {
  const said = text(unlessComputed(within(block, "project_id")));
  return said instanceof Unresolved ? `(${said.text})` : (said ?? projectOf(resource));
}

function networkOfUnknownSubnet(subnet: Value): NetworkId {
  return unknownNetwork(subnet instanceof Unresolved ? subnet : new Unresolved(`the subnetwork ${String(subnet)}`));
}
