import type { BlindSpot, InputKind, Resource } from "../inputs/model";
import type { IntervalSet } from "../sets/intervals";
import type { Maybe, Unresolved, Value } from "../values";
import type { Accounts } from "./accounts";
import type { Grants } from "./grants";
import type { NetworkFinder, NetworkId } from "./networks";
import type { TopologyItem } from "./read";
import type { SecretVersions } from "./secrets";
import type { Addresses, TargetKind } from "./targets/kind";

/** The network that the resources of an input describe, as far as it matters for paths from services to targets. */
export interface Topology {
  file: string;
  kind: InputKind;
  resources: readonly Resource[];
  finder: NetworkFinder;
  networks: Network[];
  /** Peerings between VPC networks; those with Google's services are `connections`. */
  peerings: NetworkPeering[];
  subnetworks: Subnetwork[];
  connectors: Connector[];
  services: Service[];
  targets: Target[];
  /** Targets whose reachability is not evaluated. */
  otherTargets: OtherTarget[];
  /** What may call a Redis, of kinds that are not judged. */
  otherCallers: Resource[];
  dnsRecords: Resource[];
  dnsZones: Resource[];
  rules: FirewallRule[];
  allocations: Allocation[];
  connections: ServicesConnection[];
  connectionPolicies: ConnectionPolicy[];
  secrets: SecretVersions;
  accounts: Accounts;
  grants: Grants;
  policies: Policy[];
  policyRoutes: PolicyRoute[];
  blindSpots: readonly (string | BlindSpot)[];
  /** What a service names and does not exist, as `TYPE NAME`. */
  missing: ReadonlySet<string>;
  /** A plan that leaves out a part of its configuration. */
  isPartial: boolean;
}

export interface OtherTarget {
  resource: Resource;
  address: string;
  /** Every address that the input knows of it, written out or by reference. */
  addresses: readonly Value[];
}

/** A part of the network that one resource describes. */
export interface Network extends TopologyItem {
  id: NetworkId;
  managed: boolean;
  enforcement: string | undefined;
  /** Whether Google makes a subnet in every region; undefined where this input only names the network. */
  autoSubnets: Maybe<boolean> | undefined;
}

export interface NetworkPeering extends TopologyItem {
  network: NetworkId | undefined;
  peer: NetworkId | undefined;
}

export interface Subnetwork extends TopologyItem {
  network: NetworkId | undefined;
  region: Maybe<string> | undefined;
  range: Maybe<IntervalSet> | undefined;
  /** Its secondary ranges, as far as they are known. */
  secondary: IntervalSet;
  purpose: Maybe<string> | undefined;
  stack: Maybe<string> | undefined;
}

export interface Connector extends TopologyItem {
  /** Undefined where neither network nor subnet is set. */
  network: NetworkId | undefined;
  region: Maybe<string> | undefined;
  range: Maybe<IntervalSet> | undefined;
  rangeText: string | undefined;
  /** The subnet it stands on instead of a range of its own. */
  subnet: Subnetwork | undefined;
  state: string | undefined;
}

/** A place where a service receives the content of a secret. */
export interface SecretUse {
  secret: Value | undefined;
  secretVersion: Value | undefined;
  /** What it holds, where the input says so; else why that is unknown. */
  secretValue?: Value | undefined;
  secretDoubt?: string | undefined;
  attribute: string;
}

export interface Variable extends SecretUse {
  name: string;
  value: Value | undefined;
  /** Which of the containers of the template has it. */
  container: number;
}

export interface SecretVolume extends SecretUse {
  /** The containers that mount it; undefined where the input does not say. */
  containers: readonly number[] | undefined;
}

/** One word of a container's command line. */
export interface Argument {
  value: Value;
  attribute: string;
  container: number;
}

export type Access =
  | { kind: "none" }
  | { kind: "connector"; connector: Value }
  | { kind: "direct"; network: Value | undefined; subnetwork: Value | undefined; tags: Maybe<string[]> }
  | { kind: "unresolved"; what: Unresolved };

export interface Service extends TopologyItem {
  region: Maybe<string> | undefined;
  access: Access;
  /** The attribute that sets the access, for causes. */
  accessAttribute: string;
  /** The first API has annotations of the service as well, and a connector named there does nothing. */
  isAnnotatedItself: boolean;
  egress: Maybe<string> | undefined;
  variables: Variable[];
  secretVolumes: SecretVolume[];
  arguments: Argument[];
  /** The service account it runs as, as its template names it. */
  account: Value | undefined;
  accountAttribute: string;
  notReady: string | undefined;
  /** What serves is a revision that the environment names with a reason and a day, and that this input does not show. */
  pinned?: { revision: string; until: string; place: string };
  /** What takes its requests, where that is known to be something else than its template: each judged for itself. */
  serving?: readonly Service[];
  /** The revision that this is, where it is not the newest. */
  revision?: string;
  /** Why the revision that serves may differ from the template; undefined where it does not. */
  servesOther: { code: "UNRESOLVED_REFERENCE" | "CLOUD_RUN_REVISION_NOT_READY"; message: string } | undefined;
}

