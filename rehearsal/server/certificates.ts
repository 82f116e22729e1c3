import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { lastSegment } from "./kind";

/** A certificate and its key, both as PEM. */
export interface Signed {
  certificate: string;
  key: string;
}

export const VALID_FROM = "2025-01-01T00:00:00Z";
export const VALID_TO = "2035-01-01T00:00:00Z";

/**
 * The authority of an instance. Its key follows from its name: the same instance has the same certificate in every
 * cloud, and what is recorded does not change with every recording. It protects nothing.
 */
export function authorityOf(name: string): Signed {
  const key = keyFrom(`authority of ${name}`);
  return { certificate: certificate(named(name), key, key, named(name), true), key: pem(key) };
}

/** As Memorystore has it according to envoyproxy/ratelimit#409: the address is the common name, and there is no other. */
export function serverCertificateOf(name: string, address: string): Signed {
  const key = keyFrom(`server of ${name} at ${address}`);
  const authority = keyFrom(`authority of ${name}`);
  return { certificate: certificate(address, key, authority, named(name), false), key: pem(key) };
}

/** A common name has 64 characters at most. */
const named = (name: string) => `Rehearsal of ${lastSegment(name)}`;

export function fingerprintOf(certificate: string): string {
  const der = Buffer.from(certificate.replaceAll(/-----[A-Z ]+-----|\s/g, ""), "base64");
  return createHash("sha1").update(der).digest("hex");
}

/** The header of a key of Ed25519 in PKCS#8 (RFC 8410); its seed follows. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

function keyFrom(text: string): KeyObject {
  const seed = createHash("sha256").update(text).digest();
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
}

function pem(key: KeyObject): string {
  return String(key.export({ format: "pem", type: "pkcs8" }));
}

/** RFC 5280, version 3. */
function certificate(name: string, key: KeyObject, signer: KeyObject, by: string, isAuthority: boolean): string {
  const algorithm = sequence(object("2b6570"));
  const serial = createHash("sha256").update(`${by} for ${name}`).digest().subarray(0, 8);
  const constraints = sequence(
    object("551d13"),
    tagged(0x01, Buffer.from([0xff])),
    tagged(0x04, sequence(...(isAuthority ? [tagged(0x01, Buffer.from([0xff]))] : []))),
  );
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.concat([Buffer.from([0x01]), serial])),
    algorithm,
    distinguished(by),
    sequence(time(VALID_FROM), time(VALID_TO)),
    distinguished(name),
    createPublicKey(key).export({ format: "der", type: "spki" }),
    tagged(0xa3, sequence(constraints)),
  );
  const signature = tagged(0x03, Buffer.concat([Buffer.from([0]), sign(null, body, signer)]));
  const lines =
    sequence(body, algorithm, signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----"].join("\n");
}

function distinguished(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(object("550403"), tagged(0x0c, Buffer.from(commonName)))));
}

function time(text: string): Buffer {
  return tagged(0x17, Buffer.from(`${text.replaceAll(/[-:T]/g, "").slice(2)}`));
}

function object(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

/** DER: what it is, how long, and the content. */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
