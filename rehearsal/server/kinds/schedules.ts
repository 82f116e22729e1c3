import { ApiError } from "../api-error";
import { type ApiKind, textOf, thingOf, timestamp } from "../kind";
import type { CloudObject } from "../store";

const CRON = /^(\S+\s+){4}\S+$|^every \d+ (minutes|hours)/;

/** Cloud Scheduler's jobs. Nothing is run by them here: a schedule is kept, and may be paused. */
export const schedules: ApiKind = {
  collection: "cloudscheduler/projects/{project}/locations/{location}/jobs",
  style: "immediate",
  named: { field: "name" },
  replaces: true,
  check: (draft) => {
    const schedule = textOf(draft, "schedule") ?? "";
    if (!CRON.test(schedule)) throw new ApiError(400, `Schedule or time zone is invalid: '${schedule}'.`);
    const uri = textOf(thingOf(draft, "httpTarget"), "uri");
    if (uri !== undefined && !/^https?:\/\//.test(uri)) throw new ApiError(400, `Invalid URI: '${uri}'.`);
  },
  filled: (draft, { path }, before) => {
    const target = thingOf(draft, "httpTarget");
    return {
      timeZone: "Etc/UTC",
      attemptDeadline: "180s",
      ...draft,
      ...(target ? { httpTarget: { httpMethod: "POST", ...target, headers: headersOf(target) } } : {}),
      retryConfig: {
        maxRetryDuration: "0s",
        minBackoffDuration: "5s",
        maxBackoffDuration: "3600s",
        maxDoublings: 5,
        ...thingOf(draft, "retryConfig"),
      },
      name: path,
      state: before?.state ?? "ENABLED",
      userUpdateTime: timestamp(),
    };
  },
  actions: {
    pause: (thing) => ({ thing: { ...thing, state: "PAUSED" } }),
    resume: (thing) => ({ thing: { ...thing, state: "ENABLED" } }),
  },
};

/** Google names itself as the caller. The provider ends in a panic where there are no headers at all. */
function headersOf(target: CloudObject): CloudObject {
  return { "User-Agent": "Google-Cloud-Scheduler", ...thingOf(target, "headers") };
}
