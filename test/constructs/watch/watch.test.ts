import { wrongWatching } from "../../../watch/check";
import { SUBJECTS } from "../../../watch/subjects";
import { CHANNELS, type Edits, edited } from "../../support/environment-problems";
import { read, type StackJson, stagingInput, synthesizeEnvironment } from "../../support/synth";
import { every } from "../workbench";

const POLICY = "google_monitoring_alert_policy";
const shipped = (edits: Edits = {}) => synthesizeEnvironment(read(edited(stagingInput(), edits)));
const policiesOf = (json: StackJson): Record<string, StackJson> => json.resource[POLICY];
/** Without `watch_` before it, and as its id has it. */
const idsOf = (json: StackJson) =>
  Object.keys(policiesOf(json))
    .map((name) => name.replace(/^watch_/, "").replaceAll("_", "-"))
    .sort();
const policy = (json: StackJson, id: string): StackJson => policiesOf(json)[`watch_${id.replaceAll("-", "_")}`] ?? {};
const conditionsOf = (json: StackJson, id: string): StackJson[] =>
  (policy(json, id).conditions ?? []).map((one: StackJson) => one.condition_threshold ?? one.condition_absent);
const filtersIn = (json: StackJson): string[] => {
  const filters = every(json, POLICY).flatMap(({ conditions }) =>
    conditions.flatMap(({ condition_threshold: over, condition_absent: none }: StackJson) => [
      (over ?? none).filter,
      ...(over?.denominator_filter ? [over.denominator_filter] : []),
    ]),
  );
  return filters as string[];
};

const staging = shipped();
const HA = { "redis.tier": "STANDARD_HA" };
const TLS = { "redis.tls": true };
const SCHEDULE = { watch: { everyMinutes: 10 } };

/** What staging has that every environment has. */
const ALWAYS = [
  "connector-cpu",
  "connector-full",
  "connector-one-way",
  "connector-throughput",
  "drift-silent",
  "firewall-denied",
  "log-failed-start",
  "log-redis-auth",
  "log-redis-timeout",
  "probe-silent",
  "redis-connections",
  "redis-cpu",
  "redis-memory",
  "redis-probe-failed",
  "redis-refused",
  "redis-silent",
  "redis-system-memory",
  "service-errors-auth",
  "service-errors-backend",
  "service-errors-frontend",
  "service-instances",
  "service-probe-failed",
  "service-startup",
];
const OF_BACKEND = ["availability", "latency", "websockets"].flatMap((kind) => [
  `slo-${kind}-fast-backend`,
  `slo-${kind}-slow-backend`,
]);

describe("what is watched", () => {
  test("is what staging has", () => {
    expect(idsOf(staging)).toEqual([...ALWAYS, ...OF_BACKEND, "uptime"].sort());
  });

  test.each<[string, Edits, string[]]>([
    ["a replica", HA, ["redis-failover", "redis-lag"]],
    ["TLS", TLS, ["redis-ca"]],
    [
      "an objective of the probes",
      { ...SCHEDULE, "alerts.slos.redisReachable": 0.99 },
      ["slo-redis-fast-redis", "slo-redis-slow-redis"],
    ],
    [
      "an objective of another service",
      { "alerts.slos.auth": { within2s: 0.95 } },
      ["slo-latency-fast-auth", "slo-latency-slow-auth"],
    ],
  ])("with %s there is more of it", (_, edits, more) => {
    expect(idsOf(shipped(edits))).toEqual([...idsOf(staging), ...more].sort());
  });

  test.each<[string, Edits, string[]]>([
    ["a network of its own", { privateNetwork: false }, ["firewall-denied"]],
    ["objectives", { "alerts.slos": undefined }, OF_BACKEND],
    [
      "a public service that runs all the time",
      Object.fromEntries(["backend", "auth"].map((key) => [`services.${key}.instances.min`, 0])),
      ["uptime"],
    ],
    ["what is switched off", { "alerts.off": { "redis-cpu": "It is always so at night" } }, ["redis-cpu"]],
  ])("without %s there is less", (_, edits, less) => {
    expect(idsOf(shipped(edits))).toEqual(idsOf(staging).filter((id) => !less.includes(id)));
  });

  test("why an alert is off stands in the file only", () => {
    expect(JSON.stringify(shipped({ "alerts.off": { "redis-cpu": "It is always so at night" } }))).not.toContain(
      "always so at night",
    );
  });
});

