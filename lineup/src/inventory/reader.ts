import { isBlock, own } from "../inputs/blocks";
import { UnusableInput } from "../inputs/model";
import { lastSegment } from "../values";
import { ConcurrencyLimit } from "./concurrency-limit";
import type { Api } from "./endpoints";
import { type ApiObject, regionIn, textAt, thingsAt } from "./model";
import { ApiFailure, type ApiResponse, isBusy, type Project, refusal } from "./refusal";

/** Sends a GET request, or the one POST that reads: a project's policy has no other way. Nothing else is ever sent. */
export type Get = (url: string, readsPolicy?: boolean) => Promise<ApiResponse>;

/** The body of that POST. Of an older version of a policy, conditions are left out. */
export const POLICY_REQUEST = { options: { requestedPolicyVersion: 3 } };

export interface ApiRequest {
  api: Api;
  path: string;
  query?: Record<string, string>;
  /** What the request needs. */
  permission: string;
  /** It is the policy of a project that is asked for. */
  readsPolicy?: true;
}

const MAX_CONCURRENT = 8;
const MAX_ATTEMPTS = 5;
const MAX_WAIT = 30_000;
const MAX_PAGES = 2_000;
export const UNREACHED = "the API could not be reached";
export const INCOMPLETE = "the API's answer is incomplete: it could not reach every location";

/** What was found, and the locations of which nothing is known. */
interface Located {
  things: ApiObject[];
  unreachable: string[];
}

/** Reads the APIs of one project: a few requests at a time, retried while an API is busy, page by page. */
export class Reader {
  private readonly limit = new ConcurrencyLimit(MAX_CONCURRENT);

  constructor(
    private readonly get: Get,
    private readonly endpoint: (api: Api) => string,
    private readonly wait: (milliseconds: number) => Promise<unknown>,
    readonly project: Project,
  ) {}

  numberOfProject(): string {
    if (this.project.number === undefined) {
      throw new ApiFailure("the project number is unknown: grant the permission resourcemanager.projects.get");
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
    const answer = await this.limit.run(() => this.withRetries(url, question.readsPolicy));
    if (answer.status !== 200) throw refusal(answer, question.permission, this.project);
    if (!isBlock(answer.body)) throw new ApiFailure("the API's answer is not a JSON object");
    return answer.body;
  }

  /** Every page, or none: a part of a list of firewall rules could give another verdict than all of it. */
  async pages(question: ApiRequest, isWhole: (page: unknown) => void = refuseIncomplete): Promise<ApiObject[]> {
    const size = { [question.api === "COMPUTE" ? "maxResults" : "pageSize"]: "500" };
    const seen = new Set<string>();
    const pages: ApiObject[] = [];
    for (let token: string | undefined = ""; token !== undefined; ) {
      if (seen.has(token) || seen.size >= MAX_PAGES) throw new ApiFailure("the API's list has no last page");
      seen.add(token);
      const page = await this.one({
        ...question,
        query: { ...question.query, ...size, ...(token ? { pageToken: token } : {}) },
      });
      isWhole(page);
      pages.push(page);
      token = textAt(page, "nextPageToken");
    }
    return pages;
  }

  async list(key: string, question: ApiRequest): Promise<ApiObject[]> {
    return (await this.pages(question)).flatMap((page) => thingsAt(page, key));
  }

  /** A list of all locations: those that could not be reached are named, and the others are what they are. */
  async everywhere(key: string, question: ApiRequest): Promise<Located> {
    const pages = await this.pages(question, refuseWarned);
    const unreachable = pages.flatMap(unreachableIn).map((place) => regionIn(place) ?? lastSegment(place));
    return { things: pages.flatMap((page) => thingsAt(page, key)), unreachable: [...new Set(unreachable)] };
  }

  /** `aggregated/subnetworks`: one list for each location. */
  async aggregated(key: string, question: ApiRequest): Promise<Located> {
    const pages = await this.pages(question, refuseWarned);
    const unreachable = pages.flatMap(unreachableIn);
    const things = pages.flatMap((page) => {
      const places = own(page, "items");
      return Object.entries(isBlock(places) ? places : {}).flatMap(([name, place]) => {
        if (isWarned(place)) unreachable.push(name);
        return thingsAt(place, key);
      });
    });
    return { things, unreachable: [...new Set(unreachable.map(lastSegment))] };
  }

  private async withRetries(url: string, readsPolicy?: boolean): Promise<ApiResponse> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.attempt(url, readsPolicy);
      const isLast = attempt === MAX_ATTEMPTS;
      if (answer instanceof ApiFailure) {
        if (isLast) throw answer;
      } else if (isLast || !isBusy(answer)) {
        return answer;
      }
      const wanted = answer instanceof ApiFailure ? undefined : delayIn(answer.retryAfter);
      // A wait of minutes is not worth it: the busy answer is reported.
      if (wanted !== undefined && wanted > MAX_WAIT && !(answer instanceof ApiFailure)) return answer;
      await this.wait(wanted ?? backoff(attempt));
    }
  }

  private async attempt(url: string, readsPolicy?: boolean): Promise<ApiResponse | ApiFailure> {
    try {
      return await this.get(url, readsPolicy);
    } catch (error) {
      if (error instanceof UnusableInput) throw error;
      const code = (error as NodeJS.ErrnoException).code ?? (error as { cause?: NodeJS.ErrnoException }).cause?.code;
      const word = typeof code === "string" && /^[A-Z_]{2,40}$/.test(code) ? ` (${code})` : "";
      return new ApiFailure(`${UNREACHED}${word}`);
    }
  }
}

/** An API may answer 200 and say in a field that it left out a location. */
function refuseIncomplete(page: unknown): void {
  if (unreachableIn(page).length > 0 || isWarned(page)) throw new ApiFailure(INCOMPLETE);
}

function refuseWarned(page: unknown): void {
  if (isWarned(page)) throw new ApiFailure(INCOMPLETE);
}

function isWarned(page: unknown): boolean {
  const warning = textAt(own(page, "warning"), "code");
  return warning !== undefined && warning !== "NO_RESULTS_ON_PAGE";
}

function unreachableIn(page: unknown): string[] {
  return [...listIn(page, "unreachable"), ...listIn(page, "unreachables")].map(String);
}

function listIn(page: unknown, key: string): unknown[] {
  const value = own(page, key);
  return Array.isArray(value) ? value : [];
}

/** Longer each time, with jitter, so that clients refused together do not retry together. */
function backoff(attempt: number): number {
  return 500 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
}

function delayIn(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(seconds) ? Math.max(seconds, 0) : undefined;
}
