import { environmentFor } from "../../../rehearsal/endpoints";
import { LoopbackCloud } from "../../../rehearsal/server/http";
import { readJson } from "../../src/inputs/read";
import { type Inventory, readLive } from "../../src/inventory";
import { type Get, POLICY_REQUEST } from "../../src/inventory/reader";
import { type Judged, judge } from "../../src/verify";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
export type Json = any;
export const PROJECT = "acme-staging";
export const REGION = "europe-west1";
const at = `projects/${PROJECT}`;
const NETWORK = `${at}/global/networks/acme-vpc`;

/** A project on the loopback cloud, and what is done to it by hand. */
export class LiveProject {
  readonly waited: number[] = [];
  private isHostile = false;
  private constructor(readonly cloud: LoopbackCloud) {}

  static async open(): Promise<LiveProject> {
    return new LiveProject(await LoopbackCloud.start());
  }

  get env(): NodeJS.ProcessEnv {
    return environmentFor(this.cloud.url, process.env);
  }

  /** The same as the library sends, without a process of its own for each test. */
  readonly get: Get = async (url, readsPolicy) => {
    const post = { method: "POST", body: JSON.stringify(POLICY_REQUEST) };
    const response = await fetch(url, readsPolicy ? post : {});
    const body: unknown = await response.json();
    return { status: response.status, body, retryAfter: response.headers.get("retry-after") ?? undefined };
  };

  read(get: Get = this.get, more: { keepsWithheld?: boolean } = {}): Promise<Inventory> {
    const wait = async (milliseconds: number) => this.waited.push(milliseconds);
    return readLive({ project: PROJECT, ...more }, { get, wait, env: this.env });
  }

  async judged(): Promise<Judged> {
    return judge(readJson(JSON.parse(JSON.stringify(await this.read())), "live.json"));
  }

  async does(method: string, path: string, body?: Json): Promise<Json> {
    const response = await fetch(`${this.cloud.url}/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  make(path: string, body: Json): Promise<Json> {
    return this.does("POST", path, body);
  }

  firewall(name: string, body: Json): Promise<Json> {
    const egress = { name, network: NETWORK, direction: "EGRESS", priority: 500 };
    return this.make(`compute/v1/${at}/global/firewalls`, { ...egress, ...body });
  }

  service(name: string, env: Json[], more: Json = {}, template: Json = {}): Promise<Json> {
    const vpcAccess = { connector: `${at}/locations/${REGION}/connectors/acme-conn`, egress: "PRIVATE_RANGES_ONLY" };
    const containers = [{ image: "gcr.io/acme/api:1", env }];
    return this.make(`run/v2/${at}/locations/${REGION}/services?serviceId=${name}`, {
      template: { vpcAccess, containers, ...template },
      ...more,
    });
  }

  /** An environment that works: the service's host is the instance's. */
  async settle(): Promise<string> {
    await this.make(`compute/v1/${at}/global/networks`, { name: "acme-vpc", autoCreateSubnetworks: false });
    await this.make(`compute/v1/${at}/regions/${REGION}/subnetworks`, {
      name: "acme-subnet",
      network: NETWORK,
      ipCidrRange: "10.0.0.0/24",
      secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.9.0.0/16" }],
    });
    await this.make(`compute/v1/${at}/global/addresses`, {
      name: "acme-range",
      network: NETWORK,
      purpose: "VPC_PEERING",
      addressType: "INTERNAL",
      address: "10.166.0.0",
      prefixLength: 16,
    });
    await this.make("servicenetworking/v1/services/servicenetworking.googleapis.com/connections", {
      network: NETWORK.replace(PROJECT, await this.number()),
      reservedPeeringRanges: ["acme-range"],
    });
    await this.make(`vpcaccess/v1/${at}/locations/${REGION}/connectors?connectorId=acme-conn`, {
      network: "acme-vpc",
      ipCidrRange: "10.2.0.0/28",
      minInstances: 2,
      maxInstances: 3,
    });
    await this.make(`redis/v1/${at}/locations/${REGION}/instances?instanceId=acme-redis`, {
      tier: "BASIC",
      memorySizeGb: 1,
      authorizedNetwork: NETWORK,
      connectMode: "PRIVATE_SERVICE_ACCESS",
    });
    const { host } = await this.does("GET", `redis/v1/${at}/locations/${REGION}/instances/acme-redis`);
    await this.service("acme-api", [
      { name: "REDIS_HOST", value: host },
      { name: "REDIS_PORT", value: "6379" },
    ]);
    return host;
  }

  async number(): Promise<string> {
    return (await this.does("GET", `cloudresourcemanager/v1/${at}`)).projectNumber;
  }

  /** Puts in what Google would not print: the inventory is hardened against it all the same. */
  putForeign(name: string, thing: Json): void {
    this.isHostile = true;
    this.cloud.cloud.store.put(name, thing);
  }

  /** A test in which the cloud answers what Google would not has failed, unless that was put in on purpose. */
  async close(): Promise<void> {
    await this.cloud.close();
    if (!this.isHostile) this.cloud.demandNoInventions();
    else if (this.cloud.inventions.length === 0)
      throw new Error("Google could print what was put in: it is not foreign");
  }
}

export function found(inventory: Inventory, address: string): Json {
  return inventory.resources.find(({ type, name }) => `${type}.${name}` === address)?.values;
}

/** What the inventory of a settled project holds, a copy for each question. The project is opened once for a test file. */
export function settledInventory(): () => Json {
  let live: LiveProject;
  let whole: Inventory;
  beforeAll(async () => {
    live = await LiveProject.open();
    await live.settle();
    whole = await live.read();
  });
  afterAll(() => live.close());
  return () => JSON.parse(JSON.stringify(whole));
}
