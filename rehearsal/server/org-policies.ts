import { ApiError, failedPrecondition } from "./api-error";
import { projectNumber } from "./geography";
import { bindingsOf } from "./iam/policy-document";
import { listOf, thingOf } from "./kind";
import type { CloudObject, Store } from "./store";

/** Constraints that this cloud obeys, and what acts where no policy says otherwise: everything is allowed. */
export const CONSTRAINTS = [
  "iam.allowedPolicyMemberDomains",
  "compute.vmCanIpForward",
  "compute.trustedImageProjects",
  "gcp.resourceLocations",
  "run.managed.requireInvokerIam",
] as const;
export type Constraint = (typeof CONSTRAINTS)[number];

const MANAGED = /^[a-z]+\.managed\./;

/** The rules that act on a project. There are no folders here, and the organization has no policies of its own. */
export function effectiveRules(constraint: string, project: string, store: Store): CloudObject[] {
  const spec = thingOf(store.get(`orgpolicy/projects/${project}/policies/${constraint}`), "spec");
  const rules = spec?.reset === true ? [] : (listOf(spec, "rules") as CloudObject[]);
  return rules.length > 0 ? rules : [MANAGED.test(constraint) ? { enforce: false } : { allowAll: true }];
}

/** Whether a value is allowed; `is` says when a value of the policy means it. */
function isAllowed(constraint: Constraint, project: string, store: Store, is: (said: string) => boolean): boolean {
  const rules = effectiveRules(constraint, project, store);
  const has = (key: string) =>
    rules.some((rule) => listOf(thingOf(rule, "values"), key).some((one) => is(String(one))));
  if (rules.some(({ denyAll }) => denyAll === true) || has("deniedValues")) return false;
  const isClosed = rules.some((rule) => listOf(thingOf(rule, "values"), "allowedValues").length > 0);
  return !isClosed || has("allowedValues");
}

function isEnforced(constraint: Constraint, project: string, store: Store): boolean {
  return effectiveRules(constraint, project, store).some(({ enforce }) => enforce === true);
}

const PUBLIC = ["allUsers", "allAuthenticatedUsers"];

/** Only members of some organizations: the public is in none. What was granted before stays. */
export function publicMemberRefused(policy: CloudObject, before: CloudObject, project: string, store: Store): boolean {
  if (isAllowed("iam.allowedPolicyMemberDomains", project, store, () => false)) return false;
  const grants = (of: CloudObject) =>
    bindingsOf(of).flatMap(({ role, members }) =>
      listOf({ members }, "members").flatMap((one) => (PUBLIC.includes(String(one)) ? `${String(role)} ${one}` : [])),
    );
  const known = grants(before);
  return grants(policy).some((one) => !known.includes(one));
}

export const NOT_PERMITTED = "One or more users named in the policy do not belong to a permitted customer";

/** A connector is made of machines that forward packets, from an image of Google's. */
export function whyNoConnector(project: string, store: Store): string | undefined {
  if (!isAllowed("compute.vmCanIpForward", project, store, (said) => isOf(said, project, store))) {
    return `Operation failed: Constraint constraints/compute.vmCanIpForward violated for project ${project}.`;
  }
  if (!isAllowed("compute.trustedImageProjects", project, store, (said) => said.endsWith(IMAGES))) {
    const use = `Use of images from project ${IMAGES} is prohibited.`;
    return `Operation failed: Constraint constraints/compute.trustedImageProjects violated for project ${project}. ${use}`;
  }
  return undefined;
}

const IMAGES = "serverless-vpc-access-images";

/** `under:projects/acme`: all machines of a project. */
function isOf(said: string, project: string, store: Store): boolean {
  return [project, projectNumber(project, store)].some((one) => said === `under:projects/${one}`);
}

/** Throws where nothing may be kept at a location. A multi-region and `global` are locations, too. */
export function refuseLocation(location: string, what: Located, project: string, store: Store): void {
  const where = location.toLowerCase();
  if (isAllowed("gcp.resourceLocations", project, store, (said) => means(said, where))) return;
  throw WORDS[what](where, projectNumber(project, store));
}

type Located = "bucket" | "secret" | "resource";

const LOCATIONS = "constraints/gcp.resourceLocations";
const PAGE = "https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations";

const WORDS: Record<Located, (location: string, number: string) => ApiError> = {
  bucket: (location) => new ApiError(412, `'${location}' violates constraint '${LOCATIONS}'`),
  secret: (location, number) =>
    failedPrecondition(
      `Constraint ${LOCATIONS} violated for [orgpolicy:projects/${number}] attempting to create a secret in [${location}]. For more information, see ${PAGE}.`,
    ),
  resource: (location, number) =>
    failedPrecondition(`${location} violates constraint ${LOCATIONS} on the resource projects/${number}`),
};

/** `us-central1`, or a group of locations: `in:us-locations`, `in:us-central1-locations`. */
function means(said: string, location: string): boolean {
  const group = /^in:(.+)-locations$/.exec(said)?.[1];
  if (group === undefined) return said.replace(/^is:/, "") === location;
  const area = group === "eu" ? "europe" : group;
  return location === group || location === area || location.startsWith(`${area}-`);
}

/** Who may be called by everybody has no check of callers. */
export function refuseOpenService(project: string, store: Store): void {
  if (!isEnforced("run.managed.requireInvokerIam", project, store)) return;
  throw failedPrecondition(
    `Operation denied by org policy: ["constraints/run.managed.requireInvokerIam": "The Invoker IAM check must stay enabled."].`,
  );
}
