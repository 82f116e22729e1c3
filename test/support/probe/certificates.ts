import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A certificate with its key, both in PEM. */
export interface Certificate {
  pem: string;
  key: string;
}

interface Wish {
  cn: string;
  /** Its subject alternative names: addresses of IPv4, or names. Without any it has no SAN at all. */
  san?: string[];
  /** In days from now. */
  from?: number;
  until?: number;
  /** Who signs it; itself where nobody is given. */
  by?: Authority;
}

export interface Authority extends Certificate {
  cn: string;
  privateKey: KeyObject;
}

/** Node reads certificates and makes none, so these are put together by hand, in DER. */
const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const bytes = body.length < 256 ? [body.length] : [body.length >> 8, body.length & 255];
  const size = body.length < 128 ? bytes : [0x80 + bytes.length, ...bytes];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const octets = (value: Buffer) => der(0x04, value);
const bits = (value: Buffer) => der(0x03, Buffer.from([0]), value);
const YES = der(0x01, Buffer.from([255]));

const ECDSA_WITH_SHA256 = sequence(oid("2a8648ce3d040302"));
const nameOf = (cn: string) => sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(cn)))));

function time(days: number): Buffer {
  const text = new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:T]|\.\d+/g, "");
  return der(0x18, Buffer.from(text));
}

const isAddress = (name: string) => /^[\d.]+$/.test(name);
const sanOf = (name: string) =>
  isAddress(name) ? der(0x87, Buffer.from(name.split(".").map(Number))) : der(0x82, Buffer.from(name));

function make({ cn, san, from = -1, until = 30, by }: Wish, isAuthority: boolean): Authority {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const id = (key: Buffer) => createHash("sha1").update(key).digest();
  const extensions = [
    ...(isAuthority ? [sequence(oid("551d13"), YES, octets(sequence(YES)))] : []),
    ...(san ? [sequence(oid("551d11"), octets(sequence(...san.map(sanOf))))] : []),
    sequence(oid("551d0e"), octets(octets(id(spki)))),
  ];
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    nameOf(by?.cn ?? cn),
    sequence(time(from), time(until)),
    nameOf(cn),
    spki,
    der(0xa3, sequence(...extensions)),
  );
  const signature = bits(sign("sha256", body, by?.privateKey ?? privateKey));
  const lines = sequence(body, ECDSA_WITH_SHA256, signature)
    .toString("base64")
    .match(/.{1,64}/g)
    ?.join("\n");
  const pem = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
  return { cn, pem, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), privateKey };
}

export const authority = (cn: string, days = 30): Authority => make({ cn, until: days }, true);
export const certificate = (wish: Wish): Certificate => make(wish, false);
