import * as z from "zod";
import { DAY, daysBetween, isDay } from "../facts/days";
import { LONGEST_PIN_DAYS, REVISION_NAME, REVISION_NAME_LONGEST } from "../facts/pins";
import { type Draft, isRecord, type SettingProblem } from "./draft";
import { matching, reason } from "./fields";
import { IS_SET, WRITTEN_BY_CLOUD_RUN } from "./variable-rules";

// What is expected of a service besides its resources: `lineup diagnose` looks for it, and expected.json carries it.

/** Labels of letters, digits and inner hyphens; the last one begins with a letter: an address is no name. */
const HOST_NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Of all labels and dots together, as DNS has it. */
const HOST_NAME_LONGEST = 253;
const NAME = 'must be a host name in lower case, without scheme, port and path - such as "api.example.com"';
const REVISION = 'must be the name of a revision - such as "netra-backend-staging-00041-abc"';
const UNTIL = 'must be a day - such as "2027-01-31", in UTC: the pin still holds on it';

/** Requests stay on this revision, because somebody rolled back: `npm run rollback` writes it. */
const traffic = z.strictObject({
  revision: matching(REVISION_NAME, REVISION).max(REVISION_NAME_LONGEST, REVISION),
  reason,
  until: matching(DAY, UNTIL).refine((text) => !DAY.test(text) || isDay(text), UNTIL),
});

export const expected = {
  /** Variables without which the app does not start, whatever the other settings are: Redis may have no password. */
  requires: z
    .array(
      matching(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of a variable - such as "REDIS_HOST"'),
      'must be a list of variables - such as ["REDIS_HOST"]',
    )
    .default([]),
  /** Names under which it is called from outside; what maps them to it is not in this environment. */
  domains: z
    .array(
      matching(HOST_NAME, NAME).max(HOST_NAME_LONGEST, NAME),
      'must be a list of host names - such as ["api.example.com"]',
    )
    .default([]),
  traffic: traffic.optional(),
};

/** What must hold between these settings, and with the others. */
export function problemsOfExpected(draft: Draft, service: string, today: string): SettingProblem[] {
  return [
    ...saidTwice(draft, `${service}.requires`),
    ...requiredIsGiven(draft, service),
    ...revisionIsItsOwn(draft, service),
    ...pinEnds(draft, `${service}.traffic.until`, today),
  ];
}

function saidTwice(draft: Draft, list: string): SettingProblem[] {
  const all = draft.list(list);
  return all.flatMap((one, index) =>
    typeof one === "string" && all.indexOf(one) < index
      ? [{ path: `${list}.${index}`, message: `must differ from ${list}.${all.indexOf(one)} - say it once` }]
      : [],
  );
}

/** What connectTo(cache) gives, and which settings make it do so. */
const GIVEN_WITH_REDIS: Record<string, string | undefined> = {
  REDIS_HOST: undefined,
  REDIS_PORT: undefined,
  REDIS_PASSWORD: "redis.auth",
  REDIS_CA_FILE: "redis.tls",
};

function requiredIsGiven(draft: Draft, service: string): SettingProblem[] {
  const given = ["env", "secrets"].map((block) => `${service}.${block}`);
  return draft.list(`${service}.requires`).flatMap((name, index): SettingProblem[] => {
    if (typeof name !== "string" || given.some((block) => draft.at(`${block}.${name}`) !== undefined)) return [];
    const path = `${service}.requires.${index}`;
    if (WRITTEN_BY_CLOUD_RUN.test(name)) return [{ path, message: IS_SET }];
    if (Object.hasOwn(GIVEN_WITH_REDIS, name)) return givenWithRedis(draft, service, path, GIVEN_WITH_REDIS[name]);
    // What is no block of variables is refused as that, and nobody knows what it would hold.
    if (given.some((block) => draft.at(block) !== undefined && !isRecord(draft.at(block)))) return [];
    const message = `must be a variable that the service is given - write it into ${given.join(" or ")}, or remove it`;
    return [{ path, message }];
  });
}

function givenWithRedis(draft: Draft, service: string, path: string, setting: string | undefined): SettingProblem[] {
  const off = [`${service}.redis`, ...(setting === undefined ? [] : [setting])].find((one) => draft.at(one) === false);
  return off === undefined ? [] : [{ path, message: `must be left out where ${off} is false - nothing gives it` }];
}

function revisionIsItsOwn(draft: Draft, service: string): SettingProblem[] {
  const path = `${service}.traffic.revision`;
  const [revision, name] = [draft.text(path), draft.text(`${service}.name`)];
  if (revision === undefined || name === undefined || revision.startsWith(`${name}-`)) return [];
  const message = `must be a revision of ${service}.name - its name begins with "${name.slice(0, REVISION_NAME_LONGEST)}-"`;
  return REVISION_NAME.test(revision) ? [{ path, message }] : [];
}

function pinEnds(draft: Draft, path: string, today: string): SettingProblem[] {
  const until = draft.text(path);
  if (until === undefined || !isDay(until) || daysBetween(today, until) <= LONGEST_PIN_DAYS) return [];
  const message = `must be within ${LONGEST_PIN_DAYS} days of today - a pinned service takes no release: say an earlier day, and a later one then`;
  return [{ path, message }];
}

/** Where each host name is said, over the services of one environment. */
export function domainsOf(draft: Draft): { path: string; name: string }[] {
  return draft.entries("services").flatMap(([key]) => {
    const list = `services.${key}.domains`;
    return draft
      .list(list)
      .flatMap((name, index) => (typeof name === "string" ? [{ path: `${list}.${index}`, name }] : []));
  });
}

export const LEADS_TO_ONE = "a host name leads to one service";

/** Within one environment; those of others are compared where all of them are read. */
export function domainsDiffer(draft: Draft): SettingProblem[] {
  const all = domainsOf(draft);
  return all.flatMap(({ path, name }, index) => {
    const twin = all.slice(0, index).find((earlier) => earlier.name === name);
    return twin ? [{ path, message: `must differ from ${twin.path} - ${LEADS_TO_ONE}` }] : [];
  });
}
