import { addTo } from "../grouping";
import type { Resource } from "../inputs/model";
import { field, isKnown, type Maybe, Unresolved, type Value } from "../values";
import { type Account, type Accounts, accountName, compareAccounts } from "./accounts";
import { CustomRoles, readsSecrets } from "./custom-roles";
import { type RoleGiven, rolesGiven } from "./iam";
import { compareProjects, projectOf, type Sameness } from "./networks";
import { get, list, within } from "./read";
import type { SecretName, SecretVersions } from "./secrets";

// Who may read which secret, as far as the input gives roles.

const GIVES_ROLES = /^google_(secret_manager_secret|project|folder|organization)_iam_(member|binding|policy)$/;
const TAKES_ROLES = "google_project_iam_member_remove";
const isPolicy = ({ type }: Resource) => type.endsWith("_policy");
const isBinding = ({ type }: Resource) => type.endsWith("_binding");

/** One role that may hold the permission to read secrets, given to somebody on a secret or on what is above it. */
export interface Grant extends RoleGiven {
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
  /** What certainly grants it, were it alone. */
  grants: readonly Grant[];
  /** A policy or binding that says who reads this secret, and leaves the account out. */
  leftOutBy: string | undefined;
  /** What takes every one of these grants away: an apply makes both, in an order that nobody can tell. */
  replacedBy: string | undefined;
  /** A deny policy that speaks of the permission: it goes before every grant, and is not evaluated. */
  deniedBy: string | undefined;
}

export class Grants {
  /** By who is certainly meant, then by the secret: most questions are about one of hundreds. */
  private readonly index = new Map<string, Map<string, Grant[]>>();
  private readonly deniedBy: string | undefined;

  constructor(
    resources: readonly Resource[],
    private readonly accounts: Accounts,
    private readonly secrets: SecretVersions,
  ) {
    const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
    const roles = new CustomRoles(resources);
    const given = resources
      .filter(({ type, mode }) => mode === "managed" && (GIVES_ROLES.test(type) || type === TAKES_ROLES))
      .flatMap((resource) => {
        const found = rolesGiven(resource, byAddress);
        // A policy that names nobody takes everything away.
        const all = found.length === 0 && isPolicy(resource) ? [NOBODY] : found;
        return all.map((one) => this.grant(resource, one, roles));
      });
    for (const grant of given) {
      if (grant.reads !== false && grant.resource.type !== TAKES_ROLES) this.enter(grant);
      if (grant.scope !== "above" && takesAway(grant)) this.enterAt(TAKING, grant);
    }
    this.deniedBy = resources.find(deniesReading)?.address;
  }

  /** Whether the account may read the secret that a service of this project names. */
  reading(account: Account, secret: Value | undefined, project: string | undefined): Reading {
    const wanted = this.secrets.nameOf(secret, project);
    const concerning = this.candidates(keysOf(account), wanted).map((grant) => ({
      grant,
      certainty: both(this.isOn(grant, wanted), this.isFor(grant, account)),
    }));
    const at = (sameness: Sameness) =>
      concerning.filter(({ certainty }) => certainty === sameness).map(({ grant }) => grant);
    const leftOut = this.leavingOut(account, wanted);
    const leftOutBy = leftOut.find(({ scope }) => scope === "secret")?.resource.address;
    const grants = at("same").filter(isSure);
    const lasting = grants.filter((grant) => !leftOut.some((other) => replaces(other, grant)));
    const said = { grants, replacedBy: undefined, deniedBy: this.deniedBy };
    if (lasting.length > 0) {
      return { ...said, answer: "granted", by: lasting.flatMap(madeOf), why: undefined, leftOutBy: undefined };
    }
    const possible = [...at("same"), ...at("unknown")];
    const [first] = possible;
    const by = possible.flatMap(madeOf);
    if (!first) return { ...said, answer: "not shown", by, why: undefined, leftOutBy };
    const [sure] = grants;
    if (!sure) return { ...said, answer: "open", by, why: whyOpen(first), leftOutBy };
    const replacedBy = leftOut.find((other) => replaces(other, sure))?.resource.address;
    return { ...said, answer: "open", by, why: `${replacedBy} takes the grant away`, leftOutBy, replacedBy };
  }

