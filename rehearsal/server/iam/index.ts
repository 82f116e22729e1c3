import { permissionsOfMethod } from "../../../facts/google-apis/iam";
import { ApiError } from "../api-error";
import { projectNumber } from "../geography";
import type { CloudObject, Store } from "../store";
import { type Policies, rolesIn } from "./policies";
import { ACT_AS, refusal } from "./refusal";
import {
  type Asked,
  accountsIn,
  type BucketOwner,
  makesRevision,
  policyHolders,
  type Target,
  targetOf,
} from "./target";

/** A permission that is taken away, from one account or from everybody, whatever roles there are. */
export interface Denial {
  permission: string;
  account?: string;
}

/**
 * Who may do what. Off, everybody may do everything. Enforced, a token names its account, and the account may do what
 * the cloud's own policies give it; who sends no token owns everything.
 */
export class Iam {
  private accounts: ReadonlySet<string> | undefined;
  private denials: Denial[] = [];

  constructor(
    private readonly store: Store,
    private readonly policies: Policies,
    private readonly projectOfBucket: BucketOwner,
  ) {}

  /** From now on roles decide. The token of each account is its e-mail; any other token is refused. */
  enforce(accounts: readonly string[]): void {
    this.accounts = new Set(accounts);
  }

  deny(denial: Denial): void {
    this.denials.push(denial);
  }

  /** Denials are over; roles go on to decide. */
  calm(): void {
    this.denials = [];
  }

  /** Throws Google's refusal, or returns what is to be done when the request was answered. */
  admit(asked: Asked, authorization: string | undefined): () => void {
    const account = this.accountOf(authorization);
    const target = targetOf(asked, this.store, this.projectOfBucket);
    if (this.accounts || this.denials.length > 0) this.demand(asked, account, target);
    if (!asked.id.endsWith(".setIamPolicy")) return () => {};
    if (this.accounts) this.refuseUnknownRoles(asked.body);
    const before = this.policies.policyAt(target.name);
    return () => this.policies.changed(target.name, before);
  }

  /** Whether an account may, for what the cloud itself does on its behalf. The owner may what is not denied. */
  may(account: string | undefined, permission: string, target: Target): boolean {
    const isDenied = this.denials.some(
      (one) => one.permission === permission && (one.account === undefined || one.account === account),
    );
    if (isDenied) return false;
    return !this.accounts || account === undefined || this.policies.grant(account, permission, policyHolders(target));
  }

  private demand(asked: Asked, account: string | undefined, target: Target): void {
    const permissions = permissionsOfMethod(asked.id);
    if (!permissions) throw new ApiError(500, `facts/google-apis does not say which permission ${asked.id} needs`);
    for (const permission of permissions.filter((one) => one !== NONE)) {
      for (const on of permission === ACT_AS ? this.accountsOf(asked, target) : [target]) {
        if (this.may(account, permission, on)) continue;
        throw refusal({ permission, account: account ?? "the owner", asked, target: on });
      }
    }
  }

  /** Without an account of its own a workload runs as the default one of its project. */
  private accountsOf(asked: Asked, { project }: Target): Target[] {
    if (!makesRevision(asked)) return [];
    const said = accountsIn(asked.body);
    const byDefault = `${projectNumber(project, this.store)}-compute@developer.gserviceaccount.com`;
    const accounts = said.length > 0 ? said : [byDefault];
    return accounts.map((email) => ({ name: `iam/projects/${project}/serviceAccounts/${email}`, project }));
  }

  /** Nothing, for the owner. */
  private accountOf(authorization: string | undefined): string | undefined {
    if (!this.accounts || authorization === undefined) return undefined;
    const token = authorization.replace(/^Bearer /, "");
    if (this.accounts.has(token)) return token;
    throw new ApiError(401, "Request had invalid authentication credentials. Expected OAuth 2 access token.");
  }

  private refuseUnknownRoles(body: CloudObject | undefined): void {
    const policy = (body?.policy ?? body) as CloudObject | undefined;
    const unknown = rolesIn(policy).find((role) => !this.policies.knows(role));
    if (unknown !== undefined) throw new ApiError(400, `Role ${unknown} is not supported for this resource.`);
  }
}

/** What the data set calls a permission that everybody has. */
const NONE = "iam.permissions.none";
