import { READS_SECRETS, roleReadsSecrets } from "../../../facts/secret-readers";
import { addTo, groupedBy } from "../grouping";
import type { Resource } from "../inputs/model";
import { isKnown, lastSegment, type Maybe, Unresolved, type Value } from "../values";
import { type Account, type Accounts, accountName, compareAccounts } from "./accounts";
import { type RoleGiven, rolesGiven } from "./iam";
import { compareProjects, projectOf, type Sameness } from "./networks";
import { get, items, knownText, list } from "./read";
import type { SecretName, SecretVersions } from "./secrets";

// Who may read which secret, as far as the input gives roles.

const GIVES_ROLES = /^google_(secret_manager_secret|project|folder|organization)_iam_(member|binding|policy)$/;
const CUSTOM_ROLE = /^google_(project|organization)_iam_custom_role$/;

/** One role that may hold the permission to read secrets, given to somebody on a secret or on what is above it. */
interface Grant extends RoleGiven {
  resource: Resource;
  scope: "secret" | "project" | "above";
  secret: SecretName | undefined;
  reads: Maybe<boolean>;
  /** The custom role, where it is one of this input. */
  customRole: Resource | undefined;
  /** Whom it is given to; what is no service account is kept as text. */
  principals: (Account | string)[];
}

/** What the input says of one account and one secret. */
export interface Reading {
  /** "open" where a grant is there that may be one; "not shown" where the input holds none. */
  answer: "granted" | "open" | "not shown";
  /** The resources that grant it, or may. */
  by: readonly string[];
  why: string | undefined;
  /** A policy or binding that says who reads this secret, and leaves the account out. */
  leftOutBy: string | undefined;
}

export class Grants {
  private readonly grants: Grant[];
  /** By who is certainly meant: most questions are about one account among hundreds. */
  private readonly byAccount = new Map<string, Grant[]>();
  private readonly forOthers: Grant[] = [];

  constructor(
    resources: readonly Resource[],
    private readonly accounts: Accounts,
    private readonly secrets: SecretVersions,
  ) {
    const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
    const roles = new CustomRoles(resources);
    this.grants = resources
      .filter(({ type, mode }) => mode === "managed" && GIVES_ROLES.test(type))
      .flatMap((resource) => rolesGiven(resource, byAddress).map((given) => this.grant(resource, given, roles)))
      .filter(({ reads }) => reads !== false);
    for (const grant of this.grants) {
      const keys = grant.principals.flatMap((one) => (typeof one === "string" ? [] : keysOf(one)));
      for (const key of new Set(keys)) addTo(this.byAccount, key, grant);
      if (!isKnown(grant.members) || grant.principals.some(isVague)) this.forOthers.push(grant);
    }
  }

  /** Whether the account may read the secret that a service of this project names. */
  reading(account: Account, secret: Value | undefined, project: string | undefined): Reading {
    const wanted = this.secrets.nameOf(secret, project);
    const concerning = this.candidates(account).map((grant) => ({
      grant,
      certainty: both(this.isOn(grant, wanted), this.isFor(grant, account)),
    }));
    const at = (wantedSameness: Sameness) =>
      concerning.filter(({ certainty }) => certainty === wantedSameness).map(({ grant }) => grant);
    const sure = at("same").filter(isSure);
    const leftOutBy = this.leftOutBy(account, wanted);
    if (sure.length > 0) return { answer: "granted", by: sure.flatMap(madeOf), why: undefined, leftOutBy: undefined };
    const possible = [...at("same"), ...at("unknown")];
    const [first] = possible;
    if (!first) return { answer: "not shown", by: [], why: undefined, leftOutBy };
    return { answer: "open", by: possible.flatMap(madeOf), why: whyOpen(first), leftOutBy };
  }

  private candidates(account: Account): Grant[] {
    const keys = keysOf(account);
    if (keys.length === 0) return this.grants;
    return [...new Set([...keys.flatMap((key) => this.byAccount.get(key) ?? []), ...this.forOthers])];
  }

  private grant(resource: Resource, given: RoleGiven, roles: CustomRoles): Grant {
    const scope = /_secret_iam_/.test(resource.type)
      ? "secret"
      : resource.type.startsWith("google_project_")
        ? "project"
        : "above";
    const customRole = roles.find(given.role);
    return {
      ...given,
      resource,
      scope,
      secret: scope === "secret" ? this.secrets.nameOf(get(resource, "secret_id"), projectOf(resource)) : undefined,
      reads: readsSecrets(given.role, customRole),
      customRole,
      principals: isKnown(given.members) ? given.members.map((member) => this.principal(member)) : [],
    };
  }

  private principal(member: Value): Account | string {
    const isOther = typeof member === "string" && !member.startsWith("serviceAccount:");
    return isOther ? member : this.accounts.of(member);
  }

