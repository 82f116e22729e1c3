import { createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from "node:crypto";

/** What somebody's platform says of a job: GitHub's are `repository`, `ref`, `environment` and others. */
export type Claims = Record<string, unknown>;

/** Gives tokens as GitHub's issuer does: with a key of its own, whose public half is known. */
export class TokenIssuer {
  private readonly pair = generateKeyPairSync("rsa", { modulusLength: 2048 });

  constructor(readonly url: string) {}

  get keys(): JsonWebKey[] {
    return [this.pair.publicKey.export({ format: "jwk" })];
  }

  /** `now` is the cloud's time in milliseconds; a token is good for five minutes. */
  token(claims: Claims, audience: string, now: number): string {
    const seconds = Math.floor(now / 1000);
    const said = { iss: this.url, aud: audience, iat: seconds, nbf: seconds, exp: seconds + 300, ...claims };
    const signed = `${encoded({ alg: "RS256", typ: "JWT" })}.${encoded(said)}`;
    return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), this.pair.privateKey).toString("base64url")}`;
  }
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A token's claims, whether or not anybody has signed it; nothing, where it is no token. */
export function claimsIn(token: string): Claims | undefined {
  const parts = token.split(".");
  try {
    const [header, claims] = parts
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8")));
    return parts.length === 3 && header?.alg === "RS256" && isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Claims {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether one of the keys has signed the token. */
export function isSigned(token: string, keys: readonly JsonWebKey[]): boolean {
  const [header = "", claims = "", signature = ""] = token.split(".");
  const signed = Buffer.from(`${header}.${claims}`);
  return keys.some((key) => {
    try {
      const known = createPublicKey({ key, format: "jwk" });
      return verify("RSA-SHA256", signed, known, Buffer.from(signature, "base64url"));
    } catch {
      return false;
    }
  });
}
