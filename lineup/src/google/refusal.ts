import { consumerIn, type ErrorBody, errorIn } from "./error-body";
import { grantOf } from "./permissions";
import { DISABLED_HERE, REASONS, type Refused } from "./reasons";

/** An API did not answer a request. The message is lineup's own, because an API's message may hold anything. */
export class ApiFailure extends Error {}

/** What was answered is no JSON, or none of the kind that an API answers with. */
export class NotAnObject extends ApiFailure {}

/** The API is disabled in the project that is read. */
export class ApiDisabled extends Error {}

/** The API says that what was asked for does not exist. */
export class NotThere extends ApiFailure {}

/** Whether this says why something could not be read; everything else is a mistake of lineup's own. */
export function isUnread(error: unknown): error is ApiFailure | ApiDisabled {
  return error instanceof ApiFailure || error instanceof ApiDisabled;
}

/** The names of a project. */
export interface Project {
  id: string;
  number: string | undefined;
  /** Why there is no number, and the way to one. */
  numberUnknown?: string | undefined;
}

/** How long one reading waits in all for APIs that ask it to, in milliseconds. */
export const BUDGET = 120_000;

export interface ApiResponse {
  status: number;
  body: unknown;
  retryAfter: string | undefined;
  /** The API asks for a wait that lineup cannot afford any more. */
  waitsTooLong?: true;
}

/** What was asked for, and the permission that it needs. */
interface Asked {
  service: string;
  permission: string;
}

/** Words that a refusal has whatever its reason is. */
const GENERAL = new Set(["forbidden", "PERMISSION_DENIED", "accessDenied"]);

/** Why a response is an error. */
export function refusal(
  { status, body, waitsTooLong }: ApiResponse,
  { service, permission }: Asked,
  project: Project,
): Error {
  const error = errorIn(body);
  const reason = reasonOf(status, error);
  const refused: Refused = {
    project: project.id,
    service,
    permission: error.permission ?? permission,
    consumer: status === 403 ? consumerOf(error, service, project) : undefined,
    numberUnknown: project.numberUnknown,
    tooLong: waitsTooLong
      ? `, and a longer wait is asked for than is left of the ${BUDGET / 1_000} s that one reading waits in all`
      : "",
  };
  const said = reason?.says(refused);
  if (said === DISABLED_HERE) return new ApiDisabled(said);
  if (said !== undefined) return new ApiFailure(`${status}: ${said}`);
  const [word = error.status] = [...error.reasons].filter((one) => !GENERAL.has(one));
  const answered = `the API answered ${status}${word === undefined ? "" : ` ${word}`}${refused.tooLong}`;
  // Cloud Storage has only the older form of an error.
  const isNotFound = error.status === "NOT_FOUND" || (error.status === undefined && error.reasons.has("notFound"));
  if (status === 404 && isNotFound) return new NotThere(answered);
  if (status !== 403) return new ApiFailure(answered);
  const isPermission = error.permission !== undefined || word === undefined || GENERAL.has(word);
  const grant = grantOf(refused.permission);
  return new ApiFailure(isPermission ? `403: ${grant}` : `${answered}: if a permission is missing, ${grant}`);
}

/** Whether another answer may follow: a rate limit in either form of an error, or a server that is busy. */
export function isBusy(answer: ApiResponse): boolean {
  return isRateLimit(answer) || [408, 500, 502, 503, 504].includes(answer.status);
}

/** Older APIs answer 403 when a quota of requests is used up. */
export function isRateLimit({ status, body }: ApiResponse): boolean {
  return status >= 400 && reasonOf(status, errorIn(body))?.passes === true;
}

/** Whether nothing but a permission is said to be missing. */
export function lacksPermission({ status, body }: ApiResponse): boolean {
  return reasonOf(status, errorIn(body))?.words.includes("IAM_PERMISSION_DENIED") ?? true;
}

function reasonOf(answered: number, { reasons, message }: ErrorBody) {
  return REASONS.find(
    ({ words, phrase, status }) =>
      words.some((word) => reasons.has(word)) ||
      status === answered ||
      (phrase !== undefined && message.includes(phrase)),
  );
}

function consumerOf(error: ErrorBody, service: string, { id, number }: Project): Refused["consumer"] {
  const consumer = consumerIn(error, service);
  if (consumer === undefined) return undefined;
  if (consumer === id || consumer === number) return "own";
  return number === undefined && /^\d+$/.test(consumer) ? undefined : "other";
}