describe("a service that is added", () => {
  const { backend } = stagingInput().services;
  const worker = { ...backend, name: "netra-worker-staging", domains: [] };
  const json = shipped({ "services.worker": worker });
  const WORKER = `$\{google_cloud_run_v2_service.worker_service.name}`;

  test("is in every filter over services, without a line of code", () => {
    const overServices = filtersIn(json).filter((filter) => filter.includes("auth_service.name"));
    expect(overServices.length).toBeGreaterThan(5);
    // One limit for each condition: where auth has another one than the new service, backend has the same.
    const alone = overServices.filter((filter) => !filter.includes(WORKER));
    expect(alone.filter((filter) => filter.includes("backend_service.name"))).toEqual([]);
    expect(conditionsOf(json, "service-instances").filter(({ filter }) => filter.includes(WORKER))).toHaveLength(1);
    expect(conditionsOf(json, "service-startup").filter(({ filter }) => filter.includes(WORKER))).toHaveLength(1);
  });

  test("has its lines counted, its probe watched, and is asked from outside", () => {
    const counted = every(json, "google_logging_metric").filter(({ filter }) =>
      filter.includes("backend_service.name"),
    );
    expect(counted.filter(({ name, filter }) => !filter.includes(WORKER) && name !== "websocket-closed-1011")).toEqual(
      [],
    );
    expect(conditionsOf(json, "redis-probe-failed")[0]?.filter).toContain("worker_service_probe.name");
    expect(json.resource.google_monitoring_uptime_check_config.watch_uptime_worker.http_check.path).toBe(
      "/health/ready",
    );
    expect(conditionsOf(json, "uptime")[0]?.filter).toContain("watch_uptime_worker.uptime_check_id");
  });

  test("without Redis has no probe that could be watched", () => {
    const { egress: _, ...others } = { ...worker, egress: undefined, requires: [] };
    const outside = shipped({ "services.worker": { ...others, redis: false } });
    expect(JSON.stringify(policiesOf(outside))).not.toContain("worker_service_probe");
    expect(conditionsOf(outside, "service-errors-worker")[0]?.filter).toContain(WORKER);
  });
});

test("with more limits than a policy takes conditions, the nearest share the lower one, and no service is left out", () => {
  const { frontend } = stagingInput().services;
  const more = Object.fromEntries(
    [2, 3, 6, 7, 20, 40].map((max, place) => [
      `services.more${place}`,
      { ...frontend, domains: [], name: `netra-more-${place}`, instances: { min: 0, max } },
    ]),
  );
  const conditions = conditionsOf(shipped(more), "service-instances");
  expect(conditions.map(({ threshold_value }) => threshold_value + 1)).toEqual([2, 3, 5, 10, 20, 40]);
  const named = conditions.flatMap(({ filter }) => filter.match(/google_cloud_run_v2_service\.\w+/g));
  expect(new Set(named).size).toBe(9);
  expect(named).toHaveLength(9);
});

describe("thresholds", () => {
  test("are what the file says, and the default where it is silent", () => {
    expect(conditionsOf(staging, "redis-memory")[0]?.threshold_value).toBe(0.8);
    expect(conditionsOf(shipped({ "alerts.thresholds": { "redis-memory": 0.5 } }), "redis-memory")[0]).toMatchObject({
      comparison: "COMPARISON_GT",
      threshold_value: 0.5,
    });
  });

  test("of clients and of bytes follow from Redis and from the connector", () => {
    expect(conditionsOf(staging, "redis-connections")[0]?.threshold_value).toBe(0.8 * 65_000);
    const old = shipped({ ...TLS, "redis.version": "REDIS_6_X" });
    expect(conditionsOf(old, "redis-connections")[0]?.threshold_value).toBe(0.8 * 1000);
    const grown = shipped({ "connector.instances.max": 10, "connector.machineType": "e2-standard-4" });
    expect(conditionsOf(grown, "connector-throughput").map(({ threshold_value }) => threshold_value)).toEqual([
      0.8 * 2e9,
      0.8 * 2e9,
    ]);
    expect(conditionsOf(grown, "connector-full")[0]?.threshold_value).toBe(9);
  });

  test("of the start-up follow from how long the startup probe waits", () => {
    expect(conditionsOf(staging, "service-startup").map(({ threshold_value }) => threshold_value)).toEqual([
      45_000, 90_000,
    ]);
  });

  test("of the days that a CA has left stand where the lines are counted", () => {
    const json = shipped({ ...TLS, "alerts.thresholds": { "redis-ca": 90 } });
    expect(json.resource.google_logging_metric.watch_count_redis_ca_expires.filter).toContain(
      "jsonPayload.certificate.caDaysLeft<90",
    );
  });
});

