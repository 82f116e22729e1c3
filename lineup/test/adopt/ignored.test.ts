import { exists, foretold, PROJECT, rowAt, written } from "./foretelling";

const REPLICATED = [{ auto: [{ customer_managed_encryption: [] }], user_managed: [] }];
const LIVE_SECRET = ["google_secret_manager_secret", "acme-auth", { secret_id: "acme-auth", replication: REPLICATED }];
const secret = "google_secret_manager_secret.auth";

const labelled = (said: object, provider: object = {}) =>
  foretold(
    written(
      { google_secret_manager_secret: { auth: { secret_id: "acme-auth", replication: { auto: {} }, ...said } } },
      { provider: { google: [{ project: PROJECT, region: "us-central1", ...provider }] } },
    ),
    exists([LIVE_SECRET]),
  );

const GIVEN = { default_labels: { team: "acme" } };

test.each<[string, object, object, string, string[]]>([
  ["no labels change nothing", {}, {}, "no change", []],
  ["labels of the provider are labels", {}, GIVEN, "labels only", ["labels.team"]],
  [
    "labels of the provider are not among those that a resource ignores",
    { labels: { own: "1" }, lifecycle: { ignore_changes: ["labels"] } },
    GIVEN,
    "labels only",
    ["labels.team"],
  ],
  ["labels that nobody evaluates are open", {}, { default_labels: `\${var.labels}` }, "unknown", ["labels"]],
  ["labels that are ignored", { labels: { own: "1" }, lifecycle: { ignore_changes: ["labels"] } }, {}, "no change", []],
  [
    "one label that is ignored says nothing of the others",
    { labels: { own: "1", other: "2" }, lifecycle: { ignore_changes: ['labels["own"]'] } },
    {},
    "unknown",
    ["labels.other", "labels.own"],
  ],
])("%s", async (_, said, provider, outcome, changed) => {
  const row = rowAt(await labelled(said, provider), secret);
  expect(row.outcome).toBe(outcome);
  expect(row.changes.map(({ attribute }) => attribute).sort()).toEqual(changed);
});

const rule = (allow: string[], ignored: string) =>
  foretold(
    written({
      google_compute_firewall: {
        in: {
          name: "acme-in",
          network: `projects/${PROJECT}/global/networks/acme-vpc`,
          direction: "INGRESS",
          source_ranges: ["10.0.0.0/24"],
          deny: allow.map((protocol) => ({ protocol })),
          lifecycle: { ignore_changes: [ignored] },
        },
      },
    }),
    exists([
      [
        "google_compute_firewall",
        "acme-in",
        {
          network: `projects/${PROJECT}/global/networks/acme-vpc`,
          direction: "INGRESS",
          source_ranges: ["10.0.0.0/24"],
          priority: 1000,
          deny: [{ protocol: "tcp", ports: [] }],
        },
      ],
    ]),
  );

test("the first of several blocks that is ignored says nothing of the others", async () => {
  expect(rowAt(await rule(["udp", "icmp"], "deny[0].protocol"), "google_compute_firewall.in").outcome).not.toBe(
    "no change",
  );
});
