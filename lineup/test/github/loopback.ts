import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const BOT = { login: "github-actions[bot]", type: "Bot" };
export const REPOSITORY = "netra/environment";

export interface Seen {
  method: string;
  path: string;
  authorization: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: what a script has sent
  body: any;
}

/** What the server answers: a list is paged as GitHub pages, anything else is sent as it is. */
type Answer =
  | unknown[]
  | object
  | { hangUp: true }
  | { status: number; message?: string; text?: string; location?: string };
type Routes = Record<string, Answer | ((seen: Seen) => Answer)>;

/** GitHub's API on this machine, as much of it as a test says: "GET /issues/7/comments" and what it answers. */
export class Loopback {
  readonly seen: Seen[] = [];
  private constructor(
    private readonly server: Server,
    private readonly routes: Routes,
  ) {}

  static async start(routes: Routes): Promise<Loopback> {
    const server = createServer();
    const loopback = new Loopback(server, routes);
    server.on("request", (request, response) => loopback.answer(request, response));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return loopback;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The requests that change something. */
  get writes(): Seen[] {
    return this.seen.filter(({ method }) => method !== "GET");
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((stopped) => this.server.close(stopped));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const url = new URL(request.url ?? "/", this.url);
    const path = url.pathname.replace(`/repos/${REPOSITORY}`, "");
    const seen = {
      method: request.method ?? "",
      path: `${path}${url.search}`,
      authorization: request.headers.authorization,
      body: text === "" ? undefined : JSON.parse(text),
    };
    this.seen.push(seen);
    const route = this.routes[`${seen.method} ${path}`] ?? { status: 404, message: "Not Found" };
    const answer = typeof route === "function" ? route(seen) : route;
    if (Array.isArray(answer)) return this.page(answer, url, response);
    if ("hangUp" in answer) return void response.destroy();
    const { status = 200, text: raw, location } = answer as { status?: number; text?: string; location?: string };
    response
      .writeHead(status, { "content-type": "application/json", ...(location ? { location } : {}) })
      .end(raw ?? JSON.stringify(answer));
  }

  private page(items: unknown[], url: URL, response: ServerResponse): void {
    const size = Number(url.searchParams.get("per_page") ?? 30);
    const page = Number(url.searchParams.get("page") ?? 1);
    const more = items.length > page * size;
    // Another host in the link: following it would leak the token.
    const link = `<http://elsewhere.invalid/?page=${page + 1}>; rel="next", <http://elsewhere.invalid/?page=9>; rel="last"`;
    response
      .writeHead(200, { "content-type": "application/json", ...(more ? { link } : {}) })
      .end(JSON.stringify(items.slice((page - 1) * size, page * size)));
  }
}
