import { randomUUID } from "node:crypto";
import type { Clock } from "../clock";
import { projectId, projectIn } from "../geography";
import type { Store } from "../store";
import { accountPrincipal, type Principal, poolPrincipal } from "./principal";

interface Issued {
  principal: Principal;
  /** In the cloud's time. */
  until: number;
  /** Of which pool; it grants nothing while that is off or deleted. */
  pool?: string;
}

/** The tokens that this cloud has given, each for some time. */
export class Tokens {
  private readonly issued = new Map<string, Issued>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  ofAccount(email: string, seconds: number): { accessToken: string; expireTime: string } {
    const until = this.clock.now() + seconds * 1000;
    const accessToken = this.keep("ya29.c.", { principal: accountPrincipal(email), until });
    return { accessToken, expireTime: new Date(until).toISOString() };
  }

  ofPool(pool: string, subject: string, attributes: ReadonlyMap<string, unknown>, seconds: number): string {
    const principal = poolPrincipal(pool, subject, attributes);
    return this.keep("ya29.d.", { principal, until: this.clock.now() + seconds * 1000, pool });
  }

  /** Whose it is; nobody's, once its time has passed. */
  principalOf(token: string): Principal | undefined {
    const issued = this.issued.get(token);
    if (!issued || issued.until <= this.clock.now()) return undefined;
    if (issued.pool === undefined) return issued.principal;
    const number = projectIn(issued.pool);
    const name = issued.pool.replace(`projects/${number}`, `projects/${projectId(number, this.store)}`);
    const pool = this.store.get(`iam/${name}`);
    return pool?.state === "ACTIVE" && pool.disabled !== true ? issued.principal : undefined;
  }

  private keep(prefix: string, issued: Issued): string {
    const token = `${prefix}${randomUUID()}`;
    this.issued.set(token, issued);
    return token;
  }
}
