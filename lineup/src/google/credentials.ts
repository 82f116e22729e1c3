import type { AuthClient } from "google-auth-library";
import { UnusableInput } from "../inputs/model";
import { trusted } from "./endpoints";
import { roleWith } from "./permissions";
import { lacksPermission, refusal } from "./refusal";
import type { Send } from "./send";

// Several of the APIs have no narrower scope; the roles of the account limit what it may do.
const SCOPES = ["https://www.googleapis.com/auth/cloud-platform"];
const TIMEOUT = 60_000;
const NO_CREDENTIALS =
  "there are no credentials: run gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_OAUTH_ACCESS_TOKEN";

/** Application Default Credentials, or the token that Terraform would use; impersonating an account if one is named. */
export async function authenticated(
  impersonate: string | undefined,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<Send> {
  // Loaded only here: no other command needs it.
  const library = await import("google-auth-library");
  const own = await withoutMetadataWarning(() => ownClient(library, env));
  const client = impersonate === undefined ? own : impersonated(library, own, impersonate, env);
  try {
    await client.getAccessToken();
  } catch (error) {
    // The library's error holds the request, and so the credentials.
    throw new UnusableInput(
      impersonate === undefined
        ? "Google issued no token for these credentials: they are expired or revoked, or Google could not be reached"
        : `these credentials cannot impersonate ${impersonate}: ${whyNot(error, impersonate)}`,
    );
  }
  return async ({ method, url, body }) => {
    const { status, data, headers } = await client.request<unknown>({
      url,
      method,
      ...(body === undefined ? {} : { data: body }),
      responseType: "json",
      timeout: TIMEOUT,
      ...(signal === undefined ? {} : { signal }),
      retry: false,
      noProxy: ["127.0.0.1", "localhost", "[::1]"],
      validateStatus: () => true,
    });
    if (status === 401) throw new RefusedCredentials();
    return { status, body: data, retryAfter: headers.get("retry-after") ?? undefined };
  };
}

const TOKENS = { service: "iamcredentials.googleapis.com", permission: "iam.serviceAccounts.getAccessToken" };

/** It takes a permission on the account, unless Google gives another reason. */
function whyNot(error: unknown, account: string): string {
  const { status, data } = (error as { response?: { status?: number; data?: unknown } }).response ?? {};
  const project = { id: account.slice(account.indexOf("@") + 1).split(".")[0] ?? "", number: undefined };
  const answer = { status: status ?? 403, body: data, retryAfter: undefined };
  return lacksPermission(answer)
    ? `grant them ${roleWith(TOKENS.permission)} on it`
    : refusal(answer, TOKENS, project).message;
}

/** The library warns where no metadata server answers as it expects: that is any machine outside Google Cloud. */
async function withoutMetadataWarning<Found>(look: () => Promise<Found>): Promise<Found> {
  const { emitWarning } = process;
  process.emitWarning = (...said: unknown[]) => {
    if (said[1] !== "MetadataLookupWarning") Reflect.apply(emitWarning, process, said);
  };
  try {
    return await look();
  } finally {
    process.emitWarning = emitWarning;
  }
}

class RefusedCredentials extends UnusableInput {
  constructor() {
    super("Google refused the credentials (401): they are expired or revoked");
  }
}

type Library = typeof import("google-auth-library");

async function ownClient({ GoogleAuth, OAuth2Client }: Library, env: NodeJS.ProcessEnv): Promise<AuthClient> {
  const token = env.GOOGLE_OAUTH_ACCESS_TOKEN;
  if (token) {
    const client = new OAuth2Client();
    client.setCredentials({ access_token: token });
    return client;
  }
  try {
    return await new GoogleAuth({ scopes: SCOPES }).getClient();
  } catch {
    throw new UnusableInput(
      env.GOOGLE_APPLICATION_CREDENTIALS
        ? "GOOGLE_APPLICATION_CREDENTIALS names a file that is missing or holds no credentials"
        : NO_CREDENTIALS,
    );
  }
}

function impersonated({ Impersonated }: Library, source: AuthClient, account: string, env: NodeJS.ProcessEnv) {
  const name = "GOOGLE_IAM_CREDENTIALS_CUSTOM_ENDPOINT";
  const own = env[name];
  return new Impersonated({
    sourceClient: source,
    targetPrincipal: account,
    targetScopes: SCOPES,
    lifetime: 3600,
    // The library appends the version.
    ...(own
      ? {
          endpoint: trusted(own, name)
            .replace(/\/v1\/$/, "")
            .replace(/\/$/, ""),
        }
      : {}),
  });
}
