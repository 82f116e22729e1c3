import { own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import { type ApiObject, type LiveResource, picked, textAt, thingsAt } from "../model";
import { type ApiSource, listed, placed } from "./source";

function redis(thing: ApiObject): LiveResource[] {
  const { name, region } = placed(thing);
  const place = ["host", "port", "readEndpoint", "readEndpointPort", "authorizedNetwork", "connectMode"];
  const mode = ["transitEncryptionMode", "authEnabled", "tier", "redisVersion", "memorySizeGb", "replicaCount"];
  const values = { ...picked(thing, ...place, "reservedIpRange", "state", ...mode, "readReplicasMode"), name, region };
  return [{ type: "google_redis_instance", name, region, values }];
}

/** Of caches whose paths are not evaluated, only the addresses are needed. */
function other(type: string): (thing: ApiObject) => LiveResource[] {
  return (thing) => {
    const { name, region } = placed(thing);
    return [{ type, name, region, values: { name, region, discovery_endpoints: endpointsOf(thing) } }];
  };
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
