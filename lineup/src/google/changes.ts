import { isBlock, own } from "../inputs/blocks";
import type { ApiObject } from "./answer";
import { type Api, serviceOf } from "./endpoints";
import { ApiFailure, type ApiResponse, isRateLimit, type Project, refusal } from "./refusal";
import { attempted, type Send, Unanswered } from "./send";
import type { Waiting } from "./waiting";

/** A request that changes something, or that reads by POST. */
export interface Change {
  api: Api;
  method: "POST" | "PATCH";
  path: string;
  query?: Record<string, string>;
  body?: object;
  permission: string;
}

/** Nobody knows whether it was done: no answer came, or one that does not say. */
export class Lost extends ApiFailure {}

/** The API knows what was asked for, and refuses it: why is searched for in `answer` and never printed. */
export class RefusedChange extends ApiFailure {
  constructor(
    message: string,
    readonly answer: ApiResponse,
  ) {
    super(message);
  }
}

/** Sends what changes something. The reading of a project is given none of this. */
export class Changes {
  constructor(
    private readonly send: Send,
    private readonly endpoint: (api: Api) => string,
    private readonly waiting: Waiting,
    private readonly project: Project,
  ) {}

  /** For what does no more when it is sent twice: until it is answered. */
  async repeatable(change: Change): Promise<ApiObject> {
    const answer = await this.waiting.patiently(change.api, () => attempted(() => this.send(this.request(change))));
    return this.read(change, answer);
  }

  /** For what is done again each time: sent a second time only where a quota of requests kept the first one out. */
  async once(change: Change): Promise<ApiObject> {
    for (let attempt = 1; ; attempt += 1) {
      await this.waiting.forTurn(change.api);
      const answer = await attempted(() => this.send(this.request(change)));
      if (answer instanceof Unanswered) throw new Lost(answer.message);
      if (isRateLimit(answer)) {
        const next = await this.waiting.beforeNext(change.api, attempt, answer);
        if (next === "again") continue;
        return this.read(change, next === "too long" ? { ...answer, waitsTooLong: true } : answer);
      }
      if (answer.status === 408 || answer.status >= 500) throw new Lost(`the API answered ${answer.status}`);
      return this.read(change, answer);
    }
  }

  private request({ api, method, path, query = {}, body = {} }: Change) {
    const parameters = new URLSearchParams(query).toString();
    return { method, url: `${this.endpoint(api)}${path}${parameters ? `?${parameters}` : ""}`, body };
  }

  private read({ api, permission }: Change, answer: ApiResponse): ApiObject {
    if (answer.status !== 200) {
      const refused = refusal(answer, { service: serviceOf(api), permission }, this.project);
      throw new RefusedChange(refused.message, answer);
    }
    if (!isBlock(answer.body)) throw new Lost("the API's answer is not a JSON object");
    if (isBlock(own(answer.body, "error")) && own(answer.body, "name") === undefined) {
      throw new Lost("the API answered 200 with an error");
    }
    return answer.body;
  }
}
