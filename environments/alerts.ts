import * as z from "zod";
import { OBJECTIVE } from "../facts/metrics/limits";
import { SEVERITIES } from "../watch/alert";
import { ALERTS } from "../watch/subjects";
import { SHARE } from "../watch/subjects/subject";
import type { Slos } from "../watch/things";
import { type Draft, isRecord, type SettingProblem } from "./draft";
import { matching, oneOf, reason } from "./fields";

/** Below it, the whole budget goes more slowly than the fast alert on it asks for: 1 / (1 - 0.94) is above 14.4. */
const LOWEST_GOAL = 0.94;

/** Slack's tokens (xoxb-…) and PagerDuty's keys (32 hexadecimal digits) could be names: whoever writes one means the value. */
const secret = matching(
  /^(?!xox[a-z]-|[0-9a-fA-F]{32}$)[A-Za-z0-9_-]{1,255}$/,
  "must be the name of a secret in Secret Manager - not its value",
);
const from = oneOf(SEVERITIES).default("WARNING");
/** Printable, and without a name and password before the host: it is read in the state and in each notification. */
const https = (message: string) => matching(/^https:\/\/(?![^/?#]*@)[!#&(-z|~]{0,999}[!#&(-.0-z|~]$/, message);
/** A section is linked behind it: nothing of it may be a query or a section itself. */
const page = (message: string) => https(message).regex(/^[^?#]*$/, message);

const channel = z.discriminatedUnion(
  "type",
  [
    z.strictObject({
      type: z.literal("email"),
      address: matching(/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/, 'must be an address - such as "platform@example.com"'),
      from,
    }),
    z.strictObject({
      type: z.literal("slack"),
      channel: matching(/^#[\w-]{1,79}$/, 'must be a channel with its # - such as "#staging"'),
      tokenSecret: secret,
      from,
    }),
    z.strictObject({ type: z.literal("pagerduty"), keySecret: secret, from }),
    z.strictObject({
      type: z.literal("webhook"),
      url: https('must be an address with https - such as "https://hooks.example.com/alerts"'),
      // The colon is where the password begins.
      user: matching(/^[\w.@+-]{1,100}$/, "must be the name of a user - the password is in a secret"),
      passwordSecret: secret,
      from,
    }),
  ],
  { error: () => "must be one of email, slack, pagerduty, webhook - pick one" },
);

const channels = z
  .record(
    matching(
      /^(?=.{1,40}$)[a-z](-?[a-z0-9])*$/,
      'must be the key of a channel - such as "team": up to 40 lower-case letters, digits and single hyphens',
    ),
    channel,
  )
  .refine(
    (all) => Object.keys(all).length > 0,
    "must be one channel or more - or say alerts.nobody instead, with a reason",
  );

/** What each alert that has a threshold lets a file set. */
const thresholds = z.strictObject(
  Object.fromEntries(
    ALERTS.flatMap(({ id, threshold }) => {
      if (!threshold) return [];
      const { least, most, unit, default: usual } = threshold;
      const wayOut = most === SHARE.most ? "a share: 80 % is written 0.8" : `${usual} where it is left out`;
      const message = `must be from ${least} to ${most}, ${unit} - ${wayOut}`;
      return [[id, z.number(message).min(least, message).max(most, message).optional()]];
    }),
  ),
);

/** An alert that is switched off is one that somebody has thought about. */
const off = z.strictObject(Object.fromEntries(ALERTS.map(({ id }) => [id, reason.optional()])));

const GOAL = `must be a share of at least ${LOWEST_GOAL} and at most ${OBJECTIVE.goalMost} - 99 % is written 0.99, and nothing keeps 100 %`;
const goal = z.number(GOAL).min(LOWEST_GOAL, GOAL).max(OBJECTIVE.goalMost, GOAL);

const ofService = z.strictObject({
  /** Requests that are not answered with 5xx. */
  availability: goal.optional(),
  /** Requests that are answered within two seconds. */
  within2s: goal.optional(),
  /** WebSockets that are not closed with 1011. */
  websockets: goal.optional(),
});

// By the key of a service, and one of none: TypeScript cannot say it of what zod makes.
const slos = z.object({ redisReachable: goal.optional() }).catchall(ofService) as unknown as z.ZodType<Slos, Slos>;

/** Who is told what, and where docs/runbooks is read by whoever is. */
export const alerts = z.strictObject({
  channels: channels.optional(),
  /** Instead of channels: why nobody is told. */
  nobody: reason.optional(),
  runbooks: page(
    'must be where docs/runbooks is read, with https and no / at the end - such as "https://github.com/OWNER/NAME/blob/main/docs/runbooks"',
  ),
  thresholds: thresholds.optional(),
  off: off.optional(),
  slos: slos.optional(),
});

/** What must hold between these settings, and with the others. */
export function problemsOfAlerts(draft: Draft): SettingProblem[] {
  if (!isRecord(draft.at("alerts"))) return [];
  return [...somebodyIsTold(draft), ...onOrOff(draft), ...objectivesOfThings(draft)];
}

function somebodyIsTold(draft: Draft): SettingProblem[] {
  const [channels, nobody] = ["channels", "nobody"].map((key) => draft.at(`alerts.${key}`) !== undefined);
  if (channels !== nobody) return channels ? somebodyIsToldAll(draft) : [];
  return channels
    ? [{ path: "alerts.nobody", message: "must be left out beside alerts.channels - remove one of the two" }]
    : [{ path: "alerts.channels", message: "is missing - name who is told, or say alerts.nobody with a reason" }];
}

/** A warning that no channel is told of is one that nobody hears. */
function somebodyIsToldAll(draft: Draft): SettingProblem[] {
  const paths = draft.entries("alerts.channels").map(([key]) => `alerts.channels.${key}.from`);
  const [first] = paths;
  if (first === undefined || paths.some((path) => (draft.at(path) ?? "WARNING") === "WARNING")) return [];
  return [{ path: first, message: "must be WARNING for one channel or more - leave it out, or add a channel" }];
}

function onOrOff(draft: Draft): SettingProblem[] {
  return draft.entries("alerts.thresholds").flatMap(([id]) => {
    if (!ALERTS.some((alert) => alert.id === id) || draft.at(`alerts.off.${id}`) === undefined) return [];
    const message = `must be left out where alerts.off.${id} is said - remove one of the two`;
    return [{ path: `alerts.thresholds.${id}`, message }];
  });
}

function objectivesOfThings(draft: Draft): SettingProblem[] {
  const services = draft.at("services");
  const keys = Object.keys(isRecord(services) ? services : {});
  return draft.entries("alerts.slos").flatMap(([key]): SettingProblem[] => {
    const path = `alerts.slos.${key}`;
    if (key === "redisReachable") {
      const message =
        "must go with watch - without a schedule the probes run once a night, and no share can be made of that";
      return draft.at("watch") === undefined ? [{ path, message }] : [];
    }
    if (key === "redis" && draft.at("alerts.slos.redisReachable") !== undefined) {
      const message =
        "must be left out beside alerts.slos.redisReachable, whose objective has this name - give the service another key";
      return [{ path, message }];
    }
    if (!isRecord(services)) return [];
    if (!keys.includes(key)) return [{ path, message: `must be of a service - one of ${keys.join(", ")}` }];
    const isOfNone =
      draft.at(`${path}.websockets`) !== undefined && isRecord(services[key]) && services[key].websockets !== true;
    const message = `must be left out where services.${key}.websockets is not true - remove one of the two`;
    return isOfNone ? [{ path: `${path}.websockets`, message }] : [];
  });
}
