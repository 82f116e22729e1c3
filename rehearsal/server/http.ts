import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { Deviation } from "../contract";
import { ApiError } from "./api-error";
import { keepAudit } from "./audit/entry";
import { auditedMethod } from "./audit/methods";
import { Clock } from "./clock";
import { Cloud } from "./cloud";
import { Exchange, inventionsIn } from "./exchange";
import { type Fault, Faults, switchedOff } from "./faults";
import type { Denial } from "./iam";
import { OWNER } from "./iam/principal";
import { type Asked, targetOf } from "./iam/target";
import { isOff, isOffSomewhere } from "./kinds/accounts";
import { ObjectStorage } from "./objects";
import type { Reply } from "./reply";
import { requestOf, urlOf } from "./request";
import { SignIn } from "./sign-in/exchange";

const LOOPBACK = "127.0.0.1";
/** A request holds a resource or a state; no state here is larger. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** What was asked, for reports: never what was sent. */
export interface ReceivedRequest {
  method: string;
  path: string;
  status: number;
  /** Google's name for the method: `redis.projects.locations.instances.list`. */
  called?: string;
  /** What Google would refuse it for: it was refused here in the same words. */
  refused?: string[];
  /** What Google would not have answered: a mistake of this cloud. */
  invented?: string[];
  /** Where it differs from Google's documents, with the reason. */
  deviations?: Deviation[];
}

/** A loopback Google Cloud: it listens on 127.0.0.1 only and keeps its objects in memory. */
export class LoopbackCloud {
  readonly clock = new Clock();
  readonly objects: ObjectStorage = new ObjectStorage(() => this.cloud);
  readonly cloud = new Cloud(this.clock, this.objects);
  readonly signIn = new SignIn(this.cloud.store, this.clock, this.cloud.iam.tokens);
  readonly asked: ReceivedRequest[] = [];
  /** Each is told of every exchange of every cloud. */
  static readonly listeners = new Set<(exchange: ReceivedRequest) => void>();
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

  /** The permission is taken away, from one account or from everybody, until the cloud is calm. */
  deny(denial: Denial): void {
    this.cloud.iam.deny(denial);
  }

  calm(): void {
    this.faults.clear();
    this.cloud.iam.calm();
  }

  /** What was answered here and would not be at Google, each once: `redis.….get: Google has no field foo`. */
  get inventions(): string[] {
    return [...new Set(this.asked.flatMap(inventionsIn))];
  }

  /** Throws where this cloud has invented something: a mistake of it. */
  demandNoInventions(): void {
    const { inventions } = this;
    if (inventions.length === 0) return;
    throw new Error(`the loopback cloud answered what Google would not:\n${inventions.join("\n")}`);
  }

  async close(): Promise<void> {
    await this.cloud.executions.close();
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = incoming.method ?? "GET";
    // The query is not kept: it may hold secrets.
    const path = (incoming.url ?? "/").split("?")[0] ?? "/";
    const exchange = new Exchange(method, path);
    try {
      refuseForeign(incoming);
      const reply = await this.answer(incoming, exchange);
      if (reply) this.reply(response, exchange, reply);
      else response.socket?.destroy();
    } catch (error) {
      // The client has closed the connection.
      if (response.socket === null || response.socket.destroyed) return;
      const refusal =
        error instanceof ApiError ? error : new ApiError(500, "the rehearsal's cloud failed: a bug in it");
      if (!(error instanceof ApiError)) console.error(error);
      // The rest of the request is not read.
      const headers: Record<string, string> = incoming.complete ? {} : { connection: "close" };
      this.reply(response, exchange, { status: refusal.status, body: refusal.body, headers });
    }
  }

