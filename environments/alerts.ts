import * as z from "zod";
import { SEVERITIES } from "../watch/alert";
import { ALERTS } from "../watch/subjects";
import { type Draft, isRecord, type SettingProblem } from "./draft";
import { matching, oneOf, plainText, reason } from "./fields";

/** Nothing that Monitoring takes: https://docs.cloud.google.com/monitoring/api/ref_v3/rest/v3/services.serviceLevelObjectives. */
const HIGHEST_GOAL = 0.999;

const secret = matching(/^[A-Za-z0-9_-]{1,255}$/, "must be the name of a secret in Secret Manager - not its value");
const from = oneOf(SEVERITIES).default("WARNING");
const https = (message: string) => matching(/^https:\/\/[^\s"'$%{}]+[^\s"'$%{}/]$/, message);

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
      user: plainText("must be the name of a user - the password is in a secret").min(1, "must be the name of a user - the password is in a secret"),
      passwordSecret: secret,
      from,
    }),
  ],
  { error: () => "must be one of email, slack, pagerduty, webhook - pick one" },
);
