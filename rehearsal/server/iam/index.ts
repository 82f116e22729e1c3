import { permissionsOfMethod } from "../../../facts/google-apis/iam";
import { NONE } from "../../../facts/google-apis/more-permissions";
import { ApiError } from "../api-error";
import type { Clock } from "../clock";
import { defaultAccount } from "../kinds/accounts";
import type { CloudObject, Store } from "../store";
import { Policies, rolesIn } from "./policies";
import { accountPrincipal, type Principal } from "./principal";
import { ACT_AS, refusal } from "./refusal";
import {
  type Asked,
  accountsIn,
  accountTarget,
  type BucketOwner,
  makesRevision,
  switchesInvokers,
  type Target,
  targetOf,
} from "./target";
import { Tokens } from "./tokens";

/** What permissions ask about buckets, which have a store of their own. */
export interface Buckets {
  policyOf(bucket: string): CloudObject | undefined;
  projectOf(bucket: string): string | undefined;
}

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
  private owner: string | undefined;
  private denials: Denial[] = [];

  private constructor(
    private readonly store: Store,
    private readonly policies: Policies,
    private readonly projectOfBucket: BucketOwner,
    /** The tokens of accounts and pools that were given here. */
    readonly tokens: Tokens,
  ) {}

  static over(store: Store, clock: Clock, buckets: Buckets): Iam {
    const policyAt = (name: string) => {
      const [, bucket] = /^storage\/b\/([^/]+)$/.exec(name) ?? [];
      return bucket === undefined ? store.get(`${name}/iamPolicy`) : buckets.policyOf(bucket);
    };
    return new Iam(
      store,
      new Policies(store, clock, policyAt),
      (bucket) => buckets.projectOf(bucket),
      new Tokens(store, clock),
    );
  }

  /**
   * From now on roles decide. The token of each account is its e-mail; any other token is refused. Where the owner has
   * one too, so is a request without any: then nothing is done by a client that forgets to say who it is.
   */
  enforce(accounts: readonly string[], owner?: string): void {
    this.accounts = new Set(accounts);
    this.owner = owner;
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
    const [isOn, isPolicy] = [this.accounts !== undefined || this.denials.length > 0, /\.setIamPolicy$/.test(asked.id)];
    if (!isOn && !isPolicy) return () => {};
    const said = targetOf(asked, this.store, this.projectOfBucket);
    const target = isPolicy ? { ...said, changedRoles: this.policies.changedBy(asked.body, said) } : said;
    if (isOn && asked.id !== SIGNS_IN) this.demand(asked, this.principalOf(authorization), target);
    if (!isPolicy) return () => {};
    if (this.accounts) this.refuseUnknownRoles(asked.body);
    const before = this.policies.policyAt(target.name);
    return () => this.policies.changed(target.name, before);
  }

  /** Whether an account may, for what the cloud itself does on its behalf. The owner may what is not denied. */
  may(account: string | undefined, permission: string, target: Target): boolean {
    return this.allows(account === undefined ? undefined : accountPrincipal(account), permission, target);
  }

  /** Nobody is the owner. */
  allows(who: Principal | undefined, permission: string, target: Target): boolean {
    const isDenied = this.denials.some(
      (one) => one.permission === permission && (one.account === undefined || one.account === who?.name),
    );
    if (isDenied) return false;
    return !this.accounts || who === undefined || this.policies.grant(who, permission, target);
  }

  private demand(asked: Asked, who: Principal | undefined, target: Target): void {
    const permissions = permissionsOfMethod(asked.id);
    if (!permissions) throw new ApiError(500, `facts/google-apis does not say which permission ${asked.id} needs`);
    const all = [
      ...permissions,
      ...(switchesInvokers(asked, target, this.store) ? ["run.services.setIamPolicy"] : []),
      ...(asked.id.endsWith(".jobs.run") && asked.body?.overrides !== undefined ? ["run.jobs.runWithOverrides"] : []),
    ];
    for (const permission of all.filter((one) => one !== NONE)) {
      for (const on of permission === ACT_AS ? this.accountsOf(asked, target) : [target]) {
        if (this.allows(who, permission, on)) continue;
        throw refusal({ permission, account: who?.name ?? "the owner", asked, target: on });
      }
    }
  }

  /** Without an account of its own a workload runs as the default one of its project. */
  private accountsOf(asked: Asked, { project }: Target): Target[] {
    if (!makesRevision(asked)) return [];
    const said = accountsIn(asked.body);
    const accounts = said.length > 0 ? said : [defaultAccount(project, this.store)];
    return accounts.map((account) => accountTarget(account, project, this.store));
  }

  /** Nothing, for the owner. */
  principalOf(authorization: string | undefined): Principal | undefined {
    const token = authorization?.replace(/^Bearer /, "");
    // Where nobody is asked what he may do, a token that is an account's name still says who does it.
    if (!this.accounts) return token?.includes("@") ? accountPrincipal(token) : undefined;
    if (token === this.owner) return undefined;
    const known = token === undefined ? undefined : this.knownBy(token, this.accounts);
    if (known) return known;
    const wrong =
      token === undefined ? "is missing required authentication credential" : "had invalid authentication credentials";
    throw new ApiError(401, `Request ${wrong}. Expected OAuth 2 access token.`);
  }

  private knownBy(token: string, accounts: ReadonlySet<string>): Principal | undefined {
    return accounts.has(token) ? accountPrincipal(token) : this.tokens.principalOf(token);
  }

  private refuseUnknownRoles(body: CloudObject | undefined): void {
    const policy = (body?.policy ?? body) as CloudObject | undefined;
    const unknown = rolesIn(policy).find((role) => !this.policies.knows(role));
    if (unknown !== undefined) throw new ApiError(400, `Role ${unknown} is not supported for this resource.`);
  }
}

/** Who signs in has no token yet. */
const SIGNS_IN = "sts.token";
