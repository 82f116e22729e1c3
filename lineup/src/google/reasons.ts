import { grantOf } from "./permissions";

/** What a request was, for the sentence about its refusal. */
export interface Refused {
  /** The id of the project that is read. */
  project: string;
  service: string;
  /** The permission that is missing: the one that Google names, else the one that is documented. */
  permission: string;
  /** Whose request Google counts it as; undefined where the error does not say, or says a number that means nothing. */
  consumer: "own" | "other" | undefined;
  /** Why the number of the project is unknown. */
  numberUnknown: string | undefined;
  /** Said where the API asks for a longer wait than lineup can afford; else empty. */
  tooLong: string;
}

export interface Reason {
  /** What `details[].reason`, `violations[].type` or `errors[].reason` says. */
  words: readonly string[];
  /** A part of the message of an API that gives no reason of its own. */
  phrase?: string;
  /** The status that says the same without a word. */
  status?: number;
  /** The answer may be another one later. */
  passes?: true;
  /** What is wrong, and the way out. */
  says(refused: Refused): string;
}

const QUOTA_PROJECT = "gcloud auth application-default set-quota-project PROJECT_ID";

/** Said of an API that is disabled in the project itself, which is no refusal. */
export const DISABLED_HERE = "the API is disabled in this project, so it holds no such resources";

/**
 * Why Google refuses. An error may have several of these words; the first reason that has one of them counts. The last
 * is the only one that may mean that nothing is there, so that anything else said outranks it.
 */
export const REASONS: readonly Reason[] = [
  {
    words: ["RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"],
    status: 429,
    passes: true,
    says: ({ service, tooLong }) =>
      `${service} says that its quota of requests is used up${tooLong}: read the project again later, or ask for a higher quota`,
  },
  {
    words: ["SECURITY_POLICY_VIOLATED", "VPC_SERVICE_CONTROLS", "vpcServiceControls"],
    phrase: "vpcServiceControlsUniqueIdentifier",
    says: ({ service }) =>
      `a VPC Service Controls perimeter keeps the request out: read the project from inside the perimeter, or add an ingress rule for these credentials and ${service}`,
  },
  {
    words: ["BILLING_DISABLED", "accountDisabled", "billingNotEnabled", "UREQ_PROJECT_BILLING_NOT_FOUND"],
    phrase: "requires billing to be enabled",
    says: ({ project }) =>
      `billing is disabled in ${project} or in the quota project of these credentials: gcloud billing projects link ${project} --billing-account ACCOUNT_ID`,
  },
  {
    words: ["ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"],
    phrase: "insufficient authentication scopes",
    says: () =>
      "the scopes of the access token are too narrow: issue one with https://www.googleapis.com/auth/cloud-platform, for example with gcloud auth application-default login",
  },
  {
    words: ["USER_PROJECT_DENIED"],
    phrase: "Caller does not have required permission to use project",
    says: () =>
      `these credentials may not use their quota project: on that project ${grantOf("serviceusage.services.use")}, or choose another with ${QUOTA_PROJECT}`,
  },
  {
    words: ["CONSUMER_INVALID"],
    says: ({ project }) =>
      `Google does not know ${project} or the quota project of these credentials: check the first with gcloud projects describe ${project}, set the second with ${QUOTA_PROJECT}`,
  },
  {
    words: ["IAM_PERMISSION_DENIED"],
    says: ({ permission }) => grantOf(permission),
  },
  {
    words: ["SERVICE_DISABLED", "accessNotConfigured"],
    says: disabled,
  },
];

/** Accounts and policies exist, whether or not a project has enabled the API that says so. */
const WITHOUT_API = new Set(["iam.googleapis.com", "cloudresourcemanager.googleapis.com"]);

function disabled({ consumer, project, service, numberUnknown }: Refused): string {
  const enable = `gcloud services enable ${service} --project`;
  if (consumer === "own" && !WITHOUT_API.has(service)) return DISABLED_HERE;
  if (consumer === "own") return `the API is disabled in ${project}: ${enable} ${project}`;
  if (consumer === "other") {
    return `the API is disabled in the quota project of these credentials: ${enable} QUOTA_PROJECT_ID, or choose another project with ${QUOTA_PROJECT}`;
  }
  const which = numberUnknown === undefined ? "" : `. Only the number of ${project} tells which, and ${numberUnknown}`;
  return `the API is disabled in ${project} or in the quota project of these credentials: ${enable} ${project}${which}`;
}
