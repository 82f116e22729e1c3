import { type Env, required } from "./entry";

const TIMEOUT = 30_000;
/** A list this long is a loop in the paging, not a pull request. */
const MOST_PAGES = 1_000;

/** GitHub's REST API, as far as these scripts need it. Whatever goes wrong is one sentence; nothing is swallowed. */
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
  async send<Answer>(method: "GET" | "POST" | "PATCH", path: string, body?: object): Promise<Answer> {
    return (await this.ask<Answer>(method, path, body)).answer;
  }

  /**
   * Every page. The next page is counted, not taken from the Link header: that is only asked whether there is one, so
   * the token goes nowhere but to the API that was named.
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
    if (status < 200 || status > 299) throw new Error(`${asked}: GitHub answered ${status}: ${messageOf(text)}`);
    try {
      return { answer: JSON.parse(text) as Answer, link };
    } catch {
      throw new Error(`${asked}: GitHub answered ${status} with something that is no JSON`);
    }
  }
}

function reason(error: unknown): string {
  // fetch says "fetch failed"; what has failed is in the cause.
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === "TimeoutError") return `no answer within ${TIMEOUT / 1_000} seconds`;
  return cause?.code ?? cause?.message ?? message;
}

/** What GitHub says of an error, with what a 403 most often means here. */
function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: string };
    const hint = /not accessible by integration/i.test(message ?? "") ? " - the job lacks a permission for it" : "";
    return `${message ?? "no message"}${hint}`;
  } catch {
    return "no message";
  }
}