/** Where a path ends: a cache or a database. */
export interface Target extends TopologyItem, Addresses {
  kind: TargetKind;
  /** The attributes that hold its address, and those that hold one of several and do not say which. */
  hosts: RegExp;
  unclear: RegExp;
  region: Maybe<string> | undefined;
  network: NetworkId;
  networkIsSaid: boolean;
  /** How its network leads to it: DIRECT_PEERING, PRIVATE_SERVICE_ACCESS or PRIVATE_SERVICE_CONNECT. */
  connectMode: Maybe<string>;
  tls: Maybe<boolean>;
  /** Whether it asks for a password. */
  auth: Maybe<boolean>;
  /** Whether it asks for an identity instead. */
  iam: Maybe<boolean>;
  host: Maybe<string> | undefined;
  /** Whether an address of it that is listed without its type may be a public one. */
  mayBePublic?: boolean;
  /** Further addresses of it: which of them a client should begin with is not said. */
  alsoAt: readonly string[];
  port: Maybe<number>;
  /** What a client calls besides: the nodes of a cluster. */
  nodes: Nodes | undefined;
  readEndpoint: Maybe<string> | undefined;
  /** Whether it has a read endpoint: only with read replicas. */
  hasReadEndpoint: Maybe<boolean>;
  /** Its own address and those of data sources that look it up. */
  aliases: readonly string[];
  /** The references that firewall rules use for its address before the address is known. */
  endpoints: readonly string[];
  /** The same for its read endpoint. */
  readAddresses: Addresses;
  reserved: Value | undefined;
  /** How many addresses it takes from a range. */
  needs: number;
  state: string | undefined;
}

/** Endpoints beside the one that clients begin with. */
export interface Nodes extends Pick<Target, "address" | "endpoints" | "addresses" | "addressKnowledge" | "kind"> {
  ports: { from: number; to: number };
  /** Whether clients do call them. */
  areCalled: boolean;
}

export interface FirewallRule extends TopologyItem {
  network: NetworkId | undefined;
  direction: Maybe<string>;
  priority: Maybe<number>;
  disabled: Maybe<boolean>;
  action: Maybe<"allow" | "deny">;
  traffic: Maybe<IntervalSet>;
  destinations: Destinations;
  sources: Destinations | undefined;
  tags: Maybe<Maybe<string>[]> | undefined;
  targetsAccounts: boolean;
  /** It is planned in another project than its network, which Google refuses. */
  isMisplaced: boolean;
}

/** Addresses: known ones, addresses of targets that are not known yet, and unknown ones. */
export interface Destinations {
  known: IntervalSet;
  /** `${google_redis_instance.cache.host}/32` and the same of `read_endpoint` */
  hostsOf: string[];
  /** The names of allocated ranges whose first address is not known yet; each is among the unresolved ones as well. */
  rangesOf: string[];
  unresolved: Unresolved[];
}

export interface Allocation extends TopologyItem {
  network: NetworkId | undefined;
  range: Maybe<IntervalSet> | undefined;
  /** Of its prefix. */
  length: number | undefined;
  /** Why no service can take an address from it. */
  unusable: { attribute: string; message: string; fix: string } | undefined;
}

export interface ServicesConnection extends TopologyItem {
  network: NetworkId | undefined;
  ranges: Maybe<Value[]>;
}

/** A policy that lets a class of services make endpoints in a network. */
export interface ConnectionPolicy extends TopologyItem {
  network: NetworkId | undefined;
  region: Maybe<string> | undefined;
  serviceClass: Maybe<string> | undefined;
  /** Each that is not in the input is undefined. */
  subnetworks: Maybe<(Subnetwork | undefined)[]>;
  /** The reference that is taken for the whole list of subnets. */
  taken: string | undefined;
}

/** A firewall policy: of a network, or hierarchical for everything below a folder or organization. */
export interface Policy extends TopologyItem {
  hierarchical: boolean;
  appliesTo: NetworkId[];
  /** Undefined where its rules are not in the input. */
  rules: Resource[] | undefined;
}

export interface PolicyRoute extends TopologyItem {
  network: NetworkId | undefined;
  destinations: Destinations;
  sources: Destinations;
}
