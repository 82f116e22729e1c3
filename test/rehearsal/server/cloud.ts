import { LoopbackCloud } from "../../../rehearsal/server/http";

export const PROJECT = "acme";
export const REGION = "us-central1";
export const GLOBAL = `compute/v1/projects/${PROJECT}/global`;
export const REGIONAL = `compute/v1/projects/${PROJECT}/regions/${REGION}`;
export const CONNECTORS = `vpcaccess/v1/projects/${PROJECT}/locations/${REGION}/connectors`;
export const INSTANCES = `redis/v1/projects/${PROJECT}/locations/${REGION}/instances`;
export const SERVICES = `run/v2/projects/${PROJECT}/locations/${REGION}/services`;
export const CONNECTIONS = "servicenetworking/v1/services/servicenetworking.googleapis.com/connections";
export const NETWORK = `projects/${PROJECT}/global/networks/acme-vpc`;

// What an API answers has whatever shape it has; a test says which it expects.
// biome-ignore lint/suspicious/noExplicitAny: JSON of Google's, read by the tests alone
export type ApiBody = any;

interface ApiAnswer {
  status: number;
  body: ApiBody;
}

/** A cloud for one test, asked over HTTP like any other. */
class SentRequest {
  private constructor(readonly loopback: LoopbackCloud) {}

  static async start(): Promise<SentRequest> {
    return new SentRequest(await LoopbackCloud.start());
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    const response = await fetch(`${this.loopback.url}/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
  }

  /** The same, which has to be granted. */
  async mustSucceed(method: string, path: string, body?: unknown): Promise<ApiBody> {
    const { status, body: answer } = await this.ask(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${answer.error?.message}`);
    return answer;
  }

  get(path: string): Promise<ApiBody> {
    return this.mustSucceed("GET", path);
  }

  /** acme-vpc, with a range for Google's services and the connection to them where it is wanted. */
  async network({ services = false } = {}): Promise<void> {
    await this.mustSucceed("POST", `${GLOBAL}/networks`, { name: "acme-vpc", autoCreateSubnetworks: false });
    if (!services) return;
    const range = { name: "services", purpose: "VPC_PEERING", addressType: "INTERNAL", network: NETWORK };
    await this.mustSucceed("POST", `${GLOBAL}/addresses`, { ...range, address: "10.166.0.0", prefixLength: 16 });
    await this.mustSucceed("POST", CONNECTIONS, { network: NETWORK, reservedPeeringRanges: ["services"] });
  }

  connector(more: object = {}, id = "acme-conn"): Promise<ApiAnswer> {
    const connector = { network: "acme-vpc", ipCidrRange: "10.2.0.0/28", minInstances: 2, maxInstances: 3, ...more };
    return this.ask("POST", `${CONNECTORS}?connectorId=${id}`, connector);
  }

  redis(more: object = {}, id = "acme-redis"): Promise<ApiAnswer> {
    const instance = { tier: "BASIC", memorySizeGb: 1, authorizedNetwork: NETWORK, redisVersion: "REDIS_7_0", ...more };
    return this.ask("POST", `${INSTANCES}?instanceId=${id}`, instance);
  }

  /** A test in which the cloud answers what Google would not has failed. */
  async close(): Promise<void> {
    await this.loopback.close();
    this.loopback.demandNoInventions();
  }
}

/** A fresh cloud before each test of the file. */
export function aCloud(): () => SentRequest {
  let cloud: SentRequest;
  beforeEach(async () => {
    cloud = await SentRequest.start();
  });
  afterEach(() => cloud.close());
  return () => cloud;
}

/** What was refused, and in which words. */
export function refusal({ status, body }: ApiAnswer): [number, string] {
  return [status, body.error?.message];
}
