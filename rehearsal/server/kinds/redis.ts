import { randomUUID } from "node:crypto";
import { firstFree, networkOf, Range, rangeFrom } from "../geography";
import { type Kind, lastSegment, listOf, numberOf, type Place, textOf, timestamp } from "../kind";
import { Refusal } from "../refusal";
import type { Thing } from "../store";
import { keyOf } from "./services-access";

export const redisInstances: Kind = {
  collection: "redis/projects/{project}/locations/{location}/instances",
  style: "long-running",
  named: { parameter: "instanceId" },
  check: (draft, place, before) => {
    const network = networkOf(textOf(draft, "authorizedNetwork") ?? "default", place.project, place.store);
    if (!place.store.get(`compute/${network}`)) throw new Refusal(400, `Network ${network} was not found.`);
    if ((numberOf(draft, "memorySizeGb") ?? 0) < 1) throw new Refusal(400, "memorySizeGb must be at least 1.");
    if (before || textOf(draft, "connectMode") !== "PRIVATE_SERVICE_ACCESS") return;
    if (listOf(connectionOn(network, place), "reservedPeeringRanges").length === 0) {
      throw new Refusal(400, `Google private service access is not enabled. Enable it on ${network} and try again.`);
    }
  },
  filled: (draft, place, before) => {
    const tls = draft.transitEncryptionMode === "SERVER_AUTHENTICATION";
    const range = before ? undefined : reservation(draft, place);
    const host = textOf(before, "host") ?? range?.address(3);
    const highlyAvailable = draft.tier === "STANDARD_HA";
    const zone = textOf(draft, "locationId") ?? `${place.location}-a`;
    return {
      connectMode: "DIRECT_PEERING",
      tier: "BASIC",
      redisVersion: "REDIS_7_0",
      readReplicasMode: "READ_REPLICAS_DISABLED",
      ...draft,
      name: place.path,
      authorizedNetwork: networkOf(textOf(draft, "authorizedNetwork") ?? "default", place.project, place.store),
      transitEncryptionMode: tls ? "SERVER_AUTHENTICATION" : "DISABLED",
      authEnabled: draft.authEnabled === true,
      reservedIpRange: before?.reservedIpRange ?? range?.text,
      host,
      port: tls ? 6378 : 6379,
      ...(tls ? { serverCaCerts: before?.serverCaCerts ?? [certificate()] } : {}),
      locationId: zone,
      ...(highlyAvailable
        ? { alternativeLocationId: textOf(draft, "alternativeLocationId") ?? `${place.location}-b` }
        : {}),
      replicaCount: numberOf(draft, "replicaCount") ?? (highlyAvailable ? 1 : 0),
      currentLocationId: zone,
      nodes: [{ id: "node-0", zone }],
      persistenceConfig: { persistenceMode: "DISABLED", ...(draft.persistenceConfig as object) },
      persistenceIamIdentity: "serviceAccount:100000000001-compute@developer.gserviceaccount.com",
      createTime: before?.createTime ?? timestamp(),
      state: "READY",
    };
  },
  actions: {
    authString: (_, __, place) => ({ answer: { authString: secretOf(place) } }),
    upgrade: (thing, body) => ({ thing: { ...thing, redisVersion: body.redisVersion } }),
  },
};

function connectionOn(network: string, { store }: Place): Thing | undefined {
  return store.get(`servicenetworking/services/servicenetworking.googleapis.com/connections/${keyOf(network)}`);
}

/**
 * The eight addresses that an instance is given; it answers at the fourth. A range that is written out is taken, the
 * name of an allocated one is drawn from; left alone, Google picks.
 */
function reservation(draft: Thing, place: Place): Range {
  const said = textOf(draft, "reservedIpRange");
  const written = rangeFrom(said);
  if (written) return written.prefix === 29 ? written : new Range(written.from, 29);
  const network = networkOf(textOf(draft, "authorizedNetwork") ?? "default", place.project, place.store);
  const wanted =
    said === undefined ? listOf(connectionOn(network, place), "reservedPeeringRanges") : [lastSegment(said)];
  const pools =
    draft.connectMode === "PRIVATE_SERVICE_ACCESS"
      ? wanted.flatMap((name) => poolOf(`compute/projects/${place.project}/global/addresses/${String(name)}`, place))
      : [DIRECT_PEERING_POOL];
  const taken = [...place.store.matching(/^redis\/.*\/instances$/)].flatMap(
    ({ thing }) => rangeFrom(thing.reservedIpRange) ?? [],
  );
  for (const pool of pools) {
    const free = firstFree(pool, 29, taken);
    if (free) return free;
  }
  throw new Refusal(400, `No addresses are left in ${pools.join(", ") || "the ranges of the services connection"}.`);
}

/** Where Google's choice falls when nobody makes one. */
const DIRECT_PEERING_POOL = "10.107.0.0/16";

function poolOf(name: string, { store }: Place): string[] {
  const range = store.get(name);
  return range ? [`${String(range.address)}/${String(range.prefixLength)}`] : [];
}

/** One for each instance, as long as it lives; worth nothing anywhere else. */
function secretOf({ store, name }: Place): string {
  const kept = store.get(`${name}/auth`);
  const secret = textOf(kept, "string") ?? randomUUID();
  if (!kept) store.put(`${name}/auth`, { string: secret });
  return secret;
}

function certificate(): Thing {
  return {
    serialNumber: "0",
    cert: "-----BEGIN CERTIFICATE-----\nrehearsal\n-----END CERTIFICATE-----",
    createTime: "2025-01-01T00:00:00Z",
    expireTime: "2035-01-01T00:00:00Z",
    sha1Fingerprint: "0000000000000000000000000000000000000000",
  };
}
