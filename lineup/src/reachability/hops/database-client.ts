import { CLIENT_CERTIFICATE } from "../../../../facts/targets";
import type { Service, Target, Topology } from "../../topology/model";
import { get, knownText } from "../../topology/read";
import { isKnown, referencesIn, Unresolved, type Value } from "../../values";
import { clientOf } from "../client";
import type { Trail } from "../path";

/** Whether a database takes the client as it comes: with TLS or without, and with a certificate of its own. */
export function databaseTakesClient(trail: Trail, topology: Topology, whole: Service, target: Target): void {
  const encryption = target.kind.encryption?.(target);
  if (!encryption) return;
  const { address } = target;
  const { codes, noun } = target.kind.facts;
  trail.mention(
    `${noun} knows the user and the password that ${whole.address} logs in with: lineup does not read them`,
  );
  const at = { address, attribute: encryption.attribute };
  const { asked } = encryption;
  if (!isKnown(asked)) {
    const message = `lineup cannot determine whether it asks its clients for TLS or a certificate: ${asked.shown}`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, `write ${encryption.attribute} out`);
    return;
  }
  if (asked === "nothing") return;
  const service = clientOf(topology, whole, target);
  const off = service.variables.find((one) => turnsTlsOff(one.name, one.value ?? one.secretValue));
  if (off) {
    const message = `${off.name} turns TLS off, and ${address} takes no connection without it`;
    trail.unknown(
      codes.protocol,
      { address: whole.address, attribute: off.attribute },
      message,
      "let the client use TLS",
    );
  }
  if (asked === "TLS") {
    trail.assume(`the client of ${whole.address} speaks TLS, which ${address} asks for`);
  } else if (readsCertificate(topology, service, target)) {
    trail.assume(`the client of ${whole.address} shows the certificate that it reads, which ${address} asks for`);
  } else {
    const message = `it takes clients with a certificate of its own only, and ${whole.address} reads none that the input makes`;
    const fix = `give it cert and private_key of a ${CLIENT_CERTIFICATE}, or set ssl_mode to ENCRYPTED_ONLY`;
    trail.unknown(codes.protocol, at, message, fix);
  }
}

function turnsTlsOff(name: string, value: Value | undefined): boolean {
  const parts = value instanceof Unresolved ? (value.parts ?? []) : [value];
  const text = parts.map((part) => (typeof part === "string" ? part : " ")).join("");
  return /[?&\s;]ssl-?mode=(disable|false)/i.test(text) || (/^PGSSLMODE$/i.test(name) && text.trim() === "disable");
}

/** Both halves of one certificate that this database made for a client. */
function readsCertificate({ finder }: Topology, service: Service, target: Target): boolean {
  const uses = [...service.variables, ...service.secretVolumes];
  const read = uses.flatMap((use) => referencesIn("value" in use ? (use.value ?? use.secretValue) : use.secretValue));
  const keys = read.filter(({ attribute }) => attribute === "private_key");
  return keys.some(({ address }) => {
    const resource = finder.resource(address);
    if (resource?.type !== CLIENT_CERTIFICATE) return false;
    const instance = get(resource, "instance");
    const isOfIt =
      instance instanceof Unresolved
        ? target.aliases.includes(instance.soleReference?.address ?? "")
        : instance !== undefined && instance === knownText(get(target.resource, "name"));
    return isOfIt && read.some((one) => one.address === address && one.attribute === "cert");
  });
}
