import { type Env, required } from "./entry";

const TIMEOUT = 30_000;
/** More pages than this mean a loop in the paging. */
const MOST_PAGES = 1_000;

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/** GitHub has answered, and not with what was asked for. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** GitHub's REST API, as far as these scripts need it. Every error becomes one sentence. */
export class GitHub {
  readonly repository: string;
  private readonly api: string;
  private readonly token: string;

  constructor(env: Env) {
    const given = required(env, "GITHUB_API_URL", "GITHUB_TOKEN", "GITHUB_REPOSITORY");
    this.api = given.GITHUB_API_URL.replace(/\/$/, "");
    this.token = given.GITHUB_TOKEN;
    this.repository = given.GITHUB_REPOSITORY;
  }

  /** `path` begins below the repository. */
  async send<Answer>(method: Method, path: string, body?: object): Promise<Answer> {
    return (await this.ask<Answer>(method, path, body)).answer;
  }

  /**
   * Every page. Pages are counted; the Link header only shows whether there is another, so that
   * the token goes only to the API of GITHUB_API_URL.
   */
  async list<Item>(path: string, itemsOf: (answer: unknown) => Item[] = (answer) => answer as Item[]): Promise<Item[]> {
    const items: Item[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const query = `${path.includes("?") ? "&" : "?"}per_page=100&page=${page}`;
      const { answer, link } = await this.ask<unknown>("GET", `${path}${query}`);
      items.push(...itemsOf(answer));
      if (!/;\s*rel="next"/.test(link)) return items;
    }
    throw new Error(`GET ${path}: GitHub names a next page ${MOST_PAGES} times over`);
  }

  private async ask<Answer>(method: string, path: string, body?: object): Promise<{ answer: Answer; link: string }> {
    const asked = `${method} /repos/${this.repository}${path}`;
    const request: RequestInit = {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${this.token}`,
        "content-type": "application/json",
        "x-github-api-version": "2022-11-28",
      },
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT),
      ...(body ? { body: JSON.stringify(body) } : {}),
    };
    let status: number;
    let text: string;
    let link: string;
    try {
      const response = await fetch(`${this.api}/repos/${this.repository}${path}`, request);
      status = response.status;
      link = response.headers.get("link") ?? "";
      text = await response.text();
    } catch (error) {
      throw new Error(`${asked}: GitHub could not be reached: ${reason(error)}`);
    }
    if (status < 200 || status > 299) {
      throw new Refused(status, `${asked}: GitHub answered ${status}: ${messageOf(text)}`);
    }
    if (text === "" && method !== "GET") return { answer: undefined as Answer, link };
    try {
      return { answer: JSON.parse(text) as Answer, link };
    } catch {
      throw new Error(`${asked}: GitHub answered ${status} with text that is not JSON`);
    }
  }
}

function reason(error: unknown): string {
  // fetch says "fetch failed"; what has failed is in the cause.
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === "TimeoutError") return `no answer within ${TIMEOUT / 1_000} seconds`;
  return cause?.code ?? cause?.message ?? message;
}

/** GitHub's message, with the usual meaning of a 403 here. */
function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: string };
    const hint = /not accessible by integration/i.test(message ?? "") ? " - the job lacks a permission for it" : "";
    return `${message ?? "no message"}${hint}`;
  } catch {
    return "no message";
  }
}
