import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import { attributesOf } from "../../facts/provider";
import { checkConfiguration } from "../../scripts/ci/check-configuration";
import { DATA, refusedIn } from "../../scripts/ci/configuration/expressions";
import { refusals } from "../../scripts/ci/configuration/refusals";
import { temporaryFolder } from "../support/folder";
import { read, stagingInput, synthesizeEnvironment } from "../support/synth";
import { LOCK, main } from "./attack-stage";
import { root, text } from "./scripts-in";

const folder = temporaryFolder();

const stacks = [
  ...readEnvironments(written),
  ...[true, false].map((tls) => read(stagingInput((input) => Object.assign(input.redis, { tls })))),
  read(
    stagingInput((input) => {
      input.privateNetwork = false;
    }),
  ),
  read(
    stagingInput((input) => {
      input.alerts.channels = {
        chat: { type: "slack", channel: "#staging", tokenSecret: "slack-token" },
        pager: { type: "pagerduty", keySecret: "pagerduty-key" },
        hook: { type: "webhook", url: "https://hooks.example.com/x", user: "lineup", passwordSecret: "hook-password" },
      };
    }),
  ),
].map((environment) => synthesizeEnvironment(environment));

test("what this app writes passes, in every environment and with every kind of network and Redis", () => {
  for (const stack of stacks) expect(refusals(stack, stack)).toEqual([]);
});

describe("what opens a channel of alerts", () => {
  const token = `\${data.google_secret_manager_secret_version_access.chat_secret.secret_data}`;
  const told = (secret: string, ...more: object[]) => ({
    ...main,
    data: { google_secret_manager_secret_version_access: { chat_secret: { secret } } },
    resource: {
      ...main.resource,
      google_monitoring_notification_channel: {
        chat: Object.assign({ type: "slack", sensitive_labels: { auth_token: token } }, ...more),
      },
    },
  });

  test("is read of the secret that main reads, and goes into the channel as it is", () => {
    expect(refusals(told("slack-token"), told("slack-token"))).toEqual([]);
  });

  test("is not read of a secret that main does not read", () => {
    const refused =
      "data.google_secret_manager_secret_version_access.chat_secret reads a secret that main does not: merge it first, and start Deploy by hand";
    expect(refusals(told("payments-key"), told("slack-token"))).toEqual([refused]);
    expect(refusals(told("slack-token"), main)).toEqual([refused]);
  });

  test.each<[string, object]>([
    ["in what is printed of a channel", { labels: { channel_name: token } }],
    ["as a part of another text", { sensitive_labels: { auth_token: `x-${token}` } }],
    [
      "through a function, whose error would quote it",
      { sensitive_labels: { auth_token: `\${tonumber(${token.slice(2, -1)})}` } },
    ],
    ["as a whole", { sensitive_labels: { auth_token: token.replace(".secret_data", "") } }],
  ])("goes nowhere else: %s", (_, more) => {
    expect(refusals(told("slack-token", more), told("slack-token"))).toEqual([
      expect.stringContaining("google_monitoring_notification_channel.chat"),
    ]);
  });

  test("goes into no output and no other resource", () => {
    const stack = { ...told("slack-token"), output: { stolen: { value: token } } };
    expect(refusals(stack, told("slack-token"))).toEqual([
      expect.stringContaining("output.stolen.value refers to data"),
    ]);
  });
});

