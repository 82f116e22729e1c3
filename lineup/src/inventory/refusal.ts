import { isBlock, own } from "../inputs/blocks";
import { textAt, thingsAt } from "./model";

/** An API that did not give what was asked for; the words are ours, because an API's may hold anything. */
export class ApiFailure extends Error {}

/** The API is switched off in the project that was asked about. */
export class ApiDisabled extends Error {}

/** Whom a project is to its APIs. */
export interface Project {
  id: string;
  number: string | undefined;
}

export interface ApiResponse {
  status: number;
  body: unknown;
  retryAfter: string | undefined;
}

/** Why an answer is none. `permission` is what the question takes. */
export function refusal({ status, body }: ApiResponse, permission: string, project: Project): Error {
  const said = reasonOf(body);
  if (said === "SERVICE_DISABLED" || said === "accessNotConfigured") {
    const consumer = consumerIn(body);
    if (consumer !== undefined && (consumer === project.id || consumer === project.number)) {
      return new ApiDisabled("the API is switched off in this project: nothing of it is there");
    }
    // The project that the credentials are charged to may be another one, and says nothing about this one.
    return new ApiFailure(`${status}: the API is switched off in the project that these credentials are charged to`);
  }
  if (status === 403) return new ApiFailure(`403: it takes the permission ${permission}`);
  return new ApiFailure(`the API answered ${status}${said === undefined ? "" : ` ${said}`}`);
}

/** Quotas of older APIs are refused as if they were permissions. */
export function isBusy({ status, body }: ApiResponse): boolean {
  const isQuota = status === 403 && /^(userR|r)ateLimitExceeded$|^quotaExceeded$/.test(reasonOf(body) ?? "");
  return isQuota || [408, 429, 500, 502, 503, 504].includes(status);
}

function reasonOf(body: unknown): string | undefined {
  const error = own(body, "error");
  const said = [
    ...thingsAt(error, "details").map((detail) => textAt(detail, "reason")),
    ...thingsAt(error, "errors").map((one) => textAt(one, "reason")),
    textAt(error, "status"),
  ];
  return said.find((word) => word !== undefined && /^\w{1,60}$/.test(word));
}

function consumerIn(body: unknown): string | undefined {
  const error = own(body, "error");
  const said = thingsAt(error, "details")
    .map((detail) => own(detail, "metadata"))
    .filter(isBlock)
    .map((metadata) => textAt(metadata, "consumer"))
    .find((consumer) => consumer !== undefined);
  // Older answers name it in their sentence only.
  const inWords = / in project (\S+) before/.exec(textAt(error, "message") ?? "")?.[1];
  return said?.replace(/^projects\//, "") ?? inWords;
}