  private isOn(grant: Grant, secret: SecretName): Sameness {
    if (grant.scope === "secret") return grant.secret ? this.secrets.compare(grant.secret, secret) : "unknown";
    if (grant.scope === "above") return "unknown";
    return compareProjects(projectOf(grant.resource), secret.project);
  }

  private isFor({ members, principals }: Grant, account: Account): Sameness {
    if (!isKnown(members)) return "unknown";
    return principals.map((one) => isHim(one, account)).reduce(either, "different");
  }

  /** Only a policy or a binding says everybody who holds a role on a secret. */
  private leftOutBy(account: Account, wanted: SecretName): string | undefined {
    return this.grants.find(
      (grant) =>
        grant.scope === "secret" &&
        !grant.resource.type.endsWith("_member") &&
        this.isOn(grant, wanted) === "same" &&
        this.isFor(grant, account) === "different",
    )?.resource.address;
  }
}

const EVERYBODY = ["allUsers", "allAuthenticatedUsers"];

function isHim(principal: Account | string, account: Account): Sameness {
  if (typeof principal !== "string") return compareAccounts(principal, account);
  if (EVERYBODY.includes(principal)) return "same";
  // Who is in a group or a set of principals, no input says.
  return /^(group|principal|principalSet):/.test(principal) ? "unknown" : "different";
}

function isVague(principal: Account | string): boolean {
  return typeof principal === "string" || keysOf(principal).length === 0 || principal.isDefault;
}

/** What identifies an account; none where another one of other looks may be the same. */
function keysOf({ resource, email, isDefault, unresolved }: Account): string[] {
  if (unresolved || isDefault) return [];
  return [resource?.address, email].filter((key) => key !== undefined);
}

function both(one: Sameness, other: Sameness): Sameness {
  if (one === "different" || other === "different") return "different";
  return one === "same" && other === "same" ? "same" : "unknown";
}

function either(one: Sameness, other: Sameness): Sameness {
  if (one === "same" || other === "same") return "same";
  return one === "different" && other === "different" ? "different" : "unknown";
}

function isSure({ reads, isConditional, resource }: Grant): boolean {
  return reads === true && !isConditional && resource.certain;
}

function madeOf({ resource, customRole }: Grant): string[] {
  return customRole ? [resource.address, customRole.address] : [resource.address];
}

function whyOpen({ resource, reads, isConditional, scope, principals }: Grant): string {
  const { address } = resource;
  if (isConditional) return `${address} has a condition, which lineup does not evaluate`;
  if (reads !== true) return `lineup does not know whether the role of ${address} reads secrets`;
  if (scope === "above") return `${address} is given above the project`;
  const vague = principals.find((one) => typeof one === "string");
  if (vague !== undefined) return `${address} is given to a group or a set of accounts`;
  const other = principals.find((one) => typeof one !== "string");
  return `lineup cannot determine whether ${address} means it${other && typeof other !== "string" ? `: ${accountName(other)}` : ""}`;
}

function readsSecrets(role: RoleGiven["role"], customRole: Resource | undefined): Maybe<boolean> {
  if (customRole) {
    const permissions = list(get(customRole, "permissions"));
    if (!isKnown(permissions)) return permissions;
    if (knownText(get(customRole, "stage")) === "DISABLED") return false;
    if (permissions.includes(READS_SECRETS)) return true;
    return permissions.find((one) => one instanceof Unresolved) instanceof Unresolved ? UNKNOWN_ROLE : false;
  }
  if (role === undefined) return false;
  return isKnown(role) ? (roleReadsSecrets(role) ?? UNKNOWN_ROLE) : role;
}

const UNKNOWN_ROLE = new Unresolved("a role that lineup does not know");

/** The custom roles of an input, by address and by name. */
class CustomRoles {
  private readonly byAddress: ReadonlyMap<string, Resource>;
  private readonly byName: ReadonlyMap<string, readonly Resource[]>;

  constructor(resources: readonly Resource[]) {
    const roles = resources.filter(({ type }) => CUSTOM_ROLE.test(type));
    this.byAddress = new Map(roles.map((role) => [role.address, role]));
    this.byName = groupedBy(roles, (role) => knownText(get(role, "role_id")) ?? "");
  }

  find(role: RoleGiven["role"]): Resource | undefined {
    if (role instanceof Unresolved) {
      const { soleReference } = role;
      return soleReference && ["id", "name"].includes(soleReference.attribute)
        ? this.byAddress.get(soleReference.address)
        : undefined;
    }
    if (role === undefined || role.startsWith("roles/")) return undefined;
    const [above = "", owner = ""] = role.split("/");
    return this.byName
      .get(lastSegment(role))
      ?.find((one) =>
        above === "projects"
          ? one.type === "google_project_iam_custom_role" && (projectOf(one) ?? owner) === owner
          : one.type === "google_organization_iam_custom_role" && items(get(one, "org_id")).join() === owner,
      );
  }
}