test("what is there already can be taken over, where nothing that is read of it is a secret, and what main takes over", () => {
  const project = "projects/netra-staging";
  const blocks: [string, string][] = [
    ["google_compute_network.network", `${project}/global/networks/staging-vpc`],
    ["google_compute_subnetwork.network_subnet", `${project}/regions/us-central1/subnetworks/staging-subnet`],
    ["google_compute_firewall.firewall_redis", `${project}/global/firewalls/allow-vpc-connector-to-redis`],
    ["google_compute_router.nat_router", `${project}/regions/us-central1/routers/staging-nat-router`],
    ["google_compute_router_nat.nat_gateway", "netra-staging/us-central1/staging-nat-router/staging-nat-gateway"],
    ["google_compute_global_address.private_services_range", `${project}/global/addresses/staging-private-ip`],
    [
      "google_service_networking_connection.private_services_connection",
      `${project}/global/networks/staging-vpc:servicenetworking.googleapis.com`,
    ],
    ["google_vpc_access_connector.connector", `${project}/locations/us-central1/connectors/staging-connector`],
    ["google_redis_instance.cache", `${project}/locations/us-central1/instances/staging-redis`],
    ["google_cloud_run_v2_service.backend_service", `${project}/locations/us-central1/services/netra-backend-staging`],
    ["google_project_service.apis_redis", "netra-staging/redis.googleapis.com"],
    ["google_secret_manager_secret.cache_auth", `${project}/secrets/staging-redis-auth`],
    [
      "google_secret_manager_secret_iam_member.auth_service_reads_redis_auth",
      `${project}/secrets/staging-redis-auth roles/secretmanager.secretAccessor serviceAccount:a@netra-staging.iam.gserviceaccount.com`,
    ],
  ];
  const adopted = { ...main, import: blocks.map(([to, id]) => ({ to, id })) };
  expect(refusals(adopted, main)).toEqual([]);
  const service = {
    to: "google_cloud_run_v2_job.a",
    id: `${project}/locations/us-central1/jobs/a`,
  };
  const [all, one] = [
    { ...main, import: [service] },
    { ...main, import: service },
  ];
  expect(refusals(all, all)).toEqual([]);
  expect(refusals(one, all)).toEqual([]);
  expect(refusals(all, { ...main, import: { ...service, id: `${service.id}b` } })).toHaveLength(1);
});

test("what the constructs of an environment read may be read, and nothing else", () => {
  const read = readdirSync(join(root, "constructs")).flatMap((file) =>
    file.endsWith(".ts")
      ? [...text(`constructs/${file}`).matchAll(/lib\/data-(google-[a-z-]+)"/g)].map(([, name]) => name)
      : [],
  );
  expect(read.map((name) => name?.replaceAll("-", "_")).sort()).toEqual([...DATA].sort());
});

test("what is planned is written anew: what was checked, where it comes from, and main's lock file", () => {
  const [from, to] = [join(folder, "from"), join(folder, "to")];
  mkdirSync(from);
  // The same, with other spaces and an escape that means the same.
  writeFileSync(join(from, "cdk.tf.json"), JSON.stringify(main, null, 7).replace("google_redis", "\\u0067oogle_redis"));
  writeFileSync(join(from, "sources.json"), '{ "google_redis_instance.cache": "environments/staging.ts:1" }');
  writeFileSync(join(from, "settings.json"), "not even read");
  expect(() => checkConfiguration(["staging", from, from, to])).not.toThrow();
  expect(readdirSync(to).sort()).toEqual([".terraform.lock.hcl", "cdk.tf.json", "sources.json"]);
  expect(readFileSync(join(to, "cdk.tf.json"), "utf8")).toBe(JSON.stringify(main, null, 2));
  expect(readFileSync(join(to, ".terraform.lock.hcl"), "utf8")).toBe(LOCK);
  expect(() => checkConfiguration(["staging", from, from, to])).toThrow("is there already");
});

test("no type that may be planned takes the name of a file to read", () => {
  const types = Object.keys(require("../../facts/google-6.50.0.json").resources);
  const isFile = (type: string) =>
    ["source", "filename", "file", "path"].some((name) => attributesOf(type)?.[name]?.type === "String");
  const readers = types.filter(isFile);
  expect(readers).toEqual([]);
});

test.each([
  "plain text, $5, 100 %, $${not} %%{a} template",
  `\${google_redis_instance.cache.host}`,
  `serviceAccount:\${google_service_account.own.email}`,
  `\${google_cloud_run_v2_service.own.template[0].containers[0].image}`,
  `\${join("\\n", google_redis_instance.cache.server_ca_certs[*].cert)}`,
  `\${google_redis_instance.cache.port == 6378 ? "rediss" : "redis"}`,
])("%j may be said", (said) => {
  expect(refusedIn(said, "output.own.value")).toEqual([]);
});
