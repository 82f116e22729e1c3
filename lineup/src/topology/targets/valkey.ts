import { VALKEY } from "../../../../facts/targets";
import type { Resource } from "../../inputs/model";
import { isKnown, type Maybe, type Value } from "../../values";
import { get, items, knownText, text, unlessComputed, within } from "../read";
import { behindEndpoints, textsAt, zoneRefusal } from "./behind-endpoints";
import { isTls, type Surroundings, type TargetKind } from "./kind";

/** Memorystore for Valkey, as a cluster or as one shard with a primary. */
export const valkey: TargetKind = { facts: VALKEY, read, refusals: zoneRefusal };

function read(resource: Resource, around: Surroundings) {
  const newer = unlessComputed(get(resource, "desired_auto_created_endpoints"));
  const byEndpoints = isEmpty(newer) ? undefined : newer;
  const connections = items(get(resource, "endpoints")).flatMap((endpoint) => items(within(endpoint, "connections")));
  const made = connections.map((one) => within(one, "psc_auto_connection"));
  const discovery = made.find((one) => /DISCOVERY|PRIMARY/.test(knownText(within(one, "connection_type")) ?? ""));
  const said = [get(resource, "discovery_endpoints"), discovery, made[0], get(resource, "psc_auto_connections")];
  return behindEndpoints(resource, around, {
    kind: valkey,
    wanted: byEndpoints ?? unlessComputed(get(resource, "desired_psc_auto_connections")),
    // The provider says of discovery_endpoints that it stays empty where the endpoints are asked for in the newer way.
    ...(byEndpoints === undefined ? {} : { hosts: NEWER, unclear: OLDER }),
    tls: isTls(text(unlessComputed(get(resource, "transit_encryption_mode"))), "SERVER_AUTHENTICATION"),
    iam: isTls(text(unlessComputed(get(resource, "authorization_mode"))), "IAM_AUTH"),
    host: said.flatMap((one) => knownText(within(one, "address")) ?? knownText(within(one, "ip_address")) ?? [])[0],
    all: [
      ...made.flatMap((one) => textsAt(one, "ip_address")),
      ...textsAt(get(resource, "psc_auto_connections"), "ip_address"),
    ],
    hasNodes: isCluster(text(unlessComputed(get(resource, "mode"))) ?? "CLUSTER"),
  });
}

const NEWER =
  /^(endpoints\W{0,3}\d{0,4}\W{0,3}connections\W{0,3}\d{0,4}\W{0,3}psc_auto_connection|psc_auto_connections)\W{0,3}\d{0,4}\W{0,3}ip_address$/;
const OLDER = /^(discovery_endpoints|endpoints|psc_auto_connections)/;

function isEmpty(value: Value | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isCluster(mode: Maybe<string>): Maybe<boolean> {
  return isKnown(mode) ? mode !== "CLUSTER_DISABLED" : mode;
}