describe("who is told", () => {
  test("is whoever hears what is so severe", () => {
    const json = shipped({ "alerts.channels": CHANNELS });
    const told = (id: string) =>
      policy(json, id).notification_channels.map((one: string) => /watch_channel_(\w+)\./.exec(one)?.[1]);
    expect(told("redis-cpu")).toEqual(["team", "chat", "a_hook"]);
    expect(told("redis-silent")).toEqual(["team", "chat", "pager", "a_hook"]);
  });

  test("is nobody, where that is said: the policies are there all the same, for the console", () => {
    const json = shipped({ "alerts.channels": undefined, "alerts.nobody": "Rehearsals are thrown away tonight" });
    expect(json.resource).not.toHaveProperty("google_monitoring_notification_channel");
    expect(idsOf(json)).toEqual(idsOf(staging));
    expect(every(json, POLICY).flatMap(({ notification_channels }) => notification_channels ?? [])).toEqual([]);
  });

  test("is told of which environment it is, why it matters, what to do first, and where the runbook is", () => {
    const { alerts } = SUBJECTS.find(({ alerts }) => alerts.some(({ id }) => id === "redis-silent")) ?? { alerts: [] };
    const silent = alerts.find(({ id }) => id === "redis-silent");
    const { display_name, severity, documentation } = policy(staging, "redis-silent");
    expect([display_name, severity]).toEqual([`staging: ${silent?.title}`, "CRITICAL"]);
    expect(documentation.content.split("\n\n")).toEqual([
      silent?.why,
      "1. gcloud redis instances describe staging-redis --region us-central1 --project netra-staging: is it there, and READY?",
      `2. ${silent?.first[1].text}`,
    ]);
    expect(documentation.links).toEqual([
      { display_name: "Runbook", url: `${stagingInput().alerts.runbooks}/staging/alerts.md#redis-silent` },
    ]);
  });
});

test("a service that always has as many instances as it may have is not told to be at its limit", () => {
  const json = shipped({ "services.auth.instances": { min: 5, max: 5 } });
  expect(policy(json, "service-instances").conditions.map((one: StackJson) => one.display_name)).toEqual([
    "instances of frontend",
    "instances of backend",
  ]);
});

test("forty services are watched: a filter is as long as the names in it", () => {
  const { auth } = stagingInput().services;
  const more = Array.from({ length: 37 }, (_, place) => [`services.s${place}`, { ...auth, name: `service-${place}` }]);
  expect(wrongWatching(shipped(Object.fromEntries(more)))).toEqual([]);
});

test("an incident is closed when there is no more data, but not one that was opened for that", () => {
  const closes = (id: string) => policy(staging, id).alert_strategy.auto_close;
  expect(["log-failed-start", "redis-memory"].map(closes)).toEqual(["1800s", "1800s"]);
  expect(["redis-silent", "drift-silent", "connector-one-way"].map(closes)).toEqual(["604800s", "604800s", "604800s"]);
});

test("what must hold at once is said so, of one service where there are several", () => {
  expect(policy(staging, "connector-one-way").combiner).toBe("AND");
  expect(policy(staging, "service-errors-backend").combiner).toBe("AND");
  expect(policy(staging, "slo-availability-fast-backend").combiner).toBe("AND");
  expect(policy(staging, "connector-throughput").combiner).toBe("OR");
});

test("a schedule that stands still is noticed after three runs, and a night that is missing after 25 hours", () => {
  const windows = (json: StackJson, id: string) =>
    conditionsOf(json, id).map(({ aggregations: [{ alignment_period }], duration }) => [alignment_period, duration]);
  expect(windows(shipped(SCHEDULE), "probe-silent")).toEqual([["1800s", "60s"]]);
  expect(windows(staging, "probe-silent")).toEqual([["86400s", "3600s"]]);
  expect(windows(staging, "drift-silent")).toEqual([["86400s", "3600s"]]);
});

test("WebSockets are left out of what is promised of requests, and have a promise of their own", () => {
  const slos = staging.resource.google_monitoring_slo;
  const { availability, latency, websockets } = {
    availability: slos.watch_objectives_backend_availability.request_based_sli.good_total_ratio,
    latency: slos.watch_objectives_backend_latency.request_based_sli.distribution_cut,
    websockets: slos.watch_objectives_backend_websockets.request_based_sli.good_total_ratio,
  };
  expect(availability.total_service_filter).toContain('metric.labels.response_code!="101"');
  expect(latency.distribution_filter).toContain('metric.labels.response_code!="101"');
  expect(latency.range).toEqual({ min: 0, max: 2000 });
  expect(websockets.total_service_filter).toContain('metric.labels.response_code="101"');
  expect(websockets.bad_service_filter).toContain("watch_count_websocket_closed_1011.name");
});
