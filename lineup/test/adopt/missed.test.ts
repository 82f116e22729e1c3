import { exists, foretold, NETWORK, PROJECT, rowAt, written } from "./foretelling";

const LIVE_NETWORK = [
  "google_compute_network",
  "acme-vpc",
  {
    auto_create_subnetworks: false,
    routing_mode: "REGIONAL",
    network_firewall_policy_enforcement_order: "AFTER_CLASSIC_FIREWALL",
    bgp_best_path_selection_mode: "LEGACY",
  },
];
const FIREWALL = { name: "acme-in", network: `\${google_compute_network.net.id}`, allow: [{ protocol: "tcp" }] };
const LIVE_FIREWALL = [
  "google_compute_firewall",
  "acme-in",
  { network: `projects/${PROJECT}/global/networks/acme-vpc`, allow: [{ protocol: "tcp", ports: [] }], priority: 1000 },
];
const net = "google_compute_network.net";

test("what is not there will be created", async () => {
  const report = await foretold(written({ google_compute_network: { net: NETWORK } }), exists([]));
  expect(report).toMatchObject({ verdict: "ready", rows: [{ outcome: "create", why: [] }] });
});

test.each([
  ["google_monitoring_alert_policy", { display_name: "p" }, "a new one is made beside them"],
  ["google_logging_metric", { name: "m", filter: "severity>=ERROR" }, "the apply says so, and makes none"],
])(
  "what watches is not looked for, will be created, and keeps nothing from being taken over: %s",
  async (type, values, why) => {
    const report = await foretold(written({ [type]: { one: values } }), exists([]));
    expect(report.verdict).toBe("ready");
    expect(rowAt(report, `${type}.one`)).toMatchObject({ outcome: "create", why: [expect.stringContaining(why)] });
  },
);

test.each([
  ["by itself", { net: { ...NETWORK, project: "other-host" } }],
  ["as the path of a project", { net: { ...NETWORK, project: "projects/other-host" } }],
  ["by its provider", { net: { ...NETWORK, provider: "google.host" } }],
])("of a project that was not read, said %s, nobody knows what exists", async (_, resource) => {
  const provider = {
    google: [
      { project: PROJECT, region: "us-central1" },
      { alias: "host", project: "other-host" },
    ],
  };
  const report = await foretold(written({ google_compute_network: resource }, { provider }), exists([LIVE_NETWORK]));
  expect(report.verdict).toBe("unknown");
  expect(rowAt(report, net)).toMatchObject({
    outcome: "unknown",
    why: [`it is of the project other-host, and what exists was read of ${PROJECT}`],
  });
});

test("what of a host project was read is compared", async () => {
  const [type, name, values] = LIVE_NETWORK as [string, string, object];
  const host = [type, name, { ...values, project: "other-host" }];
  const resource = { net: { ...NETWORK, project: "other-host" } };
  const report = await foretold(written({ google_compute_network: resource }), exists([host]));
  expect(rowAt(report, net).outcome).toBe("no change");
});

test("what uses a thing that could not be read cannot be told, and is neither replaced nor refused", async () => {
  const unread = [{ what: "networks", why: "denied", types: ["google_compute_network"] }];
  const stack = written({ google_compute_network: { net: NETWORK }, google_compute_firewall: { in: FIREWALL } });
  const report = await foretold(stack, exists([LIVE_FIREWALL], { unread }));
  expect(rowAt(report, net)).toMatchObject({ outcome: "unknown", why: ["networks could not be read: denied"] });
  expect(rowAt(report, "google_compute_firewall.in")).toMatchObject({ outcome: "unknown" });
  expect(report.verdict).toBe("unknown");
});

test.each([[null], [5], [["acme-vpc"]], [""]])(
  "a thing whose name is %j may be the one that is missed",
  async (name) => {
    const nameless = ["google_compute_network", "x", { name }];
    const report = await foretold(written({ google_compute_network: { net: NETWORK } }), exists([nameless]));
    expect(rowAt(report, net)).toMatchObject({
      outcome: "unknown",
      why: ["of a google_compute_network that exists it is not known by which id it is imported"],
    });
  },
);

test("one thing under two addresses is taken over by neither", async () => {
  const twins = { net: NETWORK, twin: { ...NETWORK, name: `\${lower("ACME-VPC")}` } };
  const report = await foretold(written({ google_compute_network: twins }), exists([LIVE_NETWORK]));
  expect(report.verdict).toBe("unknown");
  expect(report.rows.map(({ outcome, why }) => [outcome, ...why])).toEqual([
    ["unknown", "google_compute_network.twin is the same thing: it can be taken over by one of the two"],
    ["unknown", "google_compute_network.net is the same thing: it can be taken over by one of the two"],
  ]);
});

test("a module that cannot be read has no rows, and nothing is ready", async () => {
  const module = { gone: { source: "acme/network/google", network_name: "acme-vpc" } };
  const report = await foretold(
    written({ google_compute_network: { net: NETWORK } }, { module }),
    exists([LIVE_NETWORK]),
  );
  expect(rowAt(report, net).outcome).toBe("no change");
  expect(report).toMatchObject({ verdict: "unknown", unread: [expect.stringContaining("module.gone")] });
});
