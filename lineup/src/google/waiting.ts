import { type Api, serviceOf } from "./endpoints";
import { errorIn, retryDelayIn } from "./error-body";
import { type ApiResponse, BUDGET, isBusy, isRateLimit } from "./refusal";
import { Unanswered } from "./send";

/** A shorter wait is not worth a word. */
const WORTH_SAYING = 2_000;
/** A quota of requests is counted by the minute: seven waits are about as long. */
const MOST_ATTEMPTS = { busy: 5, overQuota: 8 };

/**
 * When to ask again. The requests to one API wait together, so that its wait is counted once, and the others go on
 * meanwhile.
 */
export class Waiting {
  private left = BUDGET;
  private readonly pauses = new Map<Api, Promise<unknown>>();

  constructor(
    private readonly wait: (milliseconds: number) => Promise<unknown>,
    private readonly say: (text: string) => void,
  ) {}

  /** Asks again while the API is busy or does not answer. Only for what may be asked twice. */
  async patiently(api: Api, ask: () => Promise<ApiResponse | Unanswered>): Promise<ApiResponse> {
    for (let attempt = 1; ; attempt += 1) {
      await this.forTurn(api);
      const answer = await ask();
      const failed = answer instanceof Unanswered;
      const next = await this.beforeNext(api, attempt, failed ? undefined : answer);
      if (next === "again") continue;
      if (failed) throw answer;
      return next === "too long" ? { ...answer, waitsTooLong: true } : answer;
    }
  }

  /** Until nobody waits for this API any more. */
  async forTurn(api: Api): Promise<void> {
    await this.pauses.get(api);
  }

  /** Waits before the next attempt at what was answered so, or not at all: says whether there is to be one. */
  async beforeNext(api: Api, attempt: number, answer?: ApiResponse): Promise<"again" | "stands" | "too long"> {
    if (answer !== undefined && !isBusy(answer)) return "stands";
    const overQuota = answer !== undefined && isRateLimit(answer);
    if (attempt >= MOST_ATTEMPTS[overQuota ? "overQuota" : "busy"]) return "stands";
    const asked = answer === undefined ? 0 : delayIn(answer);
    const own = backoff(attempt);
    if (overQuota || asked > own) return this.pause(api, Math.max(asked, own), asked > own);
    await this.wait(own);
    return "again";
  }

  private async pause(api: Api, milliseconds: number, isAsked: boolean): Promise<"again" | "too long"> {
    if (!this.pauses.has(api)) {
      if (milliseconds > this.left) return "too long";
      this.left -= milliseconds;
      const [name] = serviceOf(api).split(".");
      const why = isAsked ? `${name} asks to wait` : `the quota of requests to ${name} is used up: waiting`;
      if (milliseconds >= WORTH_SAYING) this.say(`${why} ${Math.ceil(milliseconds / 1_000)} s`);
      this.pauses.set(
        api,
        this.wait(milliseconds).finally(() => this.pauses.delete(api)),
      );
    }
    await this.pauses.get(api);
    return "again";
  }
}

/** Longer each time, with jitter, so that clients refused together do not retry together. */
function backoff(attempt: number): number {
  return 500 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
}

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** What the API asks for, in its header or in its answer; 0 where it asks for nothing that makes sense. */
function delayIn({ retryAfter = "", body }: ApiResponse): number {
  const header = /^\d+$/.test(retryAfter)
    ? Number(retryAfter) * 1_000
    : HTTP_DATE.test(retryAfter)
      ? Date.parse(retryAfter) - Date.now()
      : 0;
  return Math.max(header || 0, retryDelayIn(errorIn(body)) ?? 0);
}
