import type { Resource } from "../inputs/model";
import { ALL_ADDRESSES, coverAllIpv6 } from "../sets/addresses";
import { field, isKnown, type Value } from "../values";
import { type RoleGiven, rolesGiven } from "./iam";
import type { FirewallRule, Service } from "./model";
import { get, items, text } from "./read";

// Who may come in.

const SENDERS = ["source_tags", "source_service_accounts"];

/** Whether an enabled INGRESS allow lets everybody on the internet in, by IPv4 or IPv6, or because it names no source. */
export function letsInternetIn({ direction, action, disabled, sources, resource }: FirewallRule): boolean {
  if (direction !== "INGRESS" || action !== "allow" || disabled !== false) return false;
  if (!sources) return SENDERS.every((attribute) => isEmptyList(get(resource, attribute)));
  return sources.known.contains(ALL_ADDRESSES) || coverAllIpv6(items(get(resource, "source_ranges")));
}

function isEmptyList(value: Value | undefined): boolean {
  return isKnown(value ?? null) && items(value).length === 0;
}

/** From the least open to the most open. */
const OPENNESS = ["internal", "load balancer", "internet"] as const;
type Openness = (typeof OPENNESS)[number];

/** From where requests reach a Cloud Run service; what is unset or unknown counts as open to all. */
export function opennessOfService({ resource }: Service): Openness {
  const metadata = get(resource, "metadata");
  const block = Array.isArray(metadata) ? metadata[0] : metadata;
  const annotation = (key: string) => field(field(block, key), "run.googleapis.com/ingress");
  const ingress = text(
    get(resource, "ingress") ?? annotation("annotations") ?? annotation("effective_annotations") ?? undefined,
  );
  if (typeof ingress !== "string") return "internet";
  if (/^(INGRESS_TRAFFIC_INTERNAL_ONLY|internal)$/.test(ingress)) return "internal";
  return /LOAD_BALANCER|load-balancing/.test(ingress) ? "load balancer" : "internet";
}

export function isMoreOpen(one: Openness, other: Openness): boolean {
  return OPENNESS.indexOf(one) > OPENNESS.indexOf(other);
}

const EVERYBODY = new Set<unknown>(["allUsers", "allAuthenticatedUsers"]);

const OPENED: readonly [on: string, type: RegExp][] = [
  ["secret", /^google_secret_manager_(regional_)?secret_iam_/],
  ["bucket", /^google_storage_(managed_folder|bucket)_iam_/],
  ["bucket", /^google_storage_(bucket|default_object)_(acl|access_control)$/],
  ["service account", /^google_service_account_iam_(member|binding|policy)$/],
  ["project", /^google_project_iam_(member|binding|policy)$/],
  ["folder", /^google_folder_iam_(member|binding|policy)$/],
  ["organization", /^google_organization_iam_(member|binding|policy)$/],
  ["service", /^google_cloud_run(_v2)?_(service|job|worker_pool)_iam_|^google_cloudfunctions2_function_iam_/],
];

/** What a resource of this type opens to those it names; undefined where it names nobody. */
export function openedBy(type: string): string | undefined {
  return OPENED.find(([, types]) => types.test(type))?.[0];
}

/** Whether a role lets call a service; one that is not known may. */
export function mayCall(role: string): boolean {
  return !/^roles\/run\.(viewer|developer)$/.test(role);
}

export interface GivenToEverybody {
  resource: Resource;
  /** allUsers, or allAuthenticatedUsers. */
  member: string;
  role: string;
  /** The role as the resource says it. */
  given: RoleGiven["role"];
  attribute: string;
  on: string;
}

/** Every role that a resource of an input gives to everybody. */
export function givenToEverybody(resources: readonly Resource[]): GivenToEverybody[] {
  const policies = new Map(resources.map((resource) => [resource.address, resource]));
  return resources.flatMap((resource) => {
    const on = resource.mode === "managed" ? openedBy(resource.type) : undefined;
    if (on === undefined) return [];
    if (/_(acl|access_control)$/.test(resource.type)) return givenByAcl(resource, on);
    const attribute = /policy$/.test(resource.type)
      ? "policy_data"
      : /binding$/.test(resource.type)
        ? "members"
        : "member";
    return rolesGiven(resource, policies).flatMap(({ role, members }) => {
      const named = isKnown(members) ? members : [];
      return named
        .filter((member): member is string => EVERYBODY.has(member))
        .map((member) => ({ resource, member, role: printableRole(role), given: role, attribute, on }));
    });
  });
}

/** The older way to open a bucket: a list of `READER:allUsers`, a name for such a list, or one entity and its role. */
function givenByAcl(resource: Resource, on: string): GivenToEverybody[] {
  const given = (attribute: string, member: unknown, role: unknown): GivenToEverybody[] =>
    typeof member === "string" && EVERYBODY.has(member)
      ? [{ resource, member, role: printableRole(role), given: undefined, attribute, on }]
      : [];
  const entries = items(get(resource, "role_entity")).flatMap((entry) => {
    const [role, member] = typeof entry === "string" ? entry.split(":") : [];
    return given("role_entity", member, role);
  });
  const named = [get(resource, "predefined_acl"), get(resource, "default_acl")].flatMap((name) => {
    if (typeof name !== "string") return [];
    const member = PREDEFINED.find(([pattern]) => pattern.test(name))?.[1];
    return given("predefined_acl", member, name);
  });
  return [...entries, ...named, ...given("entity", get(resource, "entity"), get(resource, "role"))];
}

const PREDEFINED: readonly [RegExp, string][] = [
  [/^publicRead/, "allUsers"],
  [/^authenticatedRead$/, "allAuthenticatedUsers"],
];

function printableRole(role: unknown): string {
  return typeof role === "string" && /^[\w./-]{1,200}$/.test(role) ? role : "a role";
}
