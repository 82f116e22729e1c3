import { endpointIn, isLoopback, isRedisAddress, type Said } from "../endpoint";
import type { Cache, SecretUse, Service, Topology } from "../topology/model";
import { Unresolved, type Value } from "../values";

// What a service is told about where its Redis is, and whose address that is.

export interface At {
  address: string;
  attribute: string;
}

/** Whose a host is. */
export type Owner =
  | { kind: "this"; endpoint: "host" | "read_endpoint" }
  | { kind: "another cache" }
  | { kind: "itself" }
  /** An address or name that is written out. */
  | { kind: "written"; host: string }
  /** An attribute of this cache that is no address. */
  | { kind: "no address"; attribute: string }
  | { kind: "untold" };

/** One thing that a service is told, as far as one cache is concerned. */
export interface Told {
  /** The name of the variable; how else it is told where it is none. */
  name: string;
  /** Its name says that it is the address of a Redis; else it counts only where it holds this one's. */
  isNamed: boolean;
  at: At;
  /** Undefined where there is nothing or where it cannot be read; `doubt` says why. */
  value: Value | undefined;
  doubt: string | undefined;
  said: Said;
  owner: Owner;
}

const REDIS_PORT = /^(?=.*REDIS).*PORT$/is;

/** The addresses that a service is told. */
export function addressesTold(topology: Topology, service: Service, cache: Cache): Told[] {
  const told = (name: string, isNamed: boolean, attribute: string, value: Value | undefined, doubt?: string): Told => {
    const said = value === undefined ? NOTHING : endpointIn(value);
    const at = { address: service.address, attribute };
    return { name, isNamed, at, value, doubt, said, owner: ownerOf(said, topology, cache) };
  };
  return [
    ...service.variables
      .filter(({ name }) => !REDIS_PORT.test(name))
      .map((one) => told(one.name, isRedisAddress(one), one.attribute, one.value ?? one.secretValue, doubtOf(one))),
    ...service.secretVolumes.map((one) => told("a mounted secret", false, one.attribute, one.secretValue)),
    ...service.arguments.map((one) => told("an argument", false, one.attribute, withoutFlag(one.value))),
  ];
}

/** The ports that a service is told, beside addresses. */
export function portsTold(
  service: Service,
): { name: string; at: At; value: Value | undefined; doubt: string | undefined }[] {
  return service.variables
    .filter(({ name }) => REDIS_PORT.test(name))
    .map((one) => ({
      name: one.name,
      at: { address: service.address, attribute: one.attribute },
      value: one.value ?? one.secretValue,
      doubt: doubtOf(one),
    }));
}

const NOTHING: Said = { host: undefined, port: undefined, scheme: undefined };

function doubtOf({ secretDoubt }: SecretUse): string | undefined {
  return secretDoubt;
}

const FLAG = /^-{0,2}[\w.-]+=/;

/** `--redis=${host}` tells `${host}`. */
function withoutFlag(value: Value): Value {
  if (typeof value === "string") return value.replace(FLAG, "");
  const [first, ...rest] = value instanceof Unresolved ? (value.parts ?? []) : [];
  if (!(value instanceof Unresolved) || typeof first !== "string" || !FLAG.test(first)) return value;
  const bare = first.replace(FLAG, "");
  const parts = bare === "" ? rest : [bare, ...rest];
  const [only] = parts;
  return parts.length === 1 && only instanceof Unresolved
    ? only
    : new Unresolved(value.text, value.references, undefined, parts);
}

const REDIS = /(^|\.)google_(redis_instance|redis_cluster|memorystore_instance|memcache_instance)\./;

/** Any kind of cache: what is read of another one says nothing about this one. */
export function isCache(address: string): boolean {
  return REDIS.test(address);
}

function ownerOf({ host }: Said, { caches }: Topology, cache: Cache): Owner {
  if (host instanceof Unresolved) {
    if (!host.lone) return { kind: "untold" };
    const { address, attribute } = host.lone;
    if (!cache.aliases.includes(address)) return { kind: isCache(address) ? "another cache" : "untold" };
    if (attribute === "host" || attribute === "read_endpoint") return { kind: "this", endpoint: attribute };
    return { kind: "no address", attribute };
  }
  if (host === undefined) return { kind: "untold" };
  if (host === cache.host) return { kind: "this", endpoint: "host" };
  if (host === cache.readEndpoint) return { kind: "this", endpoint: "read_endpoint" };
  if (isLoopback(host)) return { kind: "itself" };
  if (caches.some((other) => other.host === host || other.readEndpoint === host)) return { kind: "another cache" };
  return { kind: "written", host };
}

/** Which of its addresses the service calls this cache at; the first one where it is told none. */
export function endpointsTold(told: readonly Told[]): Set<"host" | "read_endpoint"> {
  const found = new Set(told.flatMap(({ owner }) => (owner.kind === "this" ? owner.endpoint : [])));
  return found.size > 0 ? found : new Set(["host"]);
}
