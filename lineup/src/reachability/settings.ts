import { isTargetAddress } from "../../../facts/targets";
import {
  type EndpointParts,
  endpointIn,
  isAddressText,
  isLoopback,
  isOfAnotherProvider,
  isRedisAddress,
  isRedisPort,
} from "../endpoint";
import { answerFor } from "../topology/dns";
import { handedOn } from "../topology/handed-on";
import { isAddressOfTarget } from "../topology/literal";
import type { Service, Target, Topology } from "../topology/model";
import { type Taken, takenFor } from "../topology/taken";
import { otherOwnerOf } from "../topology/target-addresses";
import { endpointAt } from "../topology/targets";
import { Unresolved, type Value } from "../values";

// Which settings of a service may hold the address of its Redis, and which Redis has that address.

interface SettingPlace {
  address: string;
  attribute: string;
}

/** Who has the host that a setting names. */
type HostOwner =
  | { kind: "this"; endpoint: "host" | "read_endpoint"; record?: string; isFirst?: boolean; taken?: Taken }
  /** One of several addresses, and nothing says which. */
  | { kind: "unclear" }
  | { kind: "another target" }
  | { kind: "itself" }
  /** An address or name that is written out. */
  | { kind: "written out"; host: string; doubt?: string }
  /** An attribute of this target that is no address. */
  | { kind: "no address"; attribute: string }
  | { kind: "unknown" };

/** A variable, a secret or an argument that may hold the address of a Redis, compared with one Redis. */
export interface AddressSetting {
  /** The name of the variable; for a secret or an argument what it is. */
  name: string;
  /** Its name marks it as the address of a Redis; else it counts only where it holds this one's. */
  isNamed: boolean;
  at: SettingPlace;
  /** Undefined where it is empty or unknown; `doubt` says why it is unknown. */
  value: Value | undefined;
  doubt: string | undefined;
  endpoint: EndpointParts;
  owner: HostOwner;
}

/** A variable that holds a port. */
export interface PortSetting {
  name: string;
  at: SettingPlace;
  value: Value | undefined;
  doubt?: string | undefined;
}

/** Every setting of a service that may hold the address of a Redis. */
export function addressSettings(topology: Topology, service: Service, target: Target): AddressSetting[] {
  const { isCache } = target.kind.facts;
  const setting = (
    name: string,
    isNamed: boolean,
    attribute: string,
    value: Value | undefined,
    doubt?: string,
  ): AddressSetting => {
    const endpoint = value === undefined ? NOTHING : endpointIn(value);
    const at = { address: service.address, attribute };
    const shown = ownerOf(endpoint, service, topology, target);
    // A whole list of variables holds one that is the address, or none.
    const taken = name === "" ? undefined : takenFor(value, isNamed && !isOfAnotherProvider(name), topology);
    const owner = taken && isOpenTo(shown) ? ownerTaken(taken, shown, target) : shown;
    return { name, isNamed, at, value, doubt, endpoint, owner };
  };
  return [
    ...service.variables
      .filter((one) => !isRedisPort(one))
      .map((one) =>
        setting(one.name, isCache && isRedisAddress(one), one.attribute, one.value ?? one.secretValue, one.secretDoubt),
      ),
    ...service.secretVolumes.map((one) => setting("a mounted secret", false, one.attribute, one.secretValue)),
    ...service.arguments.map((one) => setting("an argument", false, one.attribute, withoutFlag(one.value))),
  ];
}

/** Whether the value is not shown whole, so that what a plan keeps of it may say more. */
function isOpenTo({ kind }: HostOwner): boolean {
  return kind === "unknown" || kind === "this";
}

function ownerTaken(taken: Taken, shown: HostOwner, target: Target): HostOwner {
  if (taken.target !== target) return { kind: "another target" };
  return { ...(shown.kind === "this" ? shown : {}), kind: "this", endpoint: taken.endpoint, taken };
}

/** The ports that are set beside addresses; of a database those whose names belong to its address. */
export function portSettings(service: Service, target: Target, settings: readonly AddressSetting[]): PortSetting[] {
  const { isCache } = target.kind.facts;
  const own = new Set(settings.flatMap(({ name, owner }) => (owner.kind === "this" ? stem(name) : [])));
  return service.variables
    .filter((one) => (isCache ? isRedisPort(one) : /PORT$/i.test(one.name) && own.has(stem(one.name))))
    .map((one) => ({
      name: one.name,
      at: { address: service.address, attribute: one.attribute },
      value: one.value ?? one.secretValue,
      doubt: one.secretDoubt,
    }));
}

/** SESSIONS_REDIS_PORT belongs to SESSIONS_REDIS_HOST. */
export function stem(name: string): string {
  return name.toUpperCase().replace(/(HOSTNAME|HOST|URL|URI|ADDR|ADDRESS|ENDPOINT|PORT)$/, "");
}

const NOTHING: EndpointParts = { host: undefined, port: undefined, scheme: undefined };

const FLAG = /^-{0,2}[\w.-]+=/;

/** `--redis=${host}` holds `${host}`. */
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

function ownerOf({ host }: EndpointParts, service: Service, topology: Topology, target: Target): HostOwner {
  const { otherTargets, finder } = topology;
  const given = handedOn(host, finder);
  if (given !== host && typeof given === "string")
    return ownerOf({ ...NOTHING, host: given }, service, topology, target);
  if (host !== undefined && otherOwnerOf(host, otherTargets)) return { kind: "another target" };
  if (host instanceof Unresolved) {
    if (!host.soleReference) return { kind: "unknown" };
    const { address, attribute } = host.soleReference;
    if (!target.aliases.includes(address)) return { kind: isTargetAddress(address) ? "another target" : "unknown" };
    // Of `one(x[*].host)` a plan keeps the whole resource: it may be any attribute.
    if (attribute === "") return { kind: "unknown" };
    const endpoint = endpointAt(target, attribute);
    if (endpoint === undefined) return { kind: "no address", attribute };
    if (endpoint === "unclear") return { kind: "unclear" };
    return { kind: "this", endpoint, ...(target.unclear.test(attribute) ? { isFirst: true } : {}) };
  }
  if (host === undefined) return { kind: "unknown" };
  if (host === target.host) return { kind: "this", endpoint: "host" };
  if (host === target.readEndpoint) return { kind: "this", endpoint: "read_endpoint" };
  if (target.alsoAt.includes(host)) return { kind: "unclear" };
  if (isLoopback(host)) return { kind: "itself" };
  if (isAddressOfTarget(host, topology)) return { kind: "another target" };
  const answer = isAddressText(host) ? undefined : answerFor(host, service, topology);
  if (answer?.value === undefined) return { kind: "written out", host, ...(answer ? { doubt: answer.doubt } : {}) };
  const behind = typeof answer.value === "string" || answer.value instanceof Unresolved ? answer.value : undefined;
  const owner = ownerOf({ ...NOTHING, host: behind }, service, topology, target);
  return owner.kind === "this" ? { ...owner, record: answer.address } : owner;
}

/** Which of its addresses the service calls this Redis at; the host where no setting holds one. */
export function endpointsUsed(settings: readonly AddressSetting[]): Set<"host" | "read_endpoint"> {
  const found = new Set(settings.flatMap(({ owner }) => (owner.kind === "this" ? owner.endpoint : [])));
  return found.size > 0 ? found : new Set(["host"]);
}
