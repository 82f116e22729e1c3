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
    const status = NAMED[reason] ?? STATUS_NAMES[code]?.[0];
    return { error: { code, message, status, errors, ...(details ? { details } : {}) } };
  }
}

/** How the Security Token Service refuses, as every server of OAuth does. */
export class SignInError extends ApiError {
  constructor(
    private readonly error: string,
    private readonly description: string,
  ) {
    super(400, description, error);
  }

  override get body() {
    return { error: this.error, error_description: this.description } as never;
  }
}

/** A reason that has a name of its own, whatever the code. */
const NAMED: Record<string, string> = { failedPrecondition: "FAILED_PRECONDITION", aborted: "ABORTED" };

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

/** It may not be so as things are. */
export function failedPrecondition(message = "Precondition check failed.", details?: readonly object[]): ApiError {
  return new ApiError(400, message, "failedPrecondition", details);
}

export function inUse(name: string, by: string): ApiError {
  const message = `The resource '${name}' is already being used by '${by}'`;
  return new ApiError(400, message, "resourceInUseByAnotherResource");
}
