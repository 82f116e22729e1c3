import { randomUUID } from "node:crypto";
import { ApiError } from "../api-error";
import { authorityOf, fingerprintOf, VALID_FROM, VALID_TO } from "../certificates";
import { networkOf } from "../geography";
import { type ApiKind, listOf, numberOf, type Place, textOf, timestamp, withState } from "../kind";
import { messagesOf } from "../operation-messages";
import type { CloudObject } from "../store";
import { defaultAccount } from "./accounts";
import { peering, redisPeering } from "./google-peering";
import { checkAllocation, checkReservation, reservation } from "./redis-ranges";

export const redisInstances: ApiKind = {
  collection: "redis/projects/{project}/locations/{location}/instances",
  style: "long-running",
  messages: messagesOf("google.cloud.redis.v1", "Instance"),
  named: { parameter: "instanceId" },
  everywhere: true,
  check: (draft, place, before) => {
    const network = networkOf(textOf(draft, "authorizedNetwork") ?? "default", place.project, place.store);
    if (!place.store.get(`compute/${network}`)) throw new ApiError(400, `Network ${network} was not found.`);
    if ((numberOf(draft, "memorySizeGb") ?? 0) < 1) throw new ApiError(400, "memorySizeGb must be at least 1.");
    if (before) refuseChange(draft, before, place);
    else if (draft.connectMode === "PRIVATE_SERVICE_ACCESS") checkAllocation(draft, network, place);
    else checkReservation(draft, network, place);
  },
  filled: (draft, place, before) => {
    const tls = draft.transitEncryptionMode === "SERVER_AUTHENTICATION";
    const range = before ? undefined : reservation(draft, place);
    const highlyAvailable = draft.tier === "STANDARD_HA";
    const zone = textOf(draft, "locationId") ?? `${place.location}-a`;
    // The API leaves out what is false.
    const { authEnabled, ...said } = draft;
    // Each time AUTH is turned on, Redis gets another string.
    if (authEnabled !== true) place.store.remove(`${place.name}/auth`);
    return {
      connectMode: "DIRECT_PEERING",
      tier: "BASIC",
      redisVersion: "REDIS_7_0",
      readReplicasMode: "READ_REPLICAS_DISABLED",
      ...said,
      ...(authEnabled === true ? { authEnabled } : {}),
      name: place.path,
      authorizedNetwork: networkOf(textOf(draft, "authorizedNetwork") ?? "default", place.project, place.store),
      transitEncryptionMode: tls ? "SERVER_AUTHENTICATION" : "DISABLED",
      reservedIpRange: before?.reservedIpRange ?? range?.text,
      host: before?.host ?? range?.address(3),
      port: tls ? 6378 : 6379,
      ...(tls ? { serverCaCerts: before?.serverCaCerts ?? [certificate(place)] } : {}),
      locationId: zone,
      ...(highlyAvailable
        ? { alternativeLocationId: textOf(draft, "alternativeLocationId") ?? `${place.location}-b` }
        : {}),
      replicaCount: numberOf(draft, "replicaCount") ?? (highlyAvailable ? 1 : 0),
      currentLocationId: zone,
      nodes: [{ id: "node-0", zone }],
      persistenceConfig: { persistenceMode: "DISABLED", ...(draft.persistenceConfig as object) },
      persistenceIamIdentity: `serviceAccount:${defaultAccount(place.project, place.store)}`,
      createTime: before?.createTime ?? timestamp(),
      state: "READY",
    };
  },
  // There is no address until it is ready.
  meanwhile: (thing, before) => withState(before ? thing : { ...thing, host: undefined, port: undefined }, before),
  after: (place, thing) => {
    for (const { name, thing: network } of place.store.matching(/^compute\/projects\/[^/]+\/global\/networks$/)) {
      const path = name.replace(/^compute\//, "");
      const isUsed = [...place.store.matching(/^redis\/.*\/instances$/)].some(
        (one) => isDirectlyOn(one.thing, path) && (thing !== undefined || one.name !== place.name),
      );
      const all = listOf(network, "peerings") as CloudObject[];
      const own = redisPeering(path, place.store);
      const others = all.filter((one) => one.name !== own);
      if (isUsed === others.length < all.length) continue;
      place.store.put(name, { ...network, peerings: isUsed ? [...others, peering(own, "redis")] : others });
    }
  },
  actions: {
    authString: (thing, _, place) => ({ answer: thing.authEnabled === true ? { authString: secretOf(place) } : {} }),
    upgrade: (thing, body) => {
      if (versionNumber(body.redisVersion) <= versionNumber(thing.redisVersion)) {
        const [was, will] = [String(thing.redisVersion), String(body.redisVersion)];
        throw new ApiError(400, `Redis version cannot be changed from ${was} to ${will}: only upgrades are possible.`);
      }
      return { thing: { ...thing, redisVersion: body.redisVersion } };
    },
  },
};

function isDirectlyOn(instance: CloudObject, network: string): boolean {
  return instance.connectMode === "DIRECT_PEERING" && textOf(instance, "authorizedNetwork") === network;
}

/** `REDIS_6_X` sorts between 5.0 and 7.0; an unknown version sorts below all others. */
function versionNumber(said: unknown): number {
  const [, major, minor] = /^REDIS_(\d+)_(\d+|X)$/.exec(String(said)) ?? [];
  return major === undefined ? -1 : Number(major) + (minor === "X" ? 0 : Number(minor) / 10);
}

/** Fields that only a replacement changes. The version has an action of its own. */
const FIXED = [
  "tier",
  "connectMode",
  "reservedIpRange",
  "transitEncryptionMode",
  "locationId",
  "alternativeLocationId",
  "customerManagedKey",
  "redisVersion",
];

function refuseChange(draft: CloudObject, before: CloudObject, place: Place): void {
  const network = (thing: CloudObject) => networkOf(String(thing.authorizedNetwork), place.project, place.store);
  const changed =
    network(draft) !== network(before) ? "authorizedNetwork" : FIXED.find((key) => draft[key] !== before[key]);
  if (changed !== undefined) throw new ApiError(400, `Field ${changed} of ${place.path} cannot be updated.`);
}

/** The AUTH string of an instance: random, constant while AUTH is on, and valid only here. */
function secretOf({ store, name }: Place): string {
  const kept = store.get(`${name}/auth`);
  const secret = textOf(kept, "string") ?? randomUUID();
  if (!kept) store.put(`${name}/auth`, { string: secret });
  return secret;
}

/** Each instance has an authority of its own. */
function certificate({ name }: Place): CloudObject {
  const { certificate: cert } = authorityOf(name);
  return {
    serialNumber: "0",
    cert,
    createTime: VALID_FROM,
    expireTime: VALID_TO,
    sha1Fingerprint: fingerprintOf(cert),
  };
}
