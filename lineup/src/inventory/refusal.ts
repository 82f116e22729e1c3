import { isBlock, own } from "../inputs/blocks";
import { textAt, thingsAt } from "./model";

/** An API did not answer a request. The message is lineup's own, because an API's message may hold anything. */
export class ApiFailure extends Error {}

/** The API is disabled in the project that is read. */
export class ApiDisabled extends Error {}

/** The API says that what was asked for does not exist. */
export class NotThere extends ApiFailure {}

/** The names of a project. */
export interface Project {
  id: string;
  number: string | undefined;
}

export interface ApiResponse {
  status: number;
  body: unknown;
  retryAfter: string | undefined;
}

/** Why a response is an error. `permission` is what the request needs. */
export function refusal({ status, body }: ApiResponse, permission: string, project: Project): Error {
  const said = reasonOf(body);
  if (said === "SERVICE_DISABLED" || said === "accessNotConfigured") {
    const consumer = consumerIn(body);
    if (consumer !== undefined && (consumer === project.id || consumer === project.number)) {
      return new ApiDisabled("the API is disabled in this project, so it holds no such resources");
    }
    // The quota project of the credentials may be another one, and says nothing about this one.
    return new ApiFailure(`${status}: the API is disabled in the quota project of these credentials`);
  }
  if (status === 403) return new ApiFailure(`403: grant the permission ${permission}`);
  if (status === 404 && textAt(own(body, "error"), "status") === "NOT_FOUND")
    return new NotThere("the API answered 404 NOT_FOUND");
  return new ApiFailure(`the API answered ${status}${said === undefined ? "" : ` ${said}`}`);
}

/** Older APIs answer 403 when a quota is used up. */
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
  // Older responses name it only in their message.
  const inWords = / in project (\S+) before/.exec(textAt(error, "message") ?? "")?.[1];
  return said?.replace(/^projects\//, "") ?? inWords;
}
