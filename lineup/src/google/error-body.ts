import { own } from "../inputs/blocks";
import { type ApiObject, textAt, thingsAt } from "./answer";

/** An error of an API, as far as lineup reads it. Its message is searched and never printed. */
export interface ErrorBody {
  /** Reason words, the newer form (`details[].reason`) before the older (`errors[].reason`). */
  reasons: ReadonlySet<string>;
  /** The canonical code, such as PERMISSION_DENIED. */
  status: string | undefined;
  message: string;
  /** The permission that is missing, where the API names one. */
  permission: string | undefined;
  details: readonly ApiObject[];
}

/** A message says what it says in its first sentences. */
const READ = 2_000;
const WORD = /^[A-Za-z]\w{0,62}$/;
const PERMISSION = /^[a-z][A-Za-z0-9]{0,40}(?:\.[A-Za-z][A-Za-z0-9]{0,40}){2,4}$/;
const QUOTED_PERMISSION = /\b(?:Required|Permission) ["']([\w.]{1,200})["']/;

export function errorIn(body: unknown): ErrorBody {
  const error = own(body, "error");
  const details = thingsAt(error, "details");
  const message = (textAt(error, "message") ?? "").slice(0, READ);
  return {
    reasons: new Set(
      [
        ...details.map((detail) => textAt(detail, "reason")),
        ...details.flatMap((detail) => thingsAt(detail, "violations")).map((violation) => textAt(violation, "type")),
        ...thingsAt(error, "errors").map((one) => textAt(one, "reason")),
      ].filter((word) => word !== undefined && WORD.test(word)) as string[],
    ),
    status: [textAt(error, "status")].find((word) => word !== undefined && WORD.test(word)),
    message,
    permission: permissionIn(details, message),
    details,
  };
}

function permissionIn(details: readonly ApiObject[], message: string): string | undefined {
  const named = details.map((detail) => textAt(own(detail, "metadata"), "permission"));
  return [...named, QUOTED_PERMISSION.exec(message)?.[1]].find((one) => one !== undefined && PERMISSION.test(one));
}

/** Whose request it was: `projects/NUMBER`, and in the words of older APIs. */
export function consumerIn({ details, message }: ErrorBody, service: string): string | undefined {
  const said = details
    .filter((detail) => textAt(detail, "reason") === "SERVICE_DISABLED")
    .map((detail) => own(detail, "metadata"));
  // An API may pass on that another one, which it needs itself, is disabled.
  if (said.some((metadata) => (textAt(metadata, "service") ?? service) !== service)) return undefined;
  const [consumer] = said.flatMap((metadata) => textAt(metadata, "consumer") ?? []);
  return consumer?.replace(/^projects\//, "") ?? / in project (\S{1,100}) before/.exec(message)?.[1];
}

/** `google.rpc.RetryInfo`: how long the API asks to wait, in milliseconds. */
export function retryDelayIn({ details }: ErrorBody): number | undefined {
  const [seconds] = details.flatMap(
    (detail) => /^(\d{1,15}(?:\.\d{1,9})?)s$/.exec(textAt(detail, "retryDelay") ?? "")?.[1] ?? [],
  );
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}
