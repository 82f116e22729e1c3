import type { Resource } from "../inputs/model";
import { lastSegment, Unresolved, type Value } from "../values";
import { projectOf, type Sameness } from "./networks";
import { get, knownText, text, unlessComputed } from "./read";

/** Who a service runs as, or whom a role is given to. */
export interface Account {
  /** The account of this input: made by it, or looked up by it. */
  resource: Resource | undefined;
  email: string | undefined;
  /** The default compute account of the project: what a service runs as where nothing is said. */
  isDefault: boolean;
  unresolved: Unresolved | undefined;
}

const ACCOUNT = "google_service_account";
const DEFAULT_ACCOUNT = "google_compute_default_service_account";
const DEFAULT: Account = { resource: undefined, email: undefined, isDefault: true, unresolved: undefined };
const NAMES_IT = new Set(["email", "member", "name", "id", "unique_id", ""]);

/** The service accounts of an input, by address and by e-mail address. */
export class Accounts {
  private readonly byAddress = new Map<string, Account>();
  private readonly byEmail = new Map<string, Account>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      if (resource.type === DEFAULT_ACCOUNT) {
        this.byAddress.set(resource.address, { ...DEFAULT, email: knownText(get(resource, "email")) });
      }
      if (resource.type !== ACCOUNT) continue;
      const account = { resource, email: emailOf(resource), isDefault: false, unresolved: undefined };
      this.byAddress.set(resource.address, account);
      // One that is made here goes before a data source that looks the same one up.
      if (account.email !== undefined && (resource.mode === "managed" || !this.byEmail.has(account.email)))
        this.byEmail.set(account.email, account);
    }
  }

  /** The account that a value names: an e-mail address, a member, a name, or a reference to one of these. */
  of(said: Value | undefined): Account {
    const value = unlessComputed(text(said));
    if (value === undefined) return DEFAULT;
    if (typeof value === "string") return this.named(lastSegment(value.replace(/^serviceAccount:/, "")));
    const [prefix, ...rest] = value.parts ?? [];
    const [only] = rest;
    if (prefix === "serviceAccount:" && rest.length === 1 && only instanceof Unresolved) return this.of(only);
    const { soleReference } = value;
    const found =
      soleReference && NAMES_IT.has(soleReference.attribute) ? this.byAddress.get(soleReference.address) : undefined;
    const made = found?.email === undefined ? found : (this.byEmail.get(found.email) ?? found);
    return made ?? { resource: undefined, email: undefined, isDefault: false, unresolved: value };
  }

  private named(email: string): Account {
    return this.byEmail.get(email) ?? { resource: undefined, email, isDefault: false, unresolved: undefined };
  }
}

/** Known before the account exists: it follows from its id and its project. */
function emailOf(resource: Resource): string | undefined {
  const said = knownText(get(resource, "email"));
  if (said !== undefined) return said;
  const id = knownText(get(resource, "account_id"));
  const project = projectOf(resource);
  if (id === undefined || project === undefined || !/^[a-z0-9-]+$/.test(project)) return undefined;
  return id.includes("@") ? lastSegment(id) : `${id}@${project}.iam.gserviceaccount.com`;
}

/** What Google calls the default compute account: with the number of its project, which an input rarely says. */
const OF_COMPUTE = /^[a-z0-9-]+-compute@developer\.gserviceaccount\.com$/;

/** Whether it is the default compute account of some project. */
export function isOfCompute({ isDefault, email }: Account): boolean {
  return isDefault || (email !== undefined && OF_COMPUTE.test(email));
}

export function compareAccounts(one: Account, other: Account): Sameness {
  if (one.unresolved || other.unresolved) return "unknown";
  if (one.resource && one.resource === other.resource) return "same";
  if (one.email !== undefined && other.email !== undefined) return one.email === other.email ? "same" : "different";
  if (one.isDefault && other.isDefault) return "same";
  if (one.isDefault || other.isDefault) {
    const { email, resource } = one.isDefault ? other : one;
    return resource || (email !== undefined && !OF_COMPUTE.test(email)) ? "different" : "unknown";
  }
  const areMade = [one, other].every(({ resource }) => resource?.mode === "managed");
  return areMade ? "different" : "unknown";
}

export function accountName({ resource, email, isDefault, unresolved }: Account): string {
  if (resource) return resource.address;
  if (isDefault) return "the default compute account";
  return email !== undefined && PRINTABLE.test(email) ? email : (unresolved?.shown ?? "its account");
}

const PRINTABLE = /^[\w.+-]{1,100}@[\w.-]{1,200}$/;
