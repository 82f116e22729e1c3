import { ApiError } from "../api-error";
import { Expressions, variablesIn, whyNoExpression } from "../cel";
import { type ApiKind, type Place, textOf, thingOf } from "../kind";
import type { CloudObject } from "../store";
import { byNumber, federated, identityMessages, refuseDeleted, refuseId, refuseLong } from "./identity-pools";

/** Whose tokens a workload identity pool takes, and which of them. */
export const identityProviders: ApiKind = {
  ...federated,
  collection: "iam/projects/{project}/locations/{location}/workloadIdentityPools/{pool}/providers",
  messages: identityMessages("WorkloadIdentityPoolProvider"),
  named: { parameter: "workloadIdentityPoolProviderId" },
  listed: "workloadIdentityPoolProviders",
  check: (draft, place, before) => {
    if (before) refuseDeleted(before);
    refuseDeleted(poolOf(place));
    refuseId(place.id);
    refuseLong(draft);
    const kinds = ["aws", "oidc", "saml", "x509"].filter((kind) => draft[kind] !== undefined);
    if (kinds.length !== 1) {
      throw new ApiError(400, `A provider is one of aws, oidc, saml and x509, got ${kinds.join(" and ") || "none"}.`);
    }
    if (kinds[0] === "oidc") refuseIssuer(thingOf(draft, "oidc"));
    refuseMapping(thingOf(draft, "attributeMapping") ?? {}, kinds[0] === "oidc");
    refuseCondition(draft);
  },
  filled: (draft, { path, store }) => ({ ...draft, name: byNumber(path, store), state: "ACTIVE" }),
};

function poolOf({ name, store }: Place): CloudObject {
  const pool = store.get(name.replace(/\/providers\/[^/]+$/, ""));
  if (!pool) throw new ApiError(404, "Requested entity was not found.");
  return pool;
}

function refuseIssuer(oidc: CloudObject | undefined): void {
  const issuer = textOf(oidc, "issuerUri") ?? "";
  if (!issuer.startsWith("https://")) {
    throw new ApiError(400, `oidc.issuerUri must be an HTTPS endpoint, got ${JSON.stringify(issuer.slice(0, 80))}.`);
  }
}

const [MOST_ATTRIBUTES, LONGEST_MAPPING, LONGEST_CONDITION] = [50, 2048, 4096];
const ATTRIBUTE = /^(google\.(subject|groups|display_name|profile_photo)|attribute\.[a-z0-9_]{1,100})$/;

function refuseMapping(mapping: CloudObject, isOidc: boolean): void {
  const keys = Object.keys(mapping);
  if (textOf(mapping, "google.subject") === undefined && (isOidc || keys.length > 0)) {
    throw new ApiError(400, "The attribute mapping must include google.subject.");
  }
  if (keys.filter((key) => key.startsWith("attribute.")).length > MOST_ATTRIBUTES) {
    throw new ApiError(400, `At most ${MOST_ATTRIBUTES} custom attributes can be mapped.`);
  }
  for (const [key, said] of Object.entries(mapping)) {
    if (!ATTRIBUTE.test(key)) throw new ApiError(400, `Invalid mapped attribute key: ${key.slice(0, 120)}`);
    refuseExpression(`attribute mapping of ${key}`, String(said), LONGEST_MAPPING);
  }
}

/** Issuers that give tokens to everybody: without a condition, anybody's workflow would be let in. */
const MULTI_TENANT = /^https:\/\/(token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io)(\/|$)/;
const CONDITIONS_PAGE =
  "https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines#conditions";

function refuseCondition(draft: CloudObject): void {
  const condition = textOf(draft, "attributeCondition");
  if (condition !== undefined) refuseExpression("attribute condition", condition, LONGEST_CONDITION);
  const speaksOf = condition === undefined ? new Set<string>() : variablesIn(condition);
  const isOfClaims = ["assertion", "google", "attribute"].some((one) => speaksOf.has(one));
  if (!isOfClaims && MULTI_TENANT.test(textOf(thingOf(draft, "oidc"), "issuerUri") ?? "")) {
    const words = "The attribute condition must reference one of the provider's claims.";
    throw new ApiError(400, `${words} For more information, see ${CONDITIONS_PAGE}`);
  }
}

function refuseExpression(what: string, text: string, longest: number): void {
  if (text.length > longest) throw new ApiError(400, `The ${what} cannot exceed ${longest} characters.`);
  const why = whyNoExpression(text);
  if (why !== undefined) throw new ApiError(400, `The ${what} is no valid CEL expression: ${why}`);
}

const EXPRESSIONS = new Expressions();

/** What is known of somebody by his claims. An attribute whose expression has no value is not there. */
export function mapped(provider: CloudObject, assertion: CloudObject): ReadonlyMap<string, unknown> {
  const all = Object.entries(thingOf(provider, "attributeMapping") ?? {});
  const values = all.map(([key, text]) => [key, EXPRESSIONS.result(String(text), { assertion } as never)] as const);
  return new Map(values.filter(([, value]) => value !== undefined));
}
