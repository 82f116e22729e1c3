import { isBlock, own } from "../inputs/blocks";
import { UnusableInput } from "../inputs/model";
import { ConcurrencyLimit } from "./concurrency-limit";
import type { Api } from "./endpoints";
import { type ApiObject, textAt, thingsAt } from "./model";
import { ApiFailure, type ApiResponse, isBusy, type Project, refusal } from "./refusal";

/** Asks for one address by GET, which is the only way in which anything of a project is ever asked for. */
export type Get = (url: string) => Promise<ApiResponse>;

export interface ApiRequest {
  api: Api;
  path: string;
  query?: Record<string, string>;
  /** What asking takes. */
  permission: string;
}

const AT_ONCE = 8;
const ATTEMPTS = 5;
const LONGEST_WAIT = 30_000;
const MOST_PAGES = 2_000;

/** Reads the APIs of one project: a few questions at once, again where an API is busy, page by page. */
export class Reader {
  private readonly limit = new ConcurrencyLimit(AT_ONCE);

  constructor(
    private readonly get: Get,
    private readonly endpoint: (api: Api) => string,
    private readonly wait: (milliseconds: number) => Promise<unknown>,
    readonly project: Project,
  ) {}

  numberOfProject(): string {
    if (this.project.number === undefined) {
      throw new ApiFailure("it takes the project's number, and so the permission resourcemanager.projects.get");
    }
    return this.project.number;
  }

  async one(question: ApiRequest): Promise<ApiObject> {
    const { api, path, query = {} } = question;
    const parameters = new URLSearchParams(query).toString();
    // Regions of Cloud Run are listed by the first version of its API only.
    const base = api === "CLOUD_RUN_V2" && /^projects\/[^/]+\/locations$/.test(path) ? "v1" : undefined;
    const endpoint = base ? this.endpoint(api).replace(/v2\/$/, "v1/") : this.endpoint(api);
    const url = `${endpoint}${path}${parameters ? `?${parameters}` : ""}`;
    const answer = await this.limit.run(() => this.patiently(url));
    if (answer.status !== 200) throw refusal(answer, question.permission, this.project);
    if (!isBlock(answer.body)) throw new ApiFailure("the API answered something that is no JSON object");
    return answer.body;
  }

  /** Every page, or none: a part of a list of rules decides differently than all of it. */
  async pages(question: ApiRequest): Promise<ApiObject[]> {
    const size = { [question.api === "COMPUTE" ? "maxResults" : "pageSize"]: "500" };
    const seen = new Set<string>();
    const pages: ApiObject[] = [];
    for (let token: string | undefined = ""; token !== undefined; ) {
      if (seen.has(token) || seen.size >= MOST_PAGES) throw new ApiFailure("the API's list does not come to an end");
      seen.add(token);
      const page = await this.one({
        ...question,
        query: { ...question.query, ...size, ...(token ? { pageToken: token } : {}) },
      });
      refuseParts(page);
      pages.push(page);
      token = textAt(page, "nextPageToken");
    }
    return pages;
  }

  async list(key: string, question: ApiRequest): Promise<ApiObject[]> {
    return (await this.pages(question)).flatMap((page) => thingsAt(page, key));
  }

  /** `aggregated/subnetworks`: each place has a list of its own. */
  async aggregated(key: string, question: ApiRequest): Promise<ApiObject[]> {
    const pages = await this.pages(question);
    return pages.flatMap((page) => {
      const places = own(page, "items");
      return Object.values(isBlock(places) ? places : {}).flatMap((place) => {
        refuseParts(place);
        return thingsAt(place, key);
      });
    });
  }

  private async patiently(url: string): Promise<ApiResponse> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.attempt(url);
      const isLast = attempt === ATTEMPTS;
      if (answer instanceof ApiFailure) {
        if (isLast) throw answer;
      } else if (isLast || !isBusy(answer)) {
        return answer;
      }
      const wanted = answer instanceof ApiFailure ? undefined : delayIn(answer.retryAfter);
      // Who wants to be left alone for minutes is.
      if (wanted !== undefined && wanted > LONGEST_WAIT && !(answer instanceof ApiFailure)) return answer;
      await this.wait(wanted ?? backoff(attempt));
    }
  }

  private async attempt(url: string): Promise<ApiResponse | ApiFailure> {
    try {
      return await this.get(url);
    } catch (error) {
      if (error instanceof UnusableInput) throw error;
      const code = (error as NodeJS.ErrnoException).code ?? (error as { cause?: NodeJS.ErrnoException }).cause?.code;
      const word = typeof code === "string" && /^[A-Z_]{2,40}$/.test(code) ? ` (${code})` : "";
      return new ApiFailure(`the API could not be reached${word}`);
    }
  }
}

/** APIs answer 200 and say in a field that a place was left out. */
function refuseParts(page: unknown): void {
  const left = [...listIn(page, "unreachable"), ...listIn(page, "unreachables")];
  const warning = textAt(own(page, "warning"), "code");
  if (left.length > 0 || (warning !== undefined && warning !== "NO_RESULTS_ON_PAGE")) {
    throw new ApiFailure("the API left out places that it could not reach itself");
  }
}

function listIn(page: unknown, key: string): unknown[] {
  const value = own(page, key);
  return Array.isArray(value) ? value : [];
}

/** Longer each time, and never twice the same: many who were turned away together do not come back together. */
function backoff(attempt: number): number {
  return 500 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
}

function delayIn(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(seconds) ? Math.max(seconds, 0) : undefined;
}
