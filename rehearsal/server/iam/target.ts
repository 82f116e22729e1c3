import { networkOf, projectId, projectIn } from "../geography";
import { isCloudObject, lastSegment, listOf, textOf, thingOf } from "../kind";
import { namedIn } from "../request";
import type { CloudObject, Store } from "../store";

/** A request as far as permissions speak of it. */
export interface Asked {
  /** Google's name for the method. */
  id: string;
  /** Its path in Google's document, with a hole for each variable part. */
  template: string;
  pathname: string;
  query: URLSearchParams;
  body: CloudObject | undefined;
  /** The name of an object that is sent. */
  uploads?: string | undefined;
}

/** What a permission is asked for on. */
export interface Target {
  /** API first, as the store has it, with the project's id. */
  name: string;
  project: string;
  /** Of a new policy: the roles that somebody is given or loses. */
  changedRoles?: readonly string[];
}

/** What the request is about: of a list or a creation, what it is in. */
export function targetOf(asked: Asked, store: Store, projectOfBucket: BucketOwner): Target {
  const { id, query, body } = asked;
  const said = asked.uploads === undefined ? withoutAction(asked) : `${withoutAction(asked)}/${asked.uploads}`;
  if (said.startsWith("storage/")) return inStorage(said, query, projectOfBucket);
  const [api = "", ...path] = said.split("/");
  // The credentials of an account are its own, whichever API gives them.
  if (api === "iamcredentials") return accountTarget(said, "", store);
  const project = projectId(projectSaid(id, path, query, body, store), store);
  const name = [api, ...path].join("/").replace(/(^|\/)projects\/[^/]+/, `$1projects/${project}`);
  return { name, project };
}

/** Without what is done with it: `:access`, `/authString`, `/getEffectiveFirewalls`. */
function withoutAction({ id, template, pathname }: Asked): string {
  const parts = namedIn(pathname.replace(UPLOAD, "/storage/")).split("/");
  if (/\.(create|insert|list|aggregatedList)$/.test(id)) return parts.join("/");
  const holes = template.slice(template.lastIndexOf("}") + 1);
  const extra = holes.split("/").length - 1;
  return parts
    .slice(0, parts.length - extra)
    .join("/")
    .replace(/:[A-Za-z]+$/, "");
}

const UPLOAD = /^\/(resumable\/upload|upload|download)\/storage\//;

/** The project of a bucket that exists. */
export type BucketOwner = (bucket: string) => string | undefined;

function inStorage(name: string, query: URLSearchParams, projectOfBucket: BucketOwner): Target {
  const [, bucket] = /^storage\/b\/([^/]+)/.exec(name) ?? [];
  return { name, project: (bucket === undefined ? query.get("project") : projectOfBucket(bucket)) ?? "" };
}

function projectSaid(
  id: string,
  path: readonly string[],
  query: URLSearchParams,
  body: CloudObject | undefined,
  store: Store,
): string {
  if (path[0] === "apis") return path[path.indexOf("namespaces") + 1] ?? "";
  if (id.startsWith("servicenetworking.services.")) {
    const network = query.get("network") ?? textOf(body, "network") ?? textOf(body, "consumerNetwork") ?? "";
    return projectIn(networkOf(network, "", store));
  }
  // Entries are asked for in one request for all the projects that it names.
  if (id === "logging.entries.list") return projectIn(String(listOf(body, "resourceNames")[0]));
  if (id === "logging.entries.write") {
    const [first] = listOf(body, "entries").filter(isCloudObject);
    return projectIn(textOf(body, "logName") ?? textOf(first, "logName") ?? "");
  }
  const said = projectIn(path.join("/"));
  // An account is known in all projects; its name says which is its own.
  if (said === "-") return /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(path.join("/"))?.[1] ?? "";
  // An operation outside of projects has the number of its own in its name.
  return said === "" ? (/\.p\d+-(\d+)-/.exec(lastSegment(path.join("/")))?.[1] ?? "") : said;
}

/** The accounts that a workload would run as, which needs a permission on each. */
export function accountsIn(body: CloudObject | undefined): string[] {
  // The first API of Cloud Run has the template in its specification.
  const template = thingOf(body, "template") ?? thingOf(thingOf(body, "spec"), "template");
  const inner = thingOf(template, "template") ?? thingOf(template, "spec");
  const ofFunction = thingOf(body, "serviceConfig") ?? thingOf(body, "service_config");
  const ofSchedule = thingOf(thingOf(body, "httpTarget"), "oauthToken");
  const said = [template, inner, ofFunction, ofSchedule].flatMap((thing) =>
    ACCOUNT_FIELDS.map((key) => textOf(thing, key)),
  );
  return said.filter((one) => one !== undefined);
}

/** A request may also name a field as the protocol buffers do. */
const ACCOUNT_FIELDS = [
  ...["serviceAccount", "serviceAccountName", "serviceAccountEmail"],
  ...["service_account", "service_account_name", "service_account_email"],
];

/** An account is in its own project, which its name says: another project's roles are none on it. */
export function accountTarget(said: string, project: string, store: Store): Target {
  const email = lastSegment(said);
  const [, name = "", domain = ""] = /^([^@]+)@([^@.]+)\.(?:iam\.)?gserviceaccount\.com$/.exec(email) ?? [];
  const owner = domain === "developer" ? name.replace(/-compute$/, "") : domain === "appspot" ? name : domain;
  const own = projectId(owner === "" ? project : owner, store);
  return { name: `iam/projects/${own}/serviceAccounts/${email}`, project: own };
}

/**
 * Whether an update sends what the workload is made of: only then is there a new revision. Each of a function's is one,
 * and each of a schedule says as whom it calls.
 */
export function makesRevision({ id, body }: Asked): boolean {
  const template = body?.template ?? thingOf(body, "spec")?.template;
  return isCloudObject(template) || /\.create$/.test(id) || /^cloud(functions|scheduler)\./.test(id);
}

/** https://cloud.google.com/run/docs/securing/managing-access: who turns the check of callers off or on, grants. */
export function switchesInvokers({ id, body, query }: Asked, { name }: Target, store: Store): boolean {
  if (!/^run\.projects\.locations\.services\.(create|patch)$/.test(id)) return false;
  const mask = query.get("updateMask");
  if (mask !== null && !/\b(invokerIamDisabled|invoker_iam_disabled|\*)/.test(mask)) return false;
  const will = body?.invokerIamDisabled ?? body?.invoker_iam_disabled;
  const was = id.endsWith(".create") ? undefined : store.get(name)?.invokerIamDisabled;
  return (will === true) !== (was === true);
}

/** Everything whose policy counts for this: the thing, what it is in, and its project. */
export function* policyHolders({ name, project }: Target): Generator<string> {
  const parts = name.split("/");
  for (let length = parts.length; length > 2; length--) yield parts.slice(0, length).join("/");
  if (project !== "") yield `cloudresourcemanager/projects/${project}`;
}
