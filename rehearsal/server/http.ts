import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { Cloud, type Request } from "./cloud";
import { type Fault, Faults, type Misfortune } from "./faults";
import { isThing } from "./kind";
import { ObjectStorage } from "./objects";
import { Refusal } from "./refusal";

const LOOPBACK = "127.0.0.1";
/** A request is a resource or a state; no state here is larger. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** What was asked, for reports: never what was sent. */
export interface Asked {
  method: string;
  path: string;
  status: number;
}

/** A Google Cloud for one machine: it listens on loopback only, and holds what it is given until it is closed. */
export class LoopbackCloud {
  readonly cloud = new Cloud();
  readonly objects = new ObjectStorage();
  readonly asked: Asked[] = [];
  private readonly faults = new Faults();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start({ host = LOOPBACK, port = 0 } = {}): Promise<LoopbackCloud> {
    if (host !== LOOPBACK)
      throw new Error(`the rehearsal's cloud listens on ${LOOPBACK} only, not on ${JSON.stringify(host)}`);
    const server = createServer();
    await new Promise<void>((done, failed) => server.once("error", failed).listen(port, host, done));
    const { port: taken } = server.address() as AddressInfo;
    const started = new LoopbackCloud(server, `http://${LOOPBACK}:${taken}`);
    server.on("request", (request, response) => void started.serve(request, response));
    return started;
  }

  expect(fault: Fault): void {
    this.faults.expect(fault);
  }

  calm(): void {
    this.faults.clear();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(incoming.url ?? "/", this.url);
    const method = incoming.method ?? "GET";
    try {
      // A web page may make a browser call addresses of this machine, but under its own host name.
      if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(incoming.headers.host ?? "")) {
        throw new Refusal(403, "only this machine is answered");
      }
      const body = await bodyOf(incoming);
      const misfortune = this.faults.strike(method, pathname);
      if (misfortune && "delay" in misfortune) await setTimeout(misfortune.delay);
      if (misfortune && "status" in misfortune) {
        throw new Refusal(misfortune.status, misfortune.message ?? "this fault was asked for");
      }
      if (misfortune && "cut" in misfortune && misfortune.cut === "before") {
        incoming.socket.destroy();
        return;
      }
      const reply = this.objects.answers(pathname)
        ? this.objects.answer({ method, path: pathname, query: searchParams, headers: incoming.headers, body })
        : { status: 200, body: this.cloud.answer(requestOf(method, pathname, searchParams, body, misfortune)) };
      if (misfortune && "cut" in misfortune) {
        incoming.socket.destroy();
        return;
      }
      this.reply(response, method, pathname, reply);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, "the rehearsal's cloud failed: a bug in it");
      if (!(error instanceof Refusal)) console.error(error);
      this.reply(response, method, pathname, { status: refusal.status, body: refusal.body });
    }
  }

  private reply(response: ServerResponse, method: string, path: string, { status, body, headers }: Reply): void {
    this.asked.push({ method, path, status });
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body ?? {}));
    const type = Buffer.isBuffer(body) ? "application/octet-stream" : "application/json";
    response.writeHead(status, { "content-type": type, "content-length": bytes.length, ...headers });
    response.end(status === 204 ? undefined : bytes);
  }
}

export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length;
    if (size > LARGEST_BODY) throw new Refusal(413, "this request is larger than any resource is");
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function requestOf(
  method: string,
  pathname: string,
  query: URLSearchParams,
  body: Buffer,
  misfortune: Misfortune | undefined,
): Request {
  const [, api = "", ...rest] = pathname.split("/").map(decodeURIComponent);
  // Some clients of the provider say the version twice.
  const versions = rest.findIndex((part) => !/^v\d+\w*$/.test(part));
  const path = [api, ...rest.slice(Math.max(versions, 0))].join("/");
  const operation =
    misfortune && "polls" in misfortune
      ? { polls: misfortune.polls }
      : misfortune && "operationFails" in misfortune
        ? { fails: misfortune.operationFails }
        : {};
  return { method, path, query, body: jsonOf(body), operation };
}

function jsonOf(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    throw new Refusal(400, "the body is not JSON");
  }
  if (!isThing(json)) throw new Refusal(400, "the body is not an object");
  return json;
}
