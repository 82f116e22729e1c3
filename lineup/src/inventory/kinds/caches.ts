import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import { own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import { type LiveResource, picked } from "../model";
import { shaped } from "../shape/shaped";
import { type ApiSource, listed, placed } from "./source";

function redis(thing: ApiObject): LiveResource[] {
  const { name, region } = placed(thing);
  const type = "google_redis_instance";
  // The provider reads neither; both decide.
  const values = { ...shaped(type, thing), ...picked(thing, "reservedIpRange", "state"), name, region };
  return [{ type, name, region, values }];
}

/** Behind Private Service Connect the network counts in which endpoints were asked for, and where they are. */
function other(type: string): (thing: ApiObject) => LiveResource[] {
  return (thing) => {
    const { name, region } = placed(thing);
    const values = {
      name,
      region,
      location: region,
      ...picked(thing, "state", "mode", "transitEncryptionMode", "authorizationMode"),
    };
    return [{ type, name, region, values: { ...values, ...askedIn(thing), discovery_endpoints: endpointsOf(thing) } }];
  };
}

/** The networks of automatically made endpoints: two are made in each, which the API lists with the network's path. */
function askedIn(thing: ApiObject): Record<string, unknown> {
  const clusters = thingsAt(thing, "pscConfigs").map((one) => picked(one, "network"));
  const automatic = thingsAt(thing, "endpoints")
    .flatMap((endpoint) => thingsAt(endpoint, "connections"))
    .flatMap((one) => textAt(own(one, "pscAutoConnection"), "network") ?? []);
  return {
    ...(clusters.length > 0
      ? { psc_configs: clusters, psc_connections: addressesAt(thing, "pscConnections", "address") }
      : {}),
    ...(automatic.length > 0
      ? { desired_psc_auto_connections: [...new Set(automatic)].map((network) => ({ network })) }
      : {}),
  };
}

function addressesAt(thing: ApiObject, list: string, key: string): Record<string, unknown>[] {
  return thingsAt(thing, list).map((one) => picked(one, key));
}

function endpointsOf(thing: ApiObject): Record<string, unknown>[] {
  const discovery = textAt(thing, "discoveryEndpoint");
  const registered = [...thingsAt(thing, "endpoints"), ...thingsAt(thing, "clusterEndpoints")].flatMap((endpoint) =>
    thingsAt(endpoint, "connections").map((one) => own(one, "pscAutoConnection") ?? own(one, "pscConnection")),
  );
  const automatic = [...registered, ...thingsAt(thing, "pscAutoConnections")];
  return [
    ...thingsAt(thing, "discoveryEndpoints").map((one) => picked(one, "address", "port")),
    ...thingsAt(thing, "pscConnections").map((one) => picked(one, "address")),
    ...automatic.map((one) => ({ address: textAt(one, "ipAddress") ?? textAt(one, "address") })),
    ...(discovery === undefined ? [] : [{ address: lastSegment(discovery.replace(/:\d+$/, "")) }]),
  ].filter(({ address }) => address !== undefined);
}

export const caches: ApiSource[] = [
  listed(
    { what: "Redis instances", types: ["google_redis_instance"], api: "REDIS", permissions: ["redis.instances.list"] },
    "locations/-/instances",
    "instances",
    redis,
  ),
  listed(
    { what: "Redis clusters", types: ["google_redis_cluster"], api: "REDIS", permissions: ["redis.clusters.list"] },
    "locations/-/clusters",
    "clusters",
    other("google_redis_cluster"),
  ),
  listed(
    {
      what: "Memorystore instances",
      types: ["google_memorystore_instance"],
      api: "MEMORYSTORE",
      permissions: ["memorystore.instances.list"],
    },
    "locations/-/instances",
    "instances",
    other("google_memorystore_instance"),
  ),
  listed(
    {
      what: "Memcached instances",
      types: ["google_memcache_instance"],
      api: "MEMCACHE",
      permissions: ["memcache.instances.list"],
    },
    "locations/-/instances",
    "instances",
    other("google_memcache_instance"),
  ),
];
