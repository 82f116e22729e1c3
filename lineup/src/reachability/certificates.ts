import { isRedisPasswordName } from "../../../facts/secret-names";
import type { SecretUse, Service, Target, Topology } from "../topology/model";
import { get, items, within } from "../topology/read";
import { targetsAt } from "../topology/targets";
import { unresolvedIn, type Value } from "../values";
import { clientOf } from "./client";
import { readsAuthString } from "./passwords";
import { addressSettings } from "./settings";

// The certificates with which a service verifies a Redis.

/** "open" where something it is given may hold them, or says that it does not verify. */
export type Certificates = { kind: "given" | "open" | "none" } | { kind: "another's"; of: string; attribute: string };

const CERTIFICATES = /^server_ca_certs/;
/** Variables that choose a certificate, or turn the check off. */
const ABOUT_TLS = /(^|_)(CA|CACERTS?|CERTS?|CERTIFICATES?|TLS|SSL|PEM|TRUST)(_|$)/i;

export function certificatesFor(topology: Topology, whole: Service, target: Target): Certificates {
  const service = clientOf(topology, whole, target);
  const uses = [...service.variables, ...service.secretVolumes];
  const found = uses.map((use) => ({ use, owner: ownerOf(contentOf(use), topology, target) }));
  if (found.some(({ owner }) => owner === target)) return { kind: "given" };
  const isOpen =
    found.some(({ use, owner }) => owner === "unknown" || (owner === undefined && mayHoldThem(use))) ||
    service.arguments.some(({ value }) => typeof value !== "string" || ABOUT_TLS.test(value.replaceAll("-", "_"))) ||
    service.variables.some(({ value }) => saysOfTls(value));
  if (isOpen) return { kind: "open" };
  const others = found.filter(({ owner }) => typeof owner === "object");
  const [other] = others;
  if (!other || typeof other.owner !== "object") return { kind: "none" };
  if (callsAnother(topology, service, other.owner)) return { kind: "open" };
  return { kind: "another's", of: other.owner.address, attribute: other.use.attribute };
}

function contentOf(use: SecretUse & { value?: Value | undefined }): Value | undefined {
  return use.value ?? use.secretValue;
}

/** The Redis whose certificates a value holds; "unknown" where it holds some and nothing says whose. */
function ownerOf(value: Value | undefined, topology: Topology, target: Target): Target | "unknown" | undefined {
  const read = unresolvedIn(value).flatMap(({ references }) =>
    references.filter(({ attribute }) => CERTIFICATES.test(attribute)).map(({ address }) => address),
  );
  if (read.some((address) => target.aliases.includes(address))) return target;
  if (read.length > 0) return targetsAt(topology, read[0] ?? "")[0] ?? "unknown";
  if (typeof value !== "string" || !value.includes("CERTIFICATE")) return undefined;
  const holder = [target, ...topology.targets].find((one) => certificatesOf(one).some((text) => value.includes(text)));
  return holder ?? "unknown";
}

function certificatesOf({ resource }: Target): string[] {
  return items(get(resource, "server_ca_certs")).flatMap((entry) => {
    const text = within(entry, "cert");
    return typeof text === "string" && text.trim() !== "" ? [text.trim()] : [];
  });
}

/** A secret of unknown content may, unless it is a password by its name; a variable may be a file's name. */
function mayHoldThem(use: SecretUse & { name?: string }): boolean {
  const name = use.name ?? "";
  if (ABOUT_TLS.test(name)) return true;
  const isUnknown =
    use.secret !== undefined && typeof use.secretValue !== "string" && !readsAuthString(use.secretValue);
  return isUnknown && !isRedisPasswordName(name);
}

function saysOfTls(value: Value | undefined): boolean {
  return typeof value === "string" && /ssl_|tls|insecure|unauthorized/i.test(value.replace(/^rediss:/i, ""));
}

function callsAnother(topology: Topology, service: Service, other: Target): boolean {
  return addressSettings(topology, service, other).some(({ owner }) => owner.kind === "this");
}
