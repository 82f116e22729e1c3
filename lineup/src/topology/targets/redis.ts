import { REDIS_PORT, REDIS_TLS_PORT } from "../../../../facts/redis";
import { REDIS } from "../../../../facts/targets";
import type { Resource } from "../../inputs/model";
import { addressesOf } from "../../sets/addresses";
import { isKnown, type Maybe, Unresolved, type Value } from "../../values";
import type { Target } from "../model";
import { defaultNetwork, type NetworkId, unknownNetwork } from "../networks";
import { flag, get, itemFields, knownText, number, text, unlessComputed } from "../read";
import { regionOf } from "../regions";
import { ANYWHERE, both, exactly, GOOGLES_CHOICE, inServicesRange } from "./addresses";
import { type Addresses, isTls, type Refusal, type Surroundings, type TargetKind } from "./kind";

/** Memorystore for Redis: in a network of Google's behind a peering, by itself or over the services connection. */
export const redis: TargetKind = { facts: REDIS, read, refusals };

const CONNECT_MODES = new Set(["DIRECT_PEERING", "PRIVATE_SERVICE_ACCESS"]);

function read(resource: Resource, around: Surroundings): Target {
  const authorized = around.networks.named(unlessComputed(get(resource, "authorized_network")), resource);
  const network = authorized ?? unsaidNetwork(resource);
  const tls = isTls(text(orUnread(resource, "transit_encryption_mode")), "SERVER_AUTHENTICATION");
  const said = text(orUnread(resource, "connect_mode")) ?? "DIRECT_PEERING";
  const connectMode = isKnown(said) && !CONNECT_MODES.has(said) ? new Unresolved("lineup does not know it") : said;
  const reserved = unlessComputed(get(resource, "reserved_ip_range"));
  const host = text(get(resource, "host"));
  const readEndpoint = text(get(resource, "read_endpoint"));
  const replicas = text(unlessComputed(get(resource, "read_replicas_mode"))) ?? "READ_REPLICAS_DISABLED";
  const addressesFrom = (said: Value | undefined) => possibleAddresses(said, connectMode, network, around);
  const fromRange = addressesFrom(reserved);
  return {
    ...itemFields(resource),
    kind: redis,
    hosts: REDIS.hosts,
    unclear: REDIS.unclear,
    region: regionOf(resource),
    network,
    networkIsSaid: authorized !== undefined,
    connectMode,
    tls,
    auth: flag(orUnread(resource, "auth_enabled")) ?? false,
    iam: false,
    host: isKnown(host) ? host : undefined,
    alsoAt: [],
    port: portOf(number(get(resource, "port")), tls),
    nodes: undefined,
    readEndpoint,
    hasReadEndpoint: hasReadEndpoint(readEndpoint, text(get(resource, "tier")) ?? "BASIC", replicas),
    aliases: [resource.address],
    endpoints: [resource.address],
    reserved,
    needs: replicas === ENABLED ? 16 : 8,
    state: knownText(get(resource, "state")),
    ...(exactly(host) ?? fromRange),
    readAddresses: exactly(readEndpoint) ?? both(fromRange, secondary(resource, addressesFrom)),
  };
}

/** A data source sets nothing: what it is not known to have read may be anything, and is no default. */
function orUnread(resource: Resource, attribute: string): Value | undefined {
  const value = get(resource, attribute);
  if (value !== undefined || resource.mode === "managed") return value;
  const reference = { address: resource.address, attribute };
  return new Unresolved(`${resource.address}.${attribute}`, [reference], reference);
}

function unsaidNetwork(resource: Resource): NetworkId {
  const unread = orUnread(resource, "authorized_network");
  return resource.mode === "data" && unread instanceof Unresolved ? unknownNetwork(unread) : defaultNetwork(resource);
}

const ENABLED = "READ_REPLICAS_ENABLED";

function hasReadEndpoint(
  endpoint: Maybe<string> | undefined,
  tier: Maybe<string>,
  replicas: Maybe<string>,
): Maybe<boolean> {
  if (typeof endpoint === "string") return true;
  if (tier === "BASIC") return false;
  if (!isKnown(tier)) return tier;
  return isKnown(replicas) ? replicas === ENABLED : replicas;
}

/** The port follows from the TLS mode before the instance exists. */
function portOf(port: Maybe<number> | undefined, tls: Maybe<boolean>): Maybe<number> {
  if (port !== undefined && isKnown(port) && port > 0) return port;
  return isKnown(tls) ? (tls ? REDIS_TLS_PORT : REDIS_PORT) : tls;
}

/** Replicas that are added later may take their addresses from a second range. */
function secondary(resource: Resource, addressesFrom: (said: Value | undefined) => Addresses): Addresses | undefined {
  const said = unlessComputed(get(resource, "secondary_ip_range"));
  if (said === undefined || said === "") return undefined;
  return said === "auto" ? GOOGLES_CHOICE : addressesFrom(said);
}

/** The addresses an instance may get: from the range that is set, or from any that it can take one from. */
function possibleAddresses(
  reserved: Value | undefined,
  connectMode: Maybe<string>,
  network: NetworkId,
  around: Surroundings,
): Addresses {
  if (!isKnown(connectMode)) return ANYWHERE;
  if (connectMode !== "DIRECT_PEERING") return inServicesRange(reserved, network, around);
  if (reserved === undefined) return GOOGLES_CHOICE;
  const range = typeof reserved === "string" ? addressesOf(reserved) : undefined;
  return range ? { addresses: range, addressKnowledge: "range" } : ANYWHERE;
}

function refusals({ connectMode, reserved, needs, region, resource }: Target): Refusal[] {
  const range = typeof reserved === "string" ? addressesOf(reserved) : undefined;
  const found: Refusal[] = [];
  if (connectMode === "DIRECT_PEERING" && range && !range.isEmpty && range.size < needs) {
    found.push({
      when: "created",
      attribute: "reserved_ip_range",
      message: `Google refuses to create it: it takes ${needs} addresses, and ${reserved} holds ${range.size}`,
      fix: `reserve a /${needs === 8 ? 29 : 28}`,
      certain: true,
    });
  }
  for (const attribute of ["location_id", "alternative_location_id"]) {
    const zone = knownText(get(resource, attribute));
    if (zone === undefined || typeof region !== "string" || zone.startsWith(`${region}-`)) continue;
    found.push({
      when: "created",
      attribute,
      message: `its region is ${region} and its zone ${zone}, which is in another region: Google refuses to create it`,
      fix: `use a zone of ${region}, or leave ${attribute} out`,
      certain: false,
      code: "REGION_MISMATCH",
    });
  }
  return found;
}
