import type { Resource } from "../inputs/model";
import { isKnown } from "../values";
import { type RoleGiven, rolesGiven } from "./iam";
import { get, items } from "./read";

// Who is given a role on something, where this input says so.

const EVERYBODY: ReadonlySet<string> = new Set(["allUsers", "allAuthenticatedUsers"]);

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

/** A role that a resource gives to one member. */
export interface Given {
  resource: Resource;
  /** As the input says it: "allUsers", "domain:acme.example". */
  member: string;
  role: string;
  /** The role as the resource says it. */
  given: RoleGiven["role"];
  attribute: string;
  on: string;
}

export function isEverybody({ member }: Pick<Given, "member">): boolean {
  return EVERYBODY.has(member);
}

/** Every role that a resource of an input gives to everybody. */
export function givenToEverybody(resources: readonly Resource[]): Given[] {
  return givenBy(resources).filter(isEverybody);
}

/** Every role that a resource of an input gives to a member that is known. */
export function givenBy(resources: readonly Resource[]): Given[] {
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
        .filter((member) => typeof member === "string")
        .map((member) => ({ resource, member, role: printableRole(role), given: role, attribute, on }));
    });
  });
}

/** The older way to open a bucket: a list of `READER:allUsers`, a name for such a list, or one entity and its role. */
function givenByAcl(resource: Resource, on: string): Given[] {
  const given = (attribute: string, member: unknown, role: unknown): Given[] =>
    typeof member === "string"
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
