import type { ApiObject } from "../google/answer";
import { ConcurrencyLimit } from "../google/concurrency-limit";
import { type Api, serviceOf } from "../google/endpoints";
import { ApiFailure, type ApiResponse, NotAnObject, type Project, refusal } from "../google/refusal";
import { attempted, type Send } from "../google/send";
import type { Waiting } from "../google/waiting";
import { isBlock, own } from "../inputs/blocks";
import {
  completed,
  INCOMPLETE,
  isPlaceholder,
  type Located,
  listIn,
  nextPage,
  partsOfAll,
  partsOfEach,
  refuseIncomplete,
  whyOf,
} from "./located";

/** Sends a GET request, or the one POST that reads: a project's policy has no other way. Nothing else is ever sent. */
export type Get = (url: string, readsPolicy?: boolean) => Promise<ApiResponse>;

/** All that the reading of a project is given of what signs requests. Where the address names the version, there is no body. */
export function readingOnly(send: Send): Get {
  return (url, readsPolicy) => {
    if (!readsPolicy) return send({ method: "GET", url });
    return send({ method: "POST", url, body: url.includes("?") ? undefined : POLICY_REQUEST });
  };
}

/** The body of that POST. Of an older version of a policy, conditions are left out. */
export const POLICY_REQUEST = { options: { requestedPolicyVersion: 3 } };

export interface ApiRequest {
  api: Api;
  path: string;
  /** What the method takes. A method that hands out `nextPageToken` takes `pageToken`, and no size of a page is asked for. */
  query?: Record<string, string>;
  /** What the request needs. */
  permission: string;
  /** It is the policy of a project that is asked for. */
  readsPolicy?: true;
}

const OF_THE_FIRST = /^projects\/[^/]+\/locations(\/[^/]+\/domainmappings)?$/;
const MAX_CONCURRENT = 8;
const MAX_PAGES = 2_000;

/** Reads the APIs of one project: a few requests at a time, retried while an API is busy, page by page. */
export class Reader {
  private readonly limit = new ConcurrencyLimit(MAX_CONCURRENT);

  constructor(
    private readonly get: Get,
    private readonly endpoint: (api: Api) => string,
    private readonly waiting: Waiting,
    readonly project: Project,
  ) {}

  numberOfProject(): string {
    const { number, numberUnknown } = this.project;
    if (number === undefined) throw new ApiFailure(`the project number is unknown: ${numberUnknown}`);
    return number;
  }

  async one(question: ApiRequest): Promise<ApiObject> {
    const answer = await this.operation(question);
    if (isBlock(own(answer, "error"))) throw new ApiFailure("the API answered 200 with an error");
    return answer;
  }

  /** How far an operation is. Once it is done it may hold the error of what it was about. */
  async operation(question: ApiRequest): Promise<ApiObject> {
    const { api, path, query = {} } = question;
    const parameters = new URLSearchParams(query).toString();
    // Regions and domain mappings of Cloud Run are listed by the first version of its API only.
    const base = api === "CLOUD_RUN_V2" && OF_THE_FIRST.test(path) ? "v1" : undefined;
    const endpoint = base ? this.endpoint(api).replace(/v2\/$/, "v1/") : this.endpoint(api);
    const answer = await this.answered(question, `${endpoint}${path}${parameters ? `?${parameters}` : ""}`);
    if (answer.status !== 200)
      throw refusal(answer, { service: serviceOf(api), permission: question.permission }, this.project);
    if (!isBlock(answer.body)) throw new NotAnObject("the API's answer is not a JSON object");
    return answer.body;
  }

  /** Every page, or none: a part of a list of firewall rules could give another verdict than all of it. */
  async list(key: string, question: ApiRequest): Promise<ApiObject[]> {
    const { pages, failure } = await this.pages(question);
    if (failure) throw failure;
    for (const page of pages) refuseIncomplete(page);
    return pages.flatMap((page) => listIn(page, key));
  }

  /** A list of all locations: those that could not be reached are named, and the others are what they are. */
  async everywhere(key: string, question: ApiRequest): Promise<Located> {
    return this.located(question, partsOfAll, key, async (place) => {
      const path = question.path.replace("/locations/-/", `/locations/${place}/`);
      const things = await this.list(key, { ...question, path });
      if (things.some(isPlaceholder)) throw new ApiFailure(INCOMPLETE);
      return things;
    });
  }

  /** `aggregated/subnetworks`: one list for each location. Asked for by itself, a location may need another permission. */
  async aggregated(key: string, question: ApiRequest, permission = question.permission): Promise<Located> {
    return this.located(question, partsOfEach, key, (scope) =>
      this.list("items", { ...question, path: question.path.replace("/aggregated/", `/${scope}/`), permission }),
    );
  }

  private async located(
    question: ApiRequest,
    partsOf: typeof partsOfAll,
    key: string,
    alone: (place: string) => Promise<ApiObject[]>,
  ): Promise<Located> {
    const { pages, failure } = await this.pages(question);
    const { things, unreachable } = await completed(partsOf(pages, key), alone);
    return { things, unreachable: failure ? [...unreachable, { why: failure.message }] : unreachable };
  }

  /** The pages of a list, and why there are no more where the last one is missing. */
  private async pages(question: ApiRequest): Promise<{ pages: ApiObject[]; failure?: ApiFailure }> {
    const seen = new Set<string>();
    const pages: ApiObject[] = [];
    for (let token: string | undefined = ""; token !== undefined; ) {
      if (seen.has(token) || seen.size >= MAX_PAGES) {
        return { pages, failure: new ApiFailure("the API's list has no last page") };
      }
      seen.add(token);
      try {
        const page = await this.one({
          ...question,
          query: { ...question.query, ...(token ? { pageToken: token } : {}) },
        });
        pages.push(page);
        token = nextPage(page);
      } catch (error) {
        if (pages.length === 0) throw error;
        return { pages, failure: new ApiFailure(whyOf(error)) };
      }
    }
    return { pages };
  }

  private async answered({ api, readsPolicy }: ApiRequest, url: string): Promise<ApiResponse> {
    return this.waiting.patiently(api, () => this.limit.run(() => attempted(() => this.get(url, readsPolicy))));
  }
}
