import { ABSENCE_SECONDS, CONDITIONS_PER_POLICY, OBJECTIVE } from "../../../facts/metrics/limits";
import { type ApiBody, aCloud, PROJECT, refusal } from "./cloud";

const cloud = aCloud();
const MONITORING = `monitoring/v3/projects/${PROJECT}`;
const METRICS = `logging/v2/projects/${PROJECT}/metrics`;
const MEMORY = 'resource.type = "redis_instance" AND metric.type = "redis.googleapis.com/stats/memory/usage_ratio"';
const MINUTE = { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MEAN" };
const OVER = { comparison: "COMPARISON_GT", thresholdValue: 0.8, duration: "300s", aggregations: [MINUTE] };

const threshold = (more: object = {}) => ({
  displayName: "c",
  conditionThreshold: { filter: MEMORY, ...OVER, ...more },
});
const policy = (conditions: object[], more: object = {}) =>
  cloud().ask("POST", `${MONITORING}/alertPolicies`, { displayName: "p", combiner: "OR", conditions, ...more });
const counting = (name: string) =>
  threshold({
    filter: `resource.type = "cloud_run_revision" AND metric.type = "logging.googleapis.com/user/${name}"`,
    aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_SUM" }],
  });
const metric = (name: string) => cloud().ask("POST", METRICS, { name, filter: 'textPayload:"redis"' });
const channel = (type: string, labels: object) =>
  cloud().ask("POST", `${MONITORING}/notificationChannels`, { type, displayName: type, labels });

describe("an alert policy", () => {
  test("is kept with names for its conditions, listed, changed in one field and deleted", async () => {
    const { status, body } = await policy([threshold()]);
    expect(status).toBe(200);
    expect(body.conditions[0].name).toMatch(new RegExp(`^${body.name}/conditions/\\d+$`));
    expect(body).toMatchObject({ enabled: true, creationRecord: {}, mutationRecord: {} });
    const [{ name }] = (await cloud().get(`${MONITORING}/alertPolicies`)).alertPolicies;
    await cloud().mustSucceed("PATCH", `monitoring/v3/${name}?updateMask=displayName`, { displayName: "q" });
    const changed = await cloud().get(`monitoring/v3/${name}`);
    expect(changed).toMatchObject({ displayName: "q", conditions: body.conditions });
    await cloud().mustSucceed("DELETE", `monitoring/v3/${name}`);
    expect((await cloud().ask("GET", `monitoring/v3/${name}`)).status).toBe(404);
  });

  test.each<[string, object, RegExp]>([
    ["a filter without a metric", { filter: 'resource.type = "redis_instance"' }, /restriction on "metric.type"/],
    [
      "a filter without a resource",
      { filter: 'metric.type = "redis.googleapis.com/server/uptime"' },
      /restriction on "resource.type"/,
    ],
    ["an unknown resource", { filter: MEMORY.replace("redis_instance", "redis") }, /unknown resource type: redis/],
    ["half a filter", { filter: `${MEMORY} AND` }, /Could not parse filter/],
    ["an alignment of less than a minute", { aggregations: [{ ...MINUTE, alignmentPeriod: "30s" }] }, /one minute/],
    ["an alignment that is no whole minute", { aggregations: [{ ...MINUTE, alignmentPeriod: "450s" }] }, /one minute/],
    ["a duration that is no whole minute", { duration: "30s" }, /only multiples of 1 minute/],
    [
      "more than 25 hours together",
      { duration: "3600s", aggregations: [{ ...MINUTE, alignmentPeriod: "90000s" }] },
      /alignment period and duration together must not exceed 90000 seconds/,
    ],
    [
      "missing data without a duration",
      { duration: "0s", evaluationMissingData: "EVALUATION_MISSING_DATA_ACTIVE" },
      /must have a non-zero duration/,
    ],
    ["another comparison", { comparison: "COMPARISON_EQ" }, /only COMPARISON_GT and COMPARISON_LT/],
    [
      "an aligner that does not fit",
      { aggregations: [{ ...MINUTE, perSeriesAligner: "ALIGN_RATE" }] },
      /cannot be applied to metrics with kind GAUGE and value type DOUBLE/,
    ],
  ])("with %s is refused", async (_, more, message) => {
    const [status, said] = refusal(await policy([threshold(more)]));
    expect([status, said]).toEqual([400, expect.stringMatching(message)]);
  });

  test("of silence takes two minutes to 23.5 hours", async () => {
    const silent = (seconds: number) => ({
      displayName: "s",
      conditionAbsent: { filter: MEMORY, duration: `${seconds}s`, aggregations: [MINUTE] },
    });
    const { least, most } = ABSENCE_SECONDS;
    const statuses = [];
    for (const seconds of [least - 60, least, most, most + 60]) {
      statuses.push((await policy([silent(seconds)])).status);
    }
    expect(statuses).toEqual([400, 200, 200, 400]);
  });

  test("has one to six conditions", async () => {
    const { most } = CONDITIONS_PER_POLICY;
    const statuses = [];
    for (const count of [0, 1, most, most + 1]) {
      statuses.push((await policy(Array.from({ length: count }, () => threshold()))).status);
    }
    expect(statuses).toEqual([400, 200, 200, 400]);
  });

  test.each([
    ["redis.googleapis.com/stats/memory/usage", threshold({ filter: MEMORY.replace("usage_ratio", "usages") })],
    ["logging.googleapis.com/user/nobody-counts", counting("nobody-counts")],
  ])("of a metric that does not exist is refused: %s", async (type, condition) => {
    const [status, message] = refusal(await policy([condition]));
    expect([status, message]).toEqual([
      404,
      expect.stringContaining(`Cannot find metric(s) that match type = "${type}`),
    ]);
  });

  test("tells channels that exist, and no other", async () => {
    const gone = `projects/${PROJECT}/notificationChannels/1`;
    expect(refusal(await policy([threshold()], { notificationChannels: [gone] }))[0]).toBe(404);
    expect(refusal(await policy([threshold()], { notificationChannels: ["chat"] }))[1]).toContain(
      "Name must begin with",
    );
  });

  test("on metrics has no limit on how often it tells", async () => {
    const alertStrategy = { notificationRateLimit: { period: "3600s" } };
    expect(refusal(await policy([threshold()], { alertStrategy }))[1]).toContain(
      "must not specify a notification rate",
    );
  });
});

describe("a metric of logs", () => {
  test("is known to policies at once, and where time passes only minutes later", async () => {
    await metric("at-once");
    expect((await policy([counting("at-once")])).status).toBe(200);
    cloud().loopback.clock.run();
    await metric("later");
    expect((await cloud().ask("GET", `${METRICS}/later`)).status).toBe(200);
    expect(refusal(await policy([counting("later")]))[0]).toBe(404);
    cloud().loopback.clock.advance(10 * 60 * 1000);
    expect((await policy([counting("later")])).status).toBe(200);
  });

  test("that is deleted can be watched no more", async () => {
    await metric("gone");
    await cloud().mustSucceed("DELETE", `${METRICS}/gone`);
    expect(refusal(await policy([counting("gone")]))[0]).toBe(404);
  });

  test("is replaced as a whole: what an update does not say is gone", async () => {
    const body = { name: "m", filter: 'textPayload:"a"' };
    await cloud().mustSucceed("POST", METRICS, { ...body, description: "lines" });
    await cloud().mustSucceed("PUT", `${METRICS}/m`, body);
    const found = await cloud().get(`${METRICS}/m`);
    expect(found).not.toHaveProperty("description");
    expect(found.metricDescriptor).toMatchObject({ type: "logging.googleapis.com/user/m", metricKind: "DELTA" });
  });

  test.each(["", "/first", "has space", "x".repeat(101)])("is not called %j", async (name) => {
    expect(refusal(await metric(name))[0]).toBe(400);
  });

  test("has a filter that can be read", async () => {
    const { status } = await cloud().ask("POST", METRICS, { name: "m", filter: 'textPayload:"a" AND (' });
    expect(status).toBe(400);
  });
});

describe("a channel", () => {
  const TYPES: [string, Record<string, string>, string][] = [
    ["email", { email_address: "oncall@example.com" }, "nothing"],
    ["slack", { channel_name: "#staging", auth_token: "xoxb-secret-token-9684" }, "auth_token"],
    ["pagerduty", { service_key: "0123456789abcdef" }, "service_key"],
    ["webhook_basicauth", { url: "https://a.example", username: "lineup", password: "hunter2hunter2" }, "password"],
  ];

  test.each(TYPES)(
    "of the type %s answers its secret as stars, and nobody else's words change",
    async (type, labels, key) => {
      const { body } = await channel(type, labels);
      const answered = await cloud().get(`monitoring/v3/${body.name}`);
      const secret = labels[key];
      const shown = secret === undefined ? {} : { [key]: "*".repeat(secret.length - 4) + secret.slice(-4) };
      expect(answered.labels).toEqual({ ...labels, ...shown });
      if (secret !== undefined) expect(JSON.stringify([body, answered])).not.toContain(secret);
    },
  );

  test.each(TYPES)("of the type %s is refused without what it needs", async (type, labels, _) => {
    for (const missing of Object.keys(labels)) {
      const { [missing]: _, ...rest } = labels;
      const message = `Request was missing field notification_channel.labels[${missing}].`;
      expect(refusal(await channel(type, rest))).toEqual([400, message]);
      expect(refusal(await channel(type, { ...labels, [missing]: "" }))[1]).toContain("Value must NOT be empty");
    }
  });

  test("that a policy tells is deleted by force alone, and the policy tells it no more", async () => {
    const { body } = await channel("email", { email_address: "oncall@example.com" });
    const { body: told } = await policy([threshold()], { notificationChannels: [body.name] });
    const [status, message] = refusal(await cloud().ask("DELETE", `monitoring/v3/${body.name}`));
    expect([status, message]).toEqual([400, expect.stringContaining(`still being referenced by: "${told.name}"`)]);
    await cloud().mustSucceed("DELETE", `monitoring/v3/${body.name}?force=true`);
    expect((await cloud().get(`monitoring/v3/${told.name}`)).notificationChannels).toEqual([]);
  });
});

describe("an objective", () => {
  const SERVICES = `${MONITORING}/services`;
  const OBJECTIVES = `${SERVICES}/backend/serviceLevelObjectives`;
  const ratio = { goodTotalRatio: { totalServiceFilter: MEMORY, badServiceFilter: MEMORY } };
  const body = { goal: 0.99, rollingPeriod: "2419200s", serviceLevelIndicator: { requestBased: ratio } };
  const service = () => cloud().mustSucceed("POST", `${SERVICES}?serviceId=backend`, { displayName: "b", custom: {} });
  const objective = (more: ApiBody = {}, id = "fast") =>
    cloud().ask("POST", `${OBJECTIVES}?serviceLevelObjectiveId=${id}`, { ...body, ...more });

  test("is below its service, and is found by the project's id and its number", async () => {
    await service();
    const { body: made } = await objective();
    expect(made.name).toMatch(/^projects\/\d+\/services\/backend\/serviceLevelObjectives\/fast$/);
    expect(await cloud().get(`monitoring/v3/${made.name}`)).toEqual(await cloud().get(`${OBJECTIVES}/fast`));
    expect((await cloud().get(OBJECTIVES)).serviceLevelObjectives).toHaveLength(1);
    const filter = (name: string) =>
      threshold({ filter: `select_slo_burn_rate("${name}", "3600s")`, aggregations: [] });
    expect((await policy([filter(made.name)])).status).toBe(200);
    expect((await policy([filter(`${made.name}er`)])).status).toBe(404);
  });

  test("keeps its service from being deleted", async () => {
    await service();
    await objective();
    expect((await cloud().ask("DELETE", `${SERVICES}/backend`)).status).toBe(400);
    await cloud().mustSucceed("DELETE", `${OBJECTIVES}/fast`);
    await cloud().mustSucceed("DELETE", `${SERVICES}/backend`);
  });

  test.each<[string, object]>([
    ["of 100 %", { goal: 1 }],
    ["of nothing", { goal: 0 }],
    ["above what Google takes", { goal: OBJECTIVE.goalMost + 0.00005 }],
    ["over two months", { rollingPeriod: "5184000s" }],
    ["over half a day", { rollingPeriod: "43200s" }],
    ["over no time", { rollingPeriod: null }],
    ["over two times", { calendarPeriod: "MONTH" }],
  ])("%s is refused", async (_, more) => {
    await service();
    expect((await objective(more)).status).toBe(400);
  });

  test("has an id in small letters", async () => {
    await service();
    expect((await objective({}, "Fast")).status).toBe(400);
  });

  test("of no service is refused", async () => {
    expect((await objective()).status).toBe(404);
  });
});

describe("a dashboard", () => {
  const DASHBOARDS = `monitoring/v1/projects/${PROJECT}/dashboards`;
  const tiles = [{ xPos: 0, yPos: 16, width: 24, height: 16, widget: { title: "t", text: { content: "c" } } }];
  const body = { displayName: "d", mosaicLayout: { columns: 48, tiles } };

  test("is answered without what is zero or empty, which the provider takes for a change", async () => {
    const made = await cloud().mustSucceed("POST", DASHBOARDS, body);
    expect(made.name).toMatch(/^projects\/\d+\/dashboards\/[0-9a-f-]+$/);
    expect(made.mosaicLayout.tiles[0]).not.toHaveProperty("xPos");
    expect(made.mosaicLayout.tiles[0]).toMatchObject({ yPos: 16 });
  });

  test("is updated only by whoever has read it as it is", async () => {
    const { name, etag } = await cloud().mustSucceed("POST", DASHBOARDS, body);
    const update = (more: object) => cloud().ask("PATCH", `monitoring/v1/${name}`, { ...body, ...more });
    expect(refusal(await update({}))).toEqual([400, "Update Dashboard should specify a non empty etag."]);
    const { status, body: changed } = await update({ etag, displayName: "e" });
    expect([status, changed.displayName]).toEqual([200, "e"]);
    expect(changed.etag).not.toBe(etag);
    expect(refusal(await update({ etag }))[0]).toBe(409);
  });
});

describe("an uptime check", () => {
  const CHECKS = `${MONITORING}/uptimeCheckConfigs`;
  const monitoredResource = { type: "uptime_url", labels: { host: "backend.example.com" } };
  const body = { displayName: "backend", timeout: "10s", httpCheck: { useSsl: true }, monitoredResource };

  test("has a name that Google makes of its title, and the project in its labels", async () => {
    const made = await cloud().mustSucceed("POST", CHECKS, body);
    expect(made.name).toMatch(new RegExp(`^projects/${PROJECT}/uptimeCheckConfigs/backend-\\w+$`));
    expect(made).toMatchObject({ period: "60s", httpCheck: { port: 443, requestMethod: "GET" } });
    expect(made.monitoredResource.labels).toEqual({ project_id: PROJECT, host: "backend.example.com" });
  });

  test.each([{ period: "120s" }, { timeout: "0s" }, { timeout: "61s" }])("is refused with %j", async (more) => {
    expect((await cloud().ask("POST", CHECKS, { ...body, ...more })).status).toBe(400);
  });
});

describe("an entry that is written", () => {
  const logName = `projects/${PROJECT}/logs/lineup-drift`;
  const write = (body: object) => cloud().ask("POST", "logging/v2/entries:write", body);
  const written = async () => {
    const asked = { resourceNames: [`projects/${PROJECT}`], filter: `logName = "${logName}"` };
    return (await cloud().mustSucceed("POST", "logging/v2/entries:list", asked)).entries ?? [];
  };
  const resource = { type: "global" };

  test("is found by its log, with what is said once for all", async () => {
    const entries = [{ jsonPayload: { schema: "lineup/night/1", verdict: "clean" } }, { textPayload: "more" }];
    expect(await write({ logName, resource, labels: { run: "7" }, entries })).toEqual({ status: 200, body: {} });
    expect(await written()).toMatchObject([
      { logName, labels: { run: "7" }, resource: { type: "global", labels: { project_id: PROJECT } }, ...entries[0] },
      { textPayload: "more" },
    ]);
  });

  test("is not kept where that was only tried", async () => {
    await write({ logName, resource, entries: [{ textPayload: "a" }], dryRun: true });
    expect(await written()).toEqual([]);
  });

  test.each<[string, object]>([
    ["no entry", { logName, resource, entries: [] }],
    ["no log", { resource, entries: [{ textPayload: "a" }] }],
    ["no resource", { logName, entries: [{ textPayload: "a" }] }],
    ["two payloads", { logName, resource, entries: [{ textPayload: "a", jsonPayload: {} }] }],
  ])("is refused with %s", async (_, body) => {
    expect((await write(body)).status).toBe(400);
  });
});

describe("the latest version of a secret", () => {
  test("is the one that was made last, whatever has become of it", async () => {
    const SECRETS = `secretmanager/v1/projects/${PROJECT}/secrets`;
    await cloud().mustSucceed("POST", `${SECRETS}?secretId=token`, { replication: { automatic: {} } });
    expect((await cloud().ask("GET", `${SECRETS}/token/versions/latest`)).status).toBe(404);
    for (const data of ["b25l", "dHdv"])
      await cloud().mustSucceed("POST", `${SECRETS}/token:addVersion`, { payload: { data } });
    expect((await cloud().get(`${SECRETS}/token/versions/latest:access`)).payload).toEqual({ data: "dHdv" });
    await cloud().mustSucceed("POST", `${SECRETS}/token/versions/2:disable`, {});
    expect((await cloud().ask("GET", `${SECRETS}/token/versions/latest:access`)).status).toBe(400);
  });
});
