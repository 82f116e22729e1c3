import type { Send } from "../../src/google/send";
import { readJson } from "../../src/inputs/read";
import { readLive } from "../../src/inventory";
import { type Session, sessionOf } from "../../src/probe/session";
import { type RevisionToday, revisionsOf } from "../../src/revisions";
import { type Json, LiveProject, PROJECT, REGION } from "../inventory/live";

export const SERVICE = "acme-api";
const at = `projects/${PROJECT}`;
const here = `${at}/locations/${REGION}`;
export const SECRETS = `secretmanager/v1/${at}/secrets`;
export const ACCOUNTS = `iam/v1/${at}/serviceAccounts`;
export const REDIS = `redis/v1/${here}/instances`;
export const CONNECTORS = `vpcaccess/v1/${here}/connectors`;
export const SERVICES = `run/v2/${here}/services`;
const account = (name: string) => `${name}@${PROJECT}.iam.gserviceaccount.com`;

/** A service with a past: what was released, and what happened to the project in between. */
export class History {
  image = 1;
  private constructor(
    readonly live: LiveProject,
    readonly host: string,
  ) {}

  static async open(): Promise<History> {
    const live = await LiveProject.open();
    return new History(live, await live.settle());
  }

  readonly send: Send = async ({ method, url, body }) => {
    const response = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text), retryAfter: undefined };
  };

  session(send: Send = this.send): Promise<Session> {
    return sessionOf({ project: PROJECT }, { send, env: this.live.env, wait: async () => {} });
  }

  /** A deploy: another template, and so another revision. */
  async releases(
    change: { env?: Json[]; connector?: string | null; account?: string; more?: Json } = {},
  ): Promise<void> {
    const { env = this.env(), connector = "acme-conn", more = {} } = change;
    this.image += 1;
    const vpcAccess =
      connector === null
        ? {}
        : { vpcAccess: { connector: `${here}/connectors/${connector}`, egress: "PRIVATE_RANGES_ONLY" } };
    const serviceAccount = change.account === undefined ? {} : { serviceAccount: account(change.account) };
    const containers = [{ image: `gcr.io/acme/api:${this.image}`, env }];
    await this.live.does("PATCH", `${SERVICES}/${SERVICE}`, {
      template: { containers, ...vpcAccess, ...serviceAccount, ...more },
    });
  }

  /** The variables of a service that knows its Redis; with the password in a version of a secret. */
  env(change: { host?: string; port?: string; password?: string } = {}): Json[] {
    const { host = this.host, port = "6379", password } = change;
    const secret = { secretKeyRef: { secret: "redis-auth", version: password } };
    return [
      { name: "REDIS_HOST", value: host },
      { name: "REDIS_PORT", value: port },
      ...(password === undefined ? [] : [{ name: "REDIS_PASSWORD", valueSource: secret }]),
    ];
  }

  /** A secret with a number of versions, which a service account may read. */
  async keepsSecret(versions: number, reader = "api"): Promise<void> {
    await this.hasAccount(reader);
    await this.live.make(`${SECRETS}?secretId=redis-auth`, { replication: { automatic: {} } });
    for (let version = 1; version <= versions; version += 1) await this.addsVersion();
    const bindings = [{ role: "roles/secretmanager.secretAccessor", members: [`serviceAccount:${account(reader)}`] }];
    await this.live.does("POST", `${SECRETS}/redis-auth:setIamPolicy`, { policy: { bindings } });
  }

  addsVersion(): Promise<Json> {
    return this.live.make(`${SECRETS}/redis-auth:addVersion`, { payload: { data: "aHVudGVyMg==" } });
  }

  hasAccount(name: string): Promise<Json> {
    return this.live.make(ACCOUNTS, { accountId: name });
  }

  service(): Promise<Json> {
    return this.live.does("GET", `${SERVICES}/${SERVICE}`);
  }

  /** As somebody would by hand. */
  traffic(traffic: Json[]): Promise<Json> {
    return this.live.does("PATCH", `${SERVICES}/${SERVICE}?updateMask=traffic`, { traffic });
  }

  /** It never became ready. */
  async fails(revision: string): Promise<void> {
    const { store } = this.live.cloud.cloud;
    const name = `run/${here}/services/${SERVICE}/revisions/${revision}`;
    const conditions = [{ type: "Ready", state: "CONDITION_FAILED", reason: "CONTAINER_MISSING" }];
    store.put(name, { ...store.get(name), conditions });
  }

  deletes(revision: string): Promise<Json> {
    return this.live.does("DELETE", `${SERVICES}/${SERVICE}/revisions/${revision}`);
  }

  redis(change: Json): Promise<Json> {
    const mask = Object.keys(change).join(",");
    return this.live.does("PATCH", `${REDIS}/acme-redis?updateMask=${mask}`, change);
  }

  /** Another Redis, at another address: the old one is gone. */
  async replacesRedis(change: Json = {}): Promise<string> {
    await this.live.make(`${REDIS}?instanceId=acme-other`, {
      tier: "BASIC",
      memorySizeGb: 2,
      authorizedNetwork: `${at}/global/networks/acme-vpc`,
      connectMode: "PRIVATE_SERVICE_ACCESS",
      ...change,
    });
    await this.live.does("DELETE", `${REDIS}/acme-redis`);
    return (await this.live.does("GET", `${REDIS}/acme-other`)).host;
  }

  /** What each revision would do today, the newest first: its verdict, and the codes of its causes. */
  async told(send: Send = this.send): Promise<[verdict: string, ...codes: string[]][]> {
    return (await this.revisions(send)).map(({ verdict, causes }) => [verdict, ...causes.map(({ code }) => code)]);
  }

  async revisions(send: Send = this.send): Promise<RevisionToday[]> {
    const get = async (url: string, readsPolicy?: boolean) =>
      readsPolicy ? this.live.get(url, readsPolicy) : send({ method: "GET", url });
    const read = await readLive({ project: PROJECT }, { get, env: this.live.env, wait: async () => {} });
    const model = readJson(JSON.parse(JSON.stringify(read)), "live.json");
    return revisionsOf(await this.session(send), { model }, { name: SERVICE, region: REGION });
  }

  close(): Promise<void> {
    return this.live.close();
  }
}
