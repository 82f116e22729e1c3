import { isPrintableRole } from "../../../facts/printable";
import type { Resource } from "../inputs/model";
import { once } from "../once";
import { field, isKnown, Unresolved, type Value } from "../values";
import { type RoleGiven, rolesGiven } from "./iam";
import { openedBy } from "./identity-types";
import { get, items } from "./read";

// Who is given a role on something, where this input says so.

/** As Google writes them; the provider takes them in any case. */
const EVERYBODY: ReadonlyMap<string, string> = new Map(
  ["allUsers", "allAuthenticatedUsers"].map((name) => [name.toLowerCase(), name]),
);

function asGoogleWrites(member: Value): Value {
  return typeof member === "string" ? (EVERYBODY.get(member.toLowerCase()) ?? member) : member;
}

/** Whether a role lets call a service; one that is not known may. */
export function mayCall(role: string): boolean {
  return !/^roles\/run\.(viewer|developer)$/.test(role);
}

/** Whether a role lets call a service, and nothing else. */
export function onlyCalls(role: string): boolean {
  return /^roles\/(run\.(invoker|servicesInvoker|jobsInvoker)|cloudfunctions\.invoker)$/.test(role);
}

/** A role that a resource gives to one member. */
export interface Giving {
  resource: Resource;
  /** As the input says it: "allUsers", "domain:acme.example"; unresolved where the input does not know it. */
  member: Value;
  /** The role in words; `given` is the role as the resource says it. */
  role: string;
  given: RoleGiven["role"];
  /** The condition under which it holds; undefined where there is none. */
  condition: Value | undefined;
  attribute: string;
  on: string;
}

/** The same of a member that is known. */
export interface Given extends Giving {
  member: string;
}

export function isEverybody({ member }: Pick<Giving, "member">): boolean {
  return typeof member === "string" && EVERYBODY.has(member.toLowerCase());
}

/** Every role that a resource of an input gives to everybody. */
export function givenToEverybody(resources: readonly Resource[]): Given[] {
  return givenBy(resources).filter(isEverybody);
}

/** Every role that a resource of an input gives to a member that is known. */
export function givenBy(resources: readonly Resource[]): Given[] {
  return allGivenBy(resources).filter((given): given is Given => typeof given.member === "string");
}

/** Every role that a resource of an input gives, to members that are known and to others. */
export const allGivenBy = once((resources: readonly Resource[]): readonly Giving[] => {
  const policies = new Map(resources.map((resource) => [resource.address, resource]));
  return resources.flatMap((resource) => {
    const on = resource.mode === "managed" ? openedBy(resource.type) : undefined;
    if (on === undefined) return [];
    if (on === "dataset" && !/_iam_/.test(resource.type)) return givenByDataset(resource, on);
    if (!/_iam_/.test(resource.type)) return givenByAcl(resource, on);
    const attribute = /policy$/.test(resource.type)
      ? "policy_data"
      : /binding$/.test(resource.type)
        ? "members"
        : "member";
    return rolesGiven(resource, policies).flatMap(({ role, members, condition }) =>
      (isKnown(members) ? members : [members]).map((member) => ({
        resource,
        member: asGoogleWrites(member),
        role: roleInWords(role),
        given: role,
        condition,
        attribute,
        on,
      })),
    );
  });
});

/** The older way to open a bucket: a list of `READER:allUsers`, a name for such a list, or one entity and its role. */
function givenByAcl(resource: Resource, on: string): Giving[] {
  const given = (attribute: string, member: unknown, role: unknown) => one(resource, on, attribute, member, role);
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

/** Where a dataset says whom it gives a role: each way with what its values begin with as members. */
const OF_DATASETS: readonly [attribute: string, prefix: string][] = [
  ["iam_member", ""],
  ["special_group", ""],
  ["user_by_email", "user:"],
  ["group_by_email", "group:"],
  ["domain", "domain:"],
];

/** A dataset has a list of its own, and a resource that adds one entry to it. */
function givenByDataset(resource: Resource, on: string): Giving[] {
  const isEntry = resource.type.endsWith("_access");
  return (isEntry ? [resource.values] : items(get(resource, "access"))).flatMap((entry) =>
    OF_DATASETS.flatMap(([key, prefix]) => {
      const said = field(entry, key) ?? undefined;
      if (said === undefined || said === "") return [];
      const member = typeof said === "string" ? `${prefix}${said}` : said;
      return one(resource, on, isEntry ? key : "access", member, field(entry, "role"));
    }),
  );
}

function one(resource: Resource, on: string, attribute: string, member: unknown, role: unknown): Giving[] {
  if (typeof member !== "string" && !(member instanceof Unresolved)) return [];
  const said = typeof role === "string" ? role : undefined;
  const who = asGoogleWrites(member);
  return [{ resource, member: who, role: roleInWords(role), given: said, condition: undefined, attribute, on }];
}

/** A role that is made with this plan goes by the resource that makes it. */
function roleInWords(role: unknown): string {
  if (typeof role === "string") return isPrintableRole(role) ? role : "a role";
  return role instanceof Unresolved ? role.shown : "a role";
}
