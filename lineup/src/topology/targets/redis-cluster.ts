import { REDIS_CLUSTER } from "../../../../facts/targets";
import type { Resource } from "../../inputs/model";
import { get, knownText, text, within } from "../read";
import { behindEndpoints, textsAt, zoneRefusal } from "./behind-endpoints";
import { isTls, type Surroundings, type TargetKind } from "./kind";

/** Memorystore for Redis Cluster: clients ask the discovery endpoint, and then call each node. */
export const redisCluster: TargetKind = { facts: REDIS_CLUSTER, read, refusals: zoneRefusal };

function read(resource: Resource, around: Surroundings) {
  return behindEndpoints(resource, around, {
    kind: redisCluster,
    wanted: get(resource, "psc_configs"),
    tls: isTls(text(get(resource, "transit_encryption_mode")), "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION"),
    iam: isTls(text(get(resource, "authorization_mode")), "AUTH_MODE_IAM_AUTH"),
    host: knownText(within(get(resource, "discovery_endpoints"), "address")),
    all: textsAt(get(resource, "psc_connections"), "address"),
    hasNodes: true,
  });
}
