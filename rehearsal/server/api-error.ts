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
    return { error: { code, message, status: STATUSES[code], errors, ...(details ? { details } : {}) } };
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

/** The codes that have a name; a precondition of Cloud Storage's has none, and any other API says 400 for it. */
const STATUSES: Record<number, string> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  409: "ALREADY_EXISTS",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
};

export function notFound(name: string): ApiError {
  return new ApiError(404, `The resource '${name}' was not found`);
}

export function inUse(name: string, by: string): ApiError {
  const message = `The resource '${name}' is already being used by '${by}'`;
  return new ApiError(400, message, "resourceInUseByAnotherResource");
}
