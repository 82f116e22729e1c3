import type { InputKind, Resource } from "../inputs/model";
import type { IntervalSet } from "../sets/intervals";
import type { Maybe, Unresolved, Value } from "../values";
import type { NetworkFinder, NetworkId } from "./networks";
import type { SecretVersions } from "./secrets";

/** The network as far as packets from services to caches care, from whatever input. */
export interface Topology {
  file: string;
  kind: InputKind;
  resources: readonly Resource[];
  finder: NetworkFinder;
  networks: Network[];
  subnetworks: Subnetwork[];
  connectors: Connector[];
  services: Service[];
  caches: Cache[];
  /** Caches of kinds whose reachability is not evaluated. */
  otherTargets: Resource[];
  rules: FirewallRule[];
  allocations: Allocation[];
  connections: ServicesConnection[];
  secrets: SecretVersions;
  policies: Policy[];
  policyRoutes: PolicyRoute[];
  blindSpots: readonly string[];
  gaps: readonly string[];
}

interface Thing {
  address: string;
  name: Maybe<string> | undefined;
  certain: boolean;
  resource: Resource;
}

export interface Network extends Thing {
  id: NetworkId;
  managed: boolean;
  enforcement: string | undefined;
}

export interface Subnetwork extends Thing {
  network: NetworkId | undefined;
  region: Maybe<string> | undefined;
  range: Maybe<IntervalSet> | undefined;
  /** Its secondary ranges, as far as they are known. */
  secondary: IntervalSet;
}

export interface Connector extends Thing {
  /** Undefined where neither network nor subnet is said. */
  network: NetworkId | undefined;
  region: Maybe<string> | undefined;
  range: Maybe<IntervalSet> | undefined;
  rangeText: string | undefined;
  state: string | undefined;
}

export interface Variable {
  name: string;
  value: Value | undefined;
  /** The secret it is read from. */
  secret: Value | undefined;
  /** What that secret holds, where this input says it. */
  secretValue?: Value | undefined;
  attribute: string;
}

export type Access =
  | { kind: "none" }
  | { kind: "connector"; connector: Value }
  | { kind: "direct"; network: Value | undefined; subnetwork: Value | undefined; tags: Maybe<string[]> }
  | { kind: "unresolved"; what: Unresolved };

export interface Service extends Thing {
  region: Maybe<string> | undefined;
  access: Access;
  /** Where in the resource access is said, for causes. */
  accessAttribute: string;
  egress: Maybe<string> | undefined;
  variables: Variable[];
  secretVolumes: Value[];
  notReady: string | undefined;
}

export interface Cache extends Thing {
  region: Maybe<string> | undefined;
  network: NetworkId;
  networkIsSaid: boolean;
  connectMode: Maybe<string>;
  tls: Maybe<boolean>;
  auth: Maybe<boolean>;
  host: Maybe<string> | undefined;
  port: Maybe<number>;
  readEndpoint: Maybe<string> | undefined;
  /** Every address it may have. */
  addresses: IntervalSet;
  /** How well they are known: one address, a range it will be in, or nothing at all. */
  addressKnowledge: "address" | "range" | "nothing";
  reserved: Value | undefined;
  state: string | undefined;
}

export interface FirewallRule extends Thing {
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
}

/** Addresses, where some may be the still unknown address of a cache and some cannot be told. */
export interface Destinations {
  known: IntervalSet;
  /** `${google_redis_instance.cache.host}/32` */
  hostsOf: string[];
  unresolved: Unresolved[];
}

export interface Allocation extends Thing {
  network: NetworkId | undefined;
  range: Maybe<IntervalSet> | undefined;
}

export interface ServicesConnection extends Thing {
  network: NetworkId | undefined;
  ranges: Maybe<Value[]>;
}

/** A firewall policy that acts on a network: on that one, or on everything below a folder or organisation. */
export interface Policy extends Thing {
  hierarchical: boolean;
  appliesTo: NetworkId[];
  /** Undefined where its rules are not in the input. */
  rules: Resource[] | undefined;
}

export interface PolicyRoute extends Thing {
  network: NetworkId | undefined;
  destinations: Destinations;
  sources: Destinations;
}
