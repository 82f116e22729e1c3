/** What no table says. The lines are those of the page. */
export const HEAD = `# What is watched

An environment tells somebody when its services cannot reach Redis, and before. [watch/subjects](../watch/subjects/index.ts)
lists what is watched and why; policies, charts, settings, the runbooks ([staging](runbooks/staging/alerts.md), [production](runbooks/production/alerts.md)) and the tables below are made of
it. This page is written by \`npm run alerts\`.

## Who is told

\`alerts\` of an environment's file says it, and is required: an environment that nobody listens to says so with a reason.

\`\`\`ts
alerts: {
  channels: {
    team: { type: "email", address: "platform@example.org" },
    chat: { type: "slack", channel: "#staging", tokenSecret: "slack-token" },
    pager: { type: "pagerduty", keySecret: "pagerduty-key", from: "CRITICAL" },
  },
  runbooks: "https://github.com/OWNER/NAME/blob/main/docs/runbooks",
  thresholds: { "redis-memory": 0.85 },
  off: { "connector-cpu": "the load test of this week keeps it busy, on purpose" },
  slos: { backend: { availability: 0.99 } },
},
\`\`\`

- A channel hears what is at least \`from\`: WARNING, where it is left out. What opens a channel is read from
  Secret Manager at the deploy: make the secret before, and read [what that opens](security.md#what-opens-a-channel-of-alerts).
- A threshold that is left out is the one of the table. A share is written 0.8.
- What is off has no policy and no chart. Good reasons: a load test, an alert whose cause is accepted until a date. A page
  that comes at night for nothing is a reason to raise its threshold, or to report it, and not to switch it off.
- A service that is added is watched by what is there: it is in the filters of the next deploy.

Each filter is judged when the stack is synthesized: a metric, label or name that does not exist fails there, for in Google's
cloud it would be green for ever.

## Alerts
`;

export const DELAYS = `## What is told when

The policies that ship are replayed over [stories](../corpus/stories/index.ts): time series and log lines of the incident, and of
what may happen next. The numbers are minutes after something broke. A test fails where a page comes later than five, where a
story tells anything else than it should, and where the quiet fortnight tells anything.

They are the policies' part. Google adds its own: a point of Redis is shown up to four minutes after it was measured
([list of metrics](https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-redis)), a count of log lines is usually there
within a minute, and [may take ten](https://cloud.google.com/logging/docs/logs-based-metrics/troubleshooting).
`;

export const UNSEEN = `## What it cannot see

- **Before the first data.** What has never written a point is not missed: a service that has never started is not silent, and
  the nightly drift is not missed before its first night.
- **Few requests.** Fewer than twenty in five minutes say nothing of a share: at night it is the check from outside that
  notices, and a service that scales to zero has none.
- **Objectives are slow.** The fast one looks at an hour: an outage of everything opens it after some minutes, half of the
  answers later. That is what it is for; the pages on Redis do not wait for it.
- **Firewall logs.** Google does not say whether what a connector's packets meet is written into this project's log. Where it is
  not, \`firewall-denied\` stays silent; the other alerts do not need it.
- **Texts.** The alerts on logs count lines with the words of today's app. Who changes these words changes
  [watch/subjects/logs.ts](../watch/subjects/logs.ts) with them.
- **What Google buckets.** A percentile of Google's is that of a bucket; the replay's is exact, so near a threshold the two may
  differ by the width of a bucket.
- **Monitoring itself.** When Google's monitoring is down nobody is told anything. The nightly drift runs on GitHub, and its
  failure is an issue there.
`;
