import type { Model, Resource } from "../inputs/model";
import { within } from "../topology/read";
import { lastSegment, type Value } from "../values";
import type { Foretelling, Foretold } from "./foretell";

/**
 * What exists under another name and does what a written thing is for: the Redis that the services name, the connector
 * they send through, and what lies in the same network.
 */
export class SameRole {
  private readonly taken: ReadonlySet<Resource>;
  /** What the services of these names read the address of. */
  readonly named: ReadonlySet<Resource>;
  /** The connectors that the services of these names send through. */
  readonly used: readonly Resource[];
  /** The network that the written one stands for: the one that is taken over, or else those that the services are on. */
  readonly networks: readonly string[];

  constructor(
    foretelling: Foretelling,
    private readonly live: Model,
  ) {
    const all = foretelling.all();
    const services = all.flatMap(({ resource, live: one }) => (resource.type === SERVICE && one ? [one] : []));
    const addresses = new Set(services.flatMap(({ reads }) => reads.map(({ address }) => address)));
    const connectors = new Set(services.map(({ values }) => lastOf(connectorIn(values.template))));
    this.taken = new Set(all.flatMap(({ live: one }) => one ?? []));
    this.named = new Set(this.ofType(REDIS).filter(({ address }) => addresses.has(address)));
    this.used = this.ofType(CONNECTOR).filter(({ values }) => connectors.has(lastOf(values.name)));
    const own = all.find(({ resource }) => resource.type === NETWORK)?.live;
    this.networks = own ? [lastOf(own.values.name)] : this.networksOfServices();
  }

  /** Undefined names stand for nothing: only things that exist are returned. */
  of({ resource, live }: Foretold): Resource[] {
    const find = live ? undefined : ROLES[resource.type];
    return find ? find(this, resource).filter((one) => !this.taken.has(one)) : [];
  }

  ofType(type: string, region?: unknown): Resource[] {
    const isIn = ({ values }: Resource) => region === undefined || lastOf(values.region) === lastOf(region);
    return this.live.resources.filter((one) => one.type === type && isIn(one));
  }

  private networksOfServices(): string[] {
    const on = [
      ...[...this.named].map(({ values }) => values.authorized_network),
      ...this.used.map(({ values }) => values.network),
    ];
    return [...new Set(on.map(lastOf).filter((name) => name !== ""))];
  }

  /** Whether it lies in that network. */
  isOnNetwork({ values }: Resource): boolean {
    return this.networks.includes(lastOf(values.network ?? values.authorized_network));
  }
}

const SERVICE = "google_cloud_run_v2_service";
const CONNECTOR = "google_vpc_access_connector";
const NETWORK = "google_compute_network";
const REDIS = "google_redis_instance";

type Find = (roles: SameRole, written: Resource) => Resource[];

const ROLES: Readonly<Record<string, Find>> = {
  [NETWORK]: (roles) => roles.ofType(NETWORK).filter(({ values }) => roles.networks.includes(lastOf(values.name))),
  [REDIS]: (roles, { values, region }) => {
    const here = roles.ofType(REDIS, values.region ?? region).filter((one) => roles.isOnNetwork(one));
    const named = here.filter((one) => roles.named.has(one));
    return named.length > 0 ? named : here;
  },
  [CONNECTOR]: (roles, { values, region }) =>
    roles.used.filter((one) => lastOf(one.values.region) === lastOf(values.region ?? region)),
  google_compute_subnetwork: (roles, { type, values, region }) =>
    roles
      .ofType(type, values.region ?? region)
      .filter((one) => roles.isOnNetwork(one) && one.values.ip_cidr_range === values.ip_cidr_range),
  google_compute_global_address: (roles, { type, values }) =>
    roles
      .ofType(type)
      .filter(
        (one) =>
          one.values.purpose === values.purpose && one.values.address === values.address && roles.isOnNetwork(one),
      ),
  google_compute_router: (roles, { type, values, region }) =>
    roles.ofType(type, values.region ?? region).filter((one) => roles.isOnNetwork(one)),
  google_compute_router_nat: (roles, { type, values, region }) => {
    const routers = roles.ofType("google_compute_router").filter((one) => roles.isOnNetwork(one));
    const names = routers.map((one) => lastOf(one.values.name));
    return roles.ofType(type, values.region ?? region).filter((one) => names.includes(lastOf(one.values.router)));
  },
};

function connectorIn(template: Value | undefined): Value | undefined {
  return within(within(template, "vpc_access"), "connector");
}

function lastOf(value: unknown): string {
  return typeof value === "string" ? lastSegment(value) : "";
}
