import { STATUS_NAMES } from "../contract/status-names";

/** An error in the form of Google's APIs. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly reason = REASONS[status] ?? "internalError",
    private readonly details?: readonly object[],
  ) {
    super(message);
  }

  get body() {
    const { status: code, message, reason, details } = this;
    const errors = [{ message, domain: "global", reason }];
    return { error: { code, message, status: STATUS_NAMES[code]?.[0], errors, ...(details ? { details } : {}) } };
  }
}

const REASONS: Record<number, string> = {
  400: "invalid",
  401: "authError",
  403: "forbidden",
  404: "notFound",
  409: "alreadyExists",
  412: "conditionNotMet",
  413: "uploadTooLarge",
  429: "rateLimitExceeded",
  503: "backendError",
};

export function notFound(name: string): ApiError {
  return new ApiError(404, `The resource '${name}' was not found`);
}

export function inUse(name: string, by: string): ApiError {
  const message = `The resource '${name}' is already being used by '${by}'`;
  return new ApiError(400, message, "resourceInUseByAnotherResource");
}
