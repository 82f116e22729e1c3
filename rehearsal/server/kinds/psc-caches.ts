import { ApiError } from "../api-error";
import { type ApiKind, listOf, numberOf, type Place, textOf, thingOf, timestamp } from "../kind";
import { messagesOf } from "../operation-messages";
import type { CloudObject } from "../store";
import { putRules, removeRules } from "./forwarding-rules";
import { type Endpoint, keptEndpoints, newEndpoints } from "./service-connections";

const PORT = 6379;

/** Redis Cluster: clients discover its nodes at the first of its endpoints. */
export const clusters: ApiKind = {
  collection: "redis/projects/{project}/locations/{location}/clusters",
  style: "long-running",
  messages: messagesOf("google.cloud.redis.cluster.v1", "Cluster"),
  named: { parameter: "clusterId" },
  everywhere: true,
  filled: (draft, place, before) => {
    const [network] = (listOf(draft, "pscConfigs") as CloudObject[]).map((one) => textOf(one, "network") ?? "");
    const endpoints = endpointsOn(network, "gcp-memorystore-redis", place);
    const [discovery] = endpoints;
    const shards = numberOf(draft, "shardCount") ?? 1;
    return {
      authorizationMode: "AUTH_MODE_DISABLED",
      transitEncryptionMode: "TRANSIT_ENCRYPTION_MODE_DISABLED",
      nodeType: "REDIS_HIGHMEM_MEDIUM",
      ...UNASKED,
      ...draft,
      ...common(draft, place, before),
      name: place.path,
      sizeGb: shards * 13,
      preciseSizeGb: shards * 13,
      ...(discovery
        ? {
            discoveryEndpoints: [{ address: discovery.address, port: PORT, pscConfig: { network: discovery.network } }],
            pscConnections: endpoints.map(({ subnetwork: _, ...endpoint }) => endpoint),
          }
        : {}),
    };
  },
  checkRemoval: refuseProtected,
  after: ({ store }, thing) => {
    if (!thing) removeRules(store);
  },
};

/** Memorystore for Valkey. */
export const valkeyInstances: ApiKind = {
  collection: "memorystore/projects/{project}/locations/{location}/instances",
  style: "long-running",
  messages: messagesOf("google.cloud.memorystore.v1", "Instance"),
  named: { parameter: "instanceId" },
  everywhere: true,
  filled: (draft, place, before) => {
    const [asked] = connectionsIn(draft);
    const endpoints = endpointsOn(asked && textOf(asked, "network"), "gcp-memorystore", place);
    const isCluster = draft.mode !== "CLUSTER_DISABLED";
    const kinds = isCluster
      ? ["CONNECTION_TYPE_DISCOVERY", "CONNECTION_TYPE_UNSPECIFIED"]
      : ["CONNECTION_TYPE_PRIMARY", "CONNECTION_TYPE_READER"];
    const connections = endpoints.map(({ subnetwork: _, address, ...endpoint }, position) => ({
      ...endpoint,
      ipAddress: address,
      port: PORT,
      connectionType: kinds[position],
      pscConnectionStatus: "ACTIVE",
      serviceAttachment: `projects/100000000009/regions/${place.location}/serviceAttachments/${place.id}-${position}`,
    }));
    const [first] = endpoints;
    return {
      authorizationMode: "AUTH_DISABLED",
      transitEncryptionMode: "TRANSIT_ENCRYPTION_DISABLED",
      engineVersion: "VALKEY_8_0",
      mode: "CLUSTER",
      nodeType: "HIGHMEM_MEDIUM",
      ...UNASKED,
      ...draft,
      ...common(draft, place, before),
      name: place.path,
      nodeConfig: { sizeGb: 1.4 },
      ...(first
        ? {
            ...(isCluster
              ? { discoveryEndpoints: [{ address: first.address, port: PORT, network: first.network }] }
              : {}),
            // The API prints the older field to those who asked with it.
            ...(draft.pscAutoConnections ? { pscAutoConnections: connections } : {}),
            endpoints: [{ connections: connections.map((pscAutoConnection) => ({ pscAutoConnection })) }],
          }
        : {}),
    };
  },
  checkRemoval: refuseProtected,
  after: ({ store }, thing) => {
    if (!thing) removeRules(store);
  },
};

/** What both have where nothing is asked for. */
const UNASKED: CloudObject = {
  zoneDistributionConfig: { mode: "MULTI_ZONE" },
  persistenceConfig: { mode: "DISABLED" },
  replicaCount: 0,
};

/** The networks that were asked for, in the older field or in the newer one. */
function connectionsIn(draft: CloudObject): CloudObject[] {
  const older = listOf(draft, "pscAutoConnections") as CloudObject[];
  const connections = (listOf(draft, "endpoints") as CloudObject[]).flatMap((one) => listOf(one, "connections"));
  const newer = (connections as CloudObject[]).flatMap((one) => {
    const connection = thingOf(one, "pscAutoConnection");
    return connection ? [connection] : [];
  });
  return older.length > 0 ? older : newer;
}

/** Each takes two addresses. Without a network there are none: somebody may register endpoints of his own. */
function endpointsOn(network: string | undefined, serviceClass: string, place: Place): Endpoint[] {
  if (!network) return [];
  return keptEndpoints(place, () => {
    const endpoints = newEndpoints(2, network, serviceClass, place);
    putRules(endpoints, place.id, place.store);
    return endpoints;
  });
}

function common(draft: CloudObject, place: Place, before: CloudObject | undefined): CloudObject {
  return {
    uid: before?.uid ?? `00000000-0000-4000-8000-${String(place.store.next()).padStart(12, "0")}`,
    createTime: before?.createTime ?? timestamp(),
    state: draft.state ?? "ACTIVE",
  };
}

function refuseProtected({ deletionProtectionEnabled }: CloudObject, { path }: Place): void {
  if (deletionProtectionEnabled === true) throw new ApiError(400, `${path} is protected from deletion.`);
}
