import type { Model, Resource } from "../inputs/model";
import { field, lastSegment, type Value } from "../values";
import type { Foretelling, Foretold } from "./foretell";

/**
 * What exists under another name and does what a written thing is for: the Redis that the services name, the connector
 * they send through, and what lies in the same network.
 */
export class SameRole {
  private readonly services: readonly Resource[];
  private readonly taken: ReadonlySet<Resource>;

  constructor(
    private readonly foretelling: Foretelling,
    private readonly live: Model,
  ) {
    const all = foretelling.all();
    this.taken = new Set(all.flatMap(({ live: one }) => one ?? []));
    this.services = all.flatMap(({ resource, live: one }) => (resource.type === SERVICE && one ? [one] : []));
  }

  /** Undefined names stand for nothing: only things that exist are returned. */
  of({ resource, live }: Foretold): Resource[] {
    const find = live ? undefined : ROLES[resource.type];
    return find ? find(this, resource).filter((one) => !this.taken.has(one)) : [];
  }

  ofType(type: string, region?: unknown): Resource[] {
    const isIn = ({ values }: Resource) => region === undefined || placeOf(values.region) === placeOf(region);
    return this.live.resources.filter((one) => one.type === type && isIn(one));
  }

  /** What the services of these names read the address of. */
  named(type: string): Resource[] {
    const addresses = new Set(this.services.flatMap(({ reads }) => reads.map(({ address }) => address)));
    return this.ofType(type).filter(({ address }) => addresses.has(address));
  }

  /** The connectors that the services of these names send through. */
  used(): Resource[] {
    const names = new Set(this.services.map(({ values }) => lastOf(at(values, "template", "vpc_access", "connector"))));
    return this.ofType(CONNECTOR).filter(({ values }) => names.has(lastOf(values.name)));
  }

  /** The network that the written one stands for: the one that is taken over, or else those that the services are on. */
  networks(): string[] {
    const own = this.foretelling.all().find(({ resource }) => resource.type === NETWORK)?.live;
    if (own) return [lastOf(own.values.name)];
    const on = [
      ...this.named(REDIS).map(({ values }) => values.authorized_network),
      ...this.used().map(({ values }) => values.network),
    ];
    return [...new Set(on.map(lastOf).filter((name) => name !== ""))];
  }

  /** Whether it lies in that network. */
  isOnNetwork({ values }: Resource): boolean {
    return this.networks().includes(lastOf(values.network ?? values.authorized_network));
  }
}

const SERVICE = "google_cloud_run_v2_service";
const CONNECTOR = "google_vpc_access_connector";
const NETWORK = "google_compute_network";
const REDIS = "google_redis_instance";

type Find = (roles: SameRole, written: Resource) => Resource[];

const ROLES: Readonly<Record<string, Find>> = {
  [NETWORK]: (roles) => roles.ofType(NETWORK).filter(({ values }) => roles.networks().includes(lastOf(values.name))),
  [REDIS]: (roles, { values, region }) => {
    const here = roles.ofType(REDIS, values.region ?? region).filter((one) => roles.isOnNetwork(one));
    const named = here.filter((one) => roles.named(REDIS).includes(one));
    return named.length > 0 ? named : here;
  },
  [CONNECTOR]: (roles, { values, region }) =>
    roles.used().filter((one) => placeOf(one.values.region) === placeOf(values.region ?? region)),
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

function at(value: Value | undefined, ...keys: string[]): Value | undefined {
  return keys.reduce<Value | undefined>((found, key) => field(Array.isArray(found) ? found[0] : found, key), value);
}

function lastOf(value: Value | undefined): string {
  return typeof value === "string" ? lastSegment(value) : "";
}

function placeOf(value: unknown): string {
  return typeof value === "string" ? lastSegment(value) : "";
}