  private enter(grant: Grant): void {
    const accounts = grant.principals.flatMap((one) => (typeof one === "string" ? [] : keysOf(one)));
    const isVagueOne = !isKnown(grant.members) || grant.principals.some(isVague);
    for (const key of new Set([EVERY, ...accounts, ...(isVagueOne ? [VAGUE] : [])])) this.enterAt(key, grant);
  }

  private enterAt(key: string, grant: Grant): void {
    const bySecret = this.index.get(key) ?? new Map<string, Grant[]>();
    this.index.set(key, bySecret);
    addTo(bySecret, grant.scope === "secret" ? (grant.secret?.id ?? ANY) : ANY, grant);
  }

  private candidates(accounts: readonly string[], secret: SecretName): Grant[] {
    return this.entered(accounts.length === 0 ? [EVERY] : [...accounts, VAGUE], secret);
  }

  private entered(keys: readonly string[], { id }: SecretName): Grant[] {
    const found = keys.flatMap((key) => {
      const bySecret = this.index.get(key) ?? new Map<string, Grant[]>();
      return id === undefined ? [...bySecret.values()].flat() : [id, ANY].flatMap((one) => bySecret.get(one) ?? []);
    });
    return [...new Set(found)];
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

  /** What says everybody who holds a role there, and not the account; and what takes a role from it. */
  private leavingOut(account: Account, wanted: SecretName): Grant[] {
    return this.entered([TAKING], wanted).filter((grant) => {
      if (this.isOn(grant, wanted) !== "same") return false;
      return this.isFor(grant, account) === (grant.resource.type === TAKES_ROLES ? "same" : "different");
    });
  }
}

const [EVERY, VAGUE, TAKING, ANY] = [
  "every account",
  "accounts nobody can tell apart",
  "what takes roles away",
  "any secret",
];
const NOBODY: RoleGiven = { role: undefined, members: [], isConditional: false, condition: undefined };

function takesAway({ resource, reads, isConditional }: Grant): boolean {
  if (isPolicy(resource)) return true;
  return (isBinding(resource) || resource.type === TAKES_ROLES) && reads !== false && !isConditional;
}

/** A policy replaces every grant of its secret or project, a binding those of its role; each apply undoes the other. */
function replaces(other: Grant, grant: Grant): boolean {
  return other.scope === grant.scope && other.resource !== grant.resource && coversRole(other, grant);
}

/** Whether a grant speaks of the role of another one: a policy speaks of all of them. */
export function coversRole(one: Grant, { role, customRole }: Grant): boolean {
  if (isPolicy(one.resource)) return true;
  if (customRole || one.customRole) return customRole?.address === one.customRole?.address;
  return typeof role === "string" && role === one.role;
}

const DENIED = "secretmanager.googleapis.com/versions.access";

function deniesReading({ type, mode, values }: Resource): boolean {
  if (type !== "google_iam_deny_policy" || mode !== "managed") return false;
  const rules = list(field(values, "rules") ?? undefined);
  if (!isKnown(rules)) return true;
  return rules.some((rule) => {
    const denied = list(within(within(rule, "deny_rule"), "denied_permissions"));
    return !isKnown(denied) || denied.some((one) => one instanceof Unresolved || one === DENIED);
  });
}

const EVERYBODY = ["allUsers", "allAuthenticatedUsers"];

function isHim(principal: Account | string, account: Account): Sameness {
  if (typeof principal !== "string") return compareAccounts(principal, account);
  if (EVERYBODY.includes(principal)) return "same";
  // Who is in a group or a set of principals, or holds a basic role, no input says.
  return /^(group|principal|principalSet|project(Owner|Editor|Viewer)):/.test(principal) ? "unknown" : "different";
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
  if (!resource.certain) return `lineup cannot determine whether ${address} exists`;
  if (isConditional) return `${address} has a condition, which lineup does not evaluate`;
  if (reads !== true) return `lineup does not know whether the role of ${address} reads secrets`;
  if (scope === "above") return `${address} is given above the project`;
  const vague = principals.find((one) => typeof one === "string");
  if (vague !== undefined) return `${address} is given to a group or a set of accounts`;
  const other = principals.find((one) => typeof one !== "string");
  return `lineup cannot determine whether ${address} means it${other && typeof other !== "string" ? `: ${accountName(other)}` : ""}`;
}