  /** Nothing, where the connection is to be cut. */
  private async answer(incoming: IncomingMessage, exchange: Exchange): Promise<Reply | undefined> {
    const { method } = exchange;
    const { pathname, searchParams: query } = urlOf(incoming.url, this.url);
    const body = await bodyOf(incoming);
    const misfortune = this.faults.strike(method, pathname);
    if (misfortune && "delay" in misfortune) await setTimeout(misfortune.delay);
    if (misfortune && "status" in misfortune) {
      const { status, message = "this fault was asked for", reason, details } = misfortune;
      throw new ApiError(status, message, reason, details);
    }
    // Google's XML API has no document.
    const isDirect = this.isObject(pathname) && this.objects.isDirect(pathname);
    if (!isDirect) exchange.read(query, body, incoming.headers["content-type"]);
    this.clock.settle();
    const asked = exchange.asked(query, isDirect);
    if (asked) this.refuseDisabled(asked);
    const answered = asked && this.cloud.iam.admit(asked, incoming.headers.authorization);
    const cut = misfortune && "cut" in misfortune ? misfortune.cut : undefined;
    if (cut === "before") return undefined;
    if (misfortune && "answers" in misfortune) return { status: 200, body: misfortune.answers };
    const reply = exchange.signsIn
      ? { status: 200, body: this.signIn.exchange(exchange.body) }
      : this.isObject(pathname)
        ? this.objects.answer({ method, path: pathname, query, headers: incoming.headers, body })
        : {
            status: 200,
            body: this.cloud.answer({
              ...requestOf(method, pathname, query, exchange.body, misfortune),
              who: this.cloud.iam.principalOf(incoming.headers.authorization),
            }),
          };
    answered?.();
    if (asked && reply.status < 400) this.audit(asked, incoming);
    return cut === undefined ? reply : undefined;
  }

  /** An API that somebody has disabled in a project answers for nothing of it. */
  private refuseDisabled(asked: Asked): void {
    const [, api = ""] = asked.pathname.split("/");
    const { store } = this.cloud;
    if (!isOffSomewhere(api, store)) return;
    const { project } = targetOf(asked, store, (bucket) => this.objects.projectOf(bucket));
    if (!isOff(api, project, store)) return;
    const { does } = switchedOff(api, project);
    if ("status" in does) throw new ApiError(does.status, does.message ?? "", does.reason, does.details);
  }

  private audit(asked: Asked, { headers }: IncomingMessage): void {
    const methodName = auditedMethod(asked.id);
    if (methodName === undefined) return;
    const who = this.cloud.iam.principalOf(headers.authorization);
    const change = { asked, methodName, by: who?.name ?? OWNER, userAgent: headers["user-agent"] };
    keepAudit(change, this.cloud.store, (bucket) => this.objects.projectOf(bucket));
  }

  /** A bucket may have any name, and its objects are asked for below it: one of an API's name hides no API. */
  private isObject(path: string): boolean {
    const [, api = ""] = path.split("/");
    return api !== "sts" && !this.cloud.knows(api) && this.objects.answers(path);
  }

  private reply(response: ServerResponse, exchange: Exchange, { status, body, headers }: Reply): void {
    const received = exchange.received(status, body);
    this.asked.push(received);
    for (const listener of LoopbackCloud.listeners) listener(received);
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body ?? {}));
    const type = Buffer.isBuffer(body) ? "application/octet-stream" : "application/json";
    response.writeHead(status, { "content-type": type, "content-length": bytes.length, ...headers });
    response.end(status === 204 ? undefined : bytes);
  }
}

/**
 * A web page may make a browser call addresses of this machine: under its own host name, or with the address itself,
 * and then the browser says on whose behalf.
 */
function refuseForeign({ headers }: IncomingMessage): void {
  const isOurs = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? "");
  if (!isOurs || headers.origin !== undefined) throw new ApiError(403, "only this machine is answered");
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const tooLarge = new ApiError(413, "this request is larger than any resource is");
  if (Number(incoming.headers["content-length"]) > LARGEST_BODY) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length;
    // Leaving the loop ends the connection, and with it what has not announced its size.
    if (size > LARGEST_BODY) throw tooLarge;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
