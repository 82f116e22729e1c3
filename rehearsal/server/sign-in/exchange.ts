import type { JsonWebKey } from "node:crypto";
import { jsonName } from "../../../facts/google-apis/field-names";
import { SignInError } from "../api-error";
import { Expressions } from "../cel";
import type { Clock } from "../clock";
import { projectId } from "../geography";
import type { Tokens } from "../iam/tokens";
import { listOf, textOf, thingOf } from "../kind";
import { mapped } from "../kinds/identity-providers";
import type { CloudObject, Store } from "../store";
import { type Claims, claimsIn, isSigned } from "./issuer";

const URN = "urn:ietf:params:oauth";
const LIFETIME = 3599;

/** Google's Security Token Service: somebody else's token becomes one of a pool, where its provider takes it. */
export class SignIn {
  /** The issuers that can be reached, with their keys. */
  private readonly issuers = new Map<string, readonly JsonWebKey[]>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly tokens: Tokens,
  ) {}

  /** From now on what this issuer has signed is known to be its own. */
  trust({ url, keys }: { url: string; keys: readonly JsonWebKey[] }): void {
    this.issuers.set(url, keys);
  }

  exchange(body: CloudObject = {}): CloudObject {
    // Clients say it in either way.
    const said = Object.fromEntries(Object.entries(body).map(([field, value]) => [jsonName(field), value]));
    refuseOtherGrants(said);
    const audience = textOf(said, "audience") ?? "";
    const { pool, provider } = this.providerOf(audience);
    const claims = this.claimsOf(textOf(said, "subjectToken") ?? "", provider, audience);
    const attributes = mapped(provider, claims);
    const subject = attributes.get("google.subject");
    if (typeof subject !== "string" || subject === "") {
      throw new SignInError(
        "invalid_request",
        "Could not obtain a value for google.subject from the given credential.",
      );
    }
    if (Buffer.byteLength(subject) > LONGEST_SUBJECT) throw new SignInError("invalid_request", TOO_LONG);
    if (!isAccepted(provider, claims, attributes)) {
      throw new SignInError("unauthorized_client", "The given credential is rejected by the attribute condition.");
    }
    return {
      access_token: this.tokens.ofPool(pool, subject, attributes, LIFETIME),
      issued_token_type: `${URN}:token-type:access_token`,
      token_type: "Bearer",
      expires_in: LIFETIME,
    };
  }

  /** Both must be there, and on. */
  private providerOf(audience: string): { pool: string; provider: CloudObject } {
    const form =
      /^\/\/iam\.googleapis\.com\/(projects\/(\d+)\/locations\/global\/workloadIdentityPools\/[^/]+)(\/providers\/[^/]+)$/;
    const [, pool = "", number = "", rest = ""] = form.exec(audience) ?? [];
    if (pool === "") throw new SignInError("invalid_request", NO_AUDIENCE);
    const name = `iam/${pool.replace(`projects/${number}`, `projects/${projectId(number, this.store)}`)}`;
    const [found, provider] = [this.store.get(name), this.store.get(`${name}${rest}`)];
    if (!provider || [found, provider].some((one) => one?.state !== "ACTIVE" || one.disabled === true)) {
      throw new SignInError("invalid_target", NO_TARGET);
    }
    return { pool, provider };
  }

  private claimsOf(token: string, provider: CloudObject, audience: string): Claims {
    const claims = claimsIn(token);
    if (!claims) throw new SignInError("invalid_request", "Unable to parse the ID Token.");
    const oidc = thingOf(provider, "oidc");
    const issuer = textOf(oidc, "issuerUri") ?? "";
    if (claims.iss !== issuer) {
      const words = `The issuer in ID Token ${String(claims.iss)} does not match the expected ones: ${issuer}`;
      throw new SignInError("invalid_grant", words);
    }
    const keys = keysIn(oidc) ?? this.issuers.get(issuer);
    if (!keys) throw new SignInError("invalid_grant", "Error connecting to the given credential's issuer.");
    if (!isSigned(token, keys)) throw new SignInError("invalid_grant", "Invalid ID Token signature.");
    const allowed = listOf(oidc, "allowedAudiences");
    const expected = allowed.length > 0 ? allowed : [audience, `https:${audience}`];
    const got = [claims.aud].flat();
    if (!got.some((one) => expected.includes(one))) {
      const words = `The audience in ID Token [${got.join(", ")}] does not match the expected audience`;
      throw new SignInError("invalid_grant", `${words} ${expected.join(", ")}.`);
    }
    const [now, issued] = [this.clock.now() / 1000, Number(claims.iat)];
    if (!(Number(claims.exp) > now) || !(issued > now - DAY) || issued > now + 60) {
      throw new SignInError("invalid_grant", `ID Token issued at ${String(claims.iat)} is stale to sign-in.`);
    }
    return claims;
  }
}

const [LONGEST_SUBJECT, DAY] = [127, 24 * 60 * 60];
const TOO_LONG =
  "The size of mapped attribute google.subject exceeds the 127 bytes limit. Either modify your attribute mapping or the incoming assertion to produce a mapped attribute that is less than 127 bytes.";
const NO_AUDIENCE =
  'Invalid value for "audience". This value should be the full resource name of the Identity Provider. See https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token for the list of possible formats.';
const NO_TARGET =
  'The target service indicated by the "audience" parameters is invalid. This might either be because the pool or provider is disabled or deleted or because it doesn\'t exist.';

function refuseOtherGrants(said: CloudObject): void {
  const kinds = [`${URN}:token-type:jwt`, `${URN}:token-type:id_token`];
  if (said.grantType !== `${URN}:grant-type:token-exchange`) {
    throw new SignInError("unsupported_grant_type", "Unsupported grant type.");
  }
  if (!kinds.includes(String(said.subjectTokenType))) {
    throw new SignInError("invalid_request", "Invalid subject_token_type: it is jwt or id_token here.");
  }
  if (said.requestedTokenType !== `${URN}:token-type:access_token`) {
    throw new SignInError("invalid_request", "Invalid requested_token_type: it is access_token.");
  }
}

/** Keys that the provider itself has: then nobody else is asked. */
function keysIn(oidc: CloudObject | undefined): readonly JsonWebKey[] | undefined {
  const said = textOf(oidc, "jwksJson");
  if (said === undefined) return undefined;
  try {
    return listOf(JSON.parse(said) as CloudObject, "keys") as JsonWebKey[];
  } catch {
    return [];
  }
}

const EXPRESSIONS = new Expressions();

/** Without a condition everybody of the issuer is let in. */
function isAccepted(provider: CloudObject, assertion: Claims, attributes: ReadonlyMap<string, unknown>): boolean {
  const condition = textOf(provider, "attributeCondition");
  if (condition === undefined) return true;
  const below = (prefix: string) =>
    Object.fromEntries(
      [...attributes].flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [])),
    );
  const variables = { assertion, google: below("google."), attribute: below("attribute.") };
  return EXPRESSIONS.result(condition, variables as never) === true;
}
