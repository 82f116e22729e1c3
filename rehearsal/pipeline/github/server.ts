import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Repository } from "./repository";
import { notFound, type Permissions, Refusal, type Route, routes, type Scope } from "./routes";
import { settings } from "./settings";

export interface Seen {
  method: string;
  /** Below the repository, with its query. */
  path: string;
  authorization: string | undefined;
  body: unknown;
}

const ALL: Route[] = [...routes, ...settings];
/** Hands out what an artifact's download leads to, without a token: GitHub does so from another host. */
const BLOBS = "/blobs/";

/** GitHub's REST API on this machine, over repositories that are plain objects. */
export class LoopbackGitHub {
  readonly seen: Seen[] = [];
  /** What each token may do; another token is refused. */
  private readonly tokens = new Map<string, Permissions | "everything">();
  private readonly repositories = new Map<string, Repository>();
  private constructor(private readonly server: Server) {}

  static async start(...repositories: Repository[]): Promise<LoopbackGitHub> {
    const server = createServer();
    const github = new LoopbackGitHub(server);
    for (const one of repositories) github.repositories.set(one.record.full_name, one);
    server.on("request", (request, response) => {
      github.answer(request, response).catch((error: Error) => {
        const { status, message } = error instanceof Refusal ? error : { status: 500, message: error.message };
        send(response, status, { message });
      });
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return github;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The token of a job that may do this. */
  tokenFor(permissions: Permissions | "everything"): string {
    const token = `ghs_${this.tokens.size + 1}_of_the_loopback`;
    this.tokens.set(token, permissions);
    return token;
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
    const sent = Buffer.concat(chunks).toString("utf8");
    const url = new URL(request.url ?? "/", this.url);
    if (url.pathname.startsWith(BLOBS)) return this.download(url.pathname.slice(BLOBS.length), response);
    const [, , owner = "", name = "", ...rest] = url.pathname.split("/");
    const repository = this.repositories.get(`${owner}/${name}`);
    const path = rest.map((part) => `/${decodeURIComponent(part)}`).join("");
    const { method = "", headers } = request;
    const body = sent === "" ? undefined : JSON.parse(sent);
    this.seen.push({ method, path: `${path}${url.search}`, authorization: headers.authorization, body });
    const held = this.held(headers.authorization);
    if (!repository || !url.pathname.startsWith("/repos/")) throw notFound();
    const parts = rest.map(decodeURIComponent);
    const zip = /^\/actions\/artifacts\/(\d+)\/zip$/.exec(path);
    if (zip && method === "GET") return this.redirect(repository, zip[1] ?? "", held, response);
    for (const route of ALL) {
      const open = route.method === method ? matched(route.path, parts) : undefined;
      if (!open) continue;
      allowed(held, route.needs);
      const answer = await route.answer({ repository, parts: open, query: url.searchParams, body });
      if (Array.isArray(answer)) return this.page(answer, route, url, response);
      return send(response, route.status ?? 200, answer);
    }
    throw notFound();
  }

  private held(authorization: string | undefined): Permissions | "everything" {
    const token = /^(?:Bearer|token) (.+)$/i.exec(authorization ?? "")?.[1];
    const held = token === undefined ? undefined : this.tokens.get(token);
    if (held === undefined) throw new Refusal(401, "Bad credentials");
    return held;
  }

  private redirect({ artifacts }: Repository, id: string, held: Permissions | "everything", response: ServerResponse) {
    allowed(held, [{ actions: "read" }]);
    const artifact = artifacts.find((one) => String(one.id) === id);
    if (!artifact) throw notFound();
    if (artifact.expired) throw new Refusal(410, "Artifact has expired");
    response.writeHead(302, { location: `${this.url}${BLOBS}${id}` }).end();
  }

  private download(id: string, response: ServerResponse): void {
    const all = [...this.repositories.values()].flatMap(({ artifacts }) => artifacts);
    const zip = all.find((one) => String(one.id) === id)?.zip;
    if (!zip) throw notFound();
    response.writeHead(200, { "content-type": "application/zip", "content-length": zip.length }).end(zip);
  }

  private page(all: unknown[], { items }: Route, url: URL, response: ServerResponse): void {
    const size = Math.min(Number(url.searchParams.get("per_page") ?? 30), 100);
    const page = Number(url.searchParams.get("page") ?? 1);
    const listed = all.slice((page - 1) * size, page * size);
    // Another host in the link: whoever followed it would hand the token over.
    const link = `<http://elsewhere.invalid/?page=${page + 1}>; rel="next"`;
    const answer = items === undefined ? listed : { total_count: all.length, [items]: listed };
    send(response, 200, answer, all.length > page * size ? { link } : {});
  }
}

/** The open parts of a path that a route has, or undefined. */
function matched(path: string, parts: string[]): string[] | undefined {
  const wanted = path.split("/").slice(1);
  if (wanted.length !== parts.length) return undefined;
  if (!wanted.every((part, at) => part === "*" || part === parts[at])) return undefined;
  return parts.filter((_, at) => wanted[at] === "*");
}

function allowed(held: Permissions | "everything", needs: Permissions[]): void {
  if (held === "everything") return;
  const has = ([scope, level]: [string, string]) =>
    scope === "metadata" || held[scope as Scope] === "write" || held[scope as Scope] === level;
  if (!needs.some((need) => Object.entries(need).every(has))) {
    throw new Refusal(403, "Resource not accessible by integration");
  }
}

function send(response: ServerResponse, status: number, answer: unknown, headers: Record<string, string> = {}): void {
  const text = answer === undefined ? "" : JSON.stringify(answer);
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
}
