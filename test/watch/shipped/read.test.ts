import type { Watching } from "../../../watch/shipped/model";
import { namesIn } from "../../../watch/shipped/names";
import { Unreadable, watchingInStack, watchingListed } from "../../../watch/shipped/read";
import { piecesOf, referenceIn, referenceOf } from "../../../watch/shipped/references";

const redis = "${" + "google_redis_instance.cache.id}";
const objective = "${" + "google_monitoring_slo.availability.name}";
const metric = "${" + "google_logging_metric.failed.name}";

const stack = {
  provider: { google: [{ project: "p", region: "r" }] },
  resource: {
    google_redis_instance: { cache: { name: "staging-redis", memory_size_gb: 1 } },
    google_logging_metric: {
      failed: {
        name: "redis-failed-start",
        filter: 'textPayload:"Failed"',
        metric_descriptor: { metric_kind: "DELTA", value_type: "INT64" },
      },
    },
    google_monitoring_custom_service: { backend: { service_id: "backend" } },
    google_monitoring_slo: {
      availability: {
        slo_id: "a",
        service: "${" + "google_monitoring_custom_service.backend.service_id}",
        goal: 0.99,
        rolling_period_days: 30,
        request_based_sli: { good_total_ratio: { good_service_filter: "g", total_service_filter: "t" } },
      },
      latency: {
        slo_id: "l",
        service: "backend",
        goal: 0.95,
        rolling_period_days: 30,
        request_based_sli: { distribution_cut: { distribution_filter: "d", range: { max: 2000 } } },
      },
    },
    google_monitoring_uptime_check_config: {
      ready: {
        display_name: "ready",
        period: "60s",
        http_check: { path: "/health/ready" },
        monitored_resource: { type: "uptime_url", labels: { host: "h" } },
      },
    },
    google_monitoring_notification_channel: { team: { type: "email", display_name: "team" } },
    google_monitoring_dashboard: {
      all: {
        dashboard_json: JSON.stringify({
          displayName: "All",
          mosaicLayout: {
            tiles: [
              {
                widget: {
                  title: "memory",
                  xyChart: {
                    dataSets: [
                      {
                        timeSeriesQuery: {
                          timeSeriesFilter: {
                            filter: `id = "${redis}"`,
                            aggregation: { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MEAN" },
                          },
                        },
                      },
                    ],
                  },
                },
              },
            ],
          },
        }),
      },
    },
    google_monitoring_alert_policy: {
      memory: {
        display_name: "Redis: memory",
        combiner: "OR",
        severity: "CRITICAL",
        conditions: [
          {
            display_name: "memory",
            condition_threshold: {
              filter: `resource.labels.instance_id = "${redis}"`,
              aggregations: [
                {
                  alignment_period: "60s",
                  per_series_aligner: "ALIGN_MEAN",
                  cross_series_reducer: "REDUCE_MAX",
                  group_by_fields: ["resource.labels.node_id"],
                },
              ],
              denominator_filter: "d",
              denominator_aggregations: [{ alignment_period: "60s", per_series_aligner: "ALIGN_SUM" }],
              comparison: "COMPARISON_GT",
              threshold_value: 0.8,
              duration: "300s",
              evaluation_missing_data: "EVALUATION_MISSING_DATA_ACTIVE",
              trigger: { count: 1 },
            },
          },
          {
            display_name: "silent",
            condition_absent: { filter: `metric.type = "logging.googleapis.com/user/${metric}"`, duration: "600s" },
          },
          {
            display_name: "burning",
            condition_threshold: {
              filter: `select_slo_burn_rate("${objective}", "3600s")`,
              duration: "0s",
              comparison: "COMPARISON_GT",
              threshold_value: 14.4,
            },
          },
        ],
        notification_channels: ["${" + "google_monitoring_notification_channel.team.name}"],
        documentation: {
          content: "Look.",
          links: [{ display_name: "Runbook", url: "https://example.org/alerts.md#redis-memory" }],
        },
        alert_strategy: { auto_close: "1800s" },
        user_labels: { alert: "redis-memory" },
      },
    },
  },
};

const changed = (change: (copy: typeof stack) => void): unknown => {
  const copy = structuredClone(stack);
  change(copy);
  return copy;
};

const problems = (read: () => Watching): string[] => {
  try {
    read();
  } catch (error) {
    if (error instanceof Unreadable) return error.problems;
    throw error;
  }
  return [];
};

describe("a stack says what it watches", () => {
  test("with every reference as it is written", () => {
    const { policies, objectives, uptimeChecks, dashboards } = watchingInStack(stack);
    expect(policies).toMatchObject([
      {
        at: "google_monitoring_alert_policy.memory",
        severity: "CRITICAL",
        enabled: true,
        autoCloseSeconds: 1800,
        labels: { alert: "redis-memory" },
        links: [{ title: "Runbook" }],
        conditions: [
          {
            kind: "threshold",
            filter: `resource.labels.instance_id = "${redis}"`,
            aggregations: [
              { everySeconds: 60, aligner: "ALIGN_MEAN", reducer: "REDUCE_MAX", groupBy: ["resource.labels.node_id"] },
            ],
            denominator: {
              filter: "d",
              aggregations: [{ everySeconds: 60, aligner: "ALIGN_SUM", reducer: "REDUCE_NONE" }],
            },
            comparison: "GT",
            threshold: 0.8,
            durationSeconds: 300,
            missing: "ACTIVE",
            trigger: { count: 1 },
          },
          { kind: "absence", durationSeconds: 600 },
          { kind: "threshold", missing: undefined, trigger: undefined, denominator: undefined },
        ],
      },
    ]);
    expect(objectives[0]).toMatchObject({
      name: objective,
      goal: 0.99,
      days: 30,
      indicator: { kind: "ratio", good: "g", total: "t" },
    });
    expect(objectives[1]).toMatchObject({ indicator: { kind: "distribution", filter: "d", max: 2000 } });
    expect(uptimeChecks).toMatchObject([
      { path: "/health/ready", everySeconds: 60, resource: { type: "uptime_url", labels: { host: "h" } } },
    ]);
    expect(dashboards).toMatchObject([
      { title: "All", charts: [{ title: "memory", aggregations: [{ everySeconds: 60 }] }] },
    ]);
  });

  test("with the names that these will have, where Google does not choose them", () => {
    const { policies, objectives, channels, uptimeChecks } = watchingInStack(stack, namesIn(stack));
    expect(policies[0]?.conditions.map(({ filter }) => filter)).toEqual([
      'resource.labels.instance_id = "projects/p/locations/r/instances/staging-redis"',
      'metric.type = "logging.googleapis.com/user/redis-failed-start"',
      'select_slo_burn_rate("projects/p/services/backend/serviceLevelObjectives/a", "3600s")',
    ]);
    expect(objectives[0]?.name).toBe("projects/p/services/backend/serviceLevelObjectives/a");
    expect(uptimeChecks[0]?.id).toBe("${" + "google_monitoring_uptime_check_config.ready.uptime_check_id}");
    expect(policies[0]?.channels).toEqual(["${" + "google_monitoring_notification_channel.team.name}"]);
    expect(channels).toMatchObject([{ type: "email", enabled: true }]);
  });

  test("and which reference is in a value", () => {
    expect(piecesOf(`a "${redis}" and`)).toEqual([
      { text: 'a "' },
      { expression: "google_redis_instance.cache.id" },
      { text: '" and' },
    ]);
    expect(referenceIn("google_redis_instance.cache.id")).toEqual({
      address: "google_redis_instance.cache",
      attribute: "google_redis_instance.id",
    });
    expect(referenceOf("$" + '{split("/", google_redis_instance.cache.id)}')).toBeUndefined();
    expect(namesIn(stack)("$" + '{split("/", google_redis_instance.cache.id)} ${')).toBe(
      "$" + '{split("/", google_redis_instance.cache.id)} ${',
    );
  });

  test("a name that is made of itself stays as it is", () => {
    const own = "${" + "google_redis_instance.cache.name}";
    const circle = changed((copy) => (copy.resource.google_redis_instance.cache.name = own));
    expect(namesIn(circle)(own)).toContain("google_redis_instance.cache.name");
    expect(namesIn(null)(own)).toBe(own);
  });

  test("nothing, where it watches nothing", () => {
    expect(watchingInStack({}).policies).toEqual([]);
  });
});

describe("an API lists what a project watches", () => {
  test("in the same form", () => {
    const { policies, logMetrics, objectives, uptimeChecks, channels, dashboards } = watchingListed({
      policies: [
        {
          name: "projects/p/alertPolicies/1",
          displayName: "Redis: memory",
          combiner: "OR",
          enabled: false,
          conditions: [
            {
              displayName: "memory",
              conditionThreshold: {
                filter: "f",
                aggregations: [
                  {
                    alignmentPeriod: "60s",
                    perSeriesAligner: "ALIGN_MEAN",
                    crossSeriesReducer: "REDUCE_MAX",
                    groupByFields: ["a"],
                  },
                ],
                comparison: "COMPARISON_GT",
                thresholdValue: 0.8,
                duration: "300s",
                denominatorFilter: "",
              },
            },
          ],
          notificationChannels: ["projects/p/notificationChannels/1"],
          alertStrategy: { autoClose: "1800s" },
          userLabels: { alert: "redis-memory" },
        },
      ],
      logMetrics: [{ name: "redis-failed-start", filter: "x" }],
      objectives: [
        {
          name: "projects/p/services/s/serviceLevelObjectives/o",
          goal: 0.99,
          rollingPeriod: "2592000s",
          serviceLevelIndicator: {
            requestBased: { goodTotalRatio: { badServiceFilter: "b", totalServiceFilter: "t" } },
          },
        },
      ],
      uptimeChecks: [
        {
          name: "projects/p/uptimeCheckConfigs/ready-1",
          period: "300s",
          monitoredResource: { type: "uptime_url", labels: { host: "h" } },
        },
      ],
      channels: [{ name: "projects/p/notificationChannels/1", type: "email" }],
      dashboards: [
        {
          name: "projects/p/dashboards/1",
          gridLayout: {
            widgets: [
              {
                title: "w",
                scorecard: {
                  timeSeriesQuery: {
                    timeSeriesFilterRatio: { numerator: { filter: "n" }, denominator: { filter: "d" } },
                  },
                },
              },
            ],
          },
        },
      ],
    });
    expect(policies).toMatchObject([
      {
        at: "projects/p/alertPolicies/1",
        enabled: false,
        autoCloseSeconds: 1800,
        conditions: [{ kind: "threshold", denominator: undefined, aggregations: [{ groupBy: ["a"] }] }],
      },
    ]);
    expect(logMetrics).toMatchObject([{ kind: "DELTA", valueType: "INT64", disabled: false }]);
    expect(objectives).toMatchObject([{ days: 30, indicator: { kind: "ratio", bad: "b", total: "t" } }]);
    expect(uptimeChecks).toMatchObject([{ id: "ready-1", everySeconds: 300 }]);
    expect(channels).toMatchObject([{ type: "email" }]);
    expect(dashboards[0]?.charts.map(({ title, filter }) => `${title} ${filter}`)).toEqual(["w n", "w d"]);
  });
});

describe("what is of another type is a sentence with its place", () => {
  const policy = (change: (one: Record<string, unknown>) => void) => (copy: typeof stack) =>
    change(copy.resource.google_monitoring_alert_policy.memory as Record<string, unknown>);
  const condition = (change: (one: Record<string, unknown>) => void) => (copy: typeof stack) =>
    change(
      copy.resource.google_monitoring_alert_policy.memory.conditions[0]?.condition_threshold as Record<string, unknown>,
    );
  const place = "google_monitoring_alert_policy.memory";
  const inCondition = `${place}.conditions[0].condition_threshold`;

  test.each<[string, (copy: typeof stack) => void]>([
    [`${place}.display_name: must be text, got number 1`, policy((one) => (one.display_name = 1))],
    [`${place}.display_name: is missing, and must be text`, policy((one) => delete one.display_name)],
    [
      `${place}.combiner: must be one of OR, AND, AND_WITH_MATCHING_RESOURCE, got "XOR"`,
      policy((one) => (one.combiner = "XOR")),
    ],
    [`${place}.enabled: must be true or false, got string "yes"`, policy((one) => (one.enabled = "yes"))],
    [
      `${place}.notification_channels: must be a list of texts, got string "a"`,
      policy((one) => (one.notification_channels = "a")),
    ],
    [`${place}.user_labels: must be names with texts, got a list`, policy((one) => (one.user_labels = []))],
    [
      `${place}.alert_strategy.auto_close: must be seconds such as "300s", got "30m"`,
      policy((one) => (one.alert_strategy = { auto_close: "30m" })),
    ],
    [`${place}.conditions[0]: must be an object, got string "a"`, policy((one) => (one.conditions = "a"))],
    [
      `${place}.conditions[0].condition_threshold: is missing, and so is condition_absent: other conditions are not read`,
      policy((one) => (one.conditions = { display_name: "a", condition_sql: {} })),
    ],
    [
      `${inCondition}.threshold_value: must be a number, got string "0.8"`,
      condition((one) => (one.threshold_value = "0.8")),
    ],
    [`${inCondition}.filter: is missing, and must be text`, condition((one) => (one.filter = null))],
    [`${inCondition}.duration: must be text, got number 300`, condition((one) => (one.duration = 300))],
    [
      `${inCondition}.aggregations[0].group_by_fields: must be a list of texts, got a list`,
      condition((one) => (one.aggregations = { group_by_fields: [1] })),
    ],
    [
      "google_monitoring_dashboard.all.dashboard_json: must be JSON",
      (copy) => (copy.resource.google_monitoring_dashboard.all.dashboard_json = "{"),
    ],
    [
      "google_monitoring_slo.availability.request_based_sli: is missing: an objective of another kind is not read",
      (copy) => delete (copy.resource.google_monitoring_slo.availability as Record<string, unknown>).request_based_sli,
    ],
    [
      "resource.google_logging_metric: must be an object",
      (copy) => ((copy.resource as Record<string, unknown>).google_logging_metric = []),
    ],
  ])("%s", (sentence, change) => {
    expect(problems(() => watchingInStack(changed(change)))).toContain(sentence);
  });

  test.each([null, [], "a", 1, { resource: 1 }])("and so is a stack that is %j", (json) => {
    expect(problems(() => watchingInStack(json))).toHaveLength(1);
  });

  test("whatever the API answers", () => {
    expect(problems(() => watchingListed({ policies: [null, 1, {}] }))).toEqual([
      "policies[0]: must be an object, got null",
      "policies[0].display_name: is missing, and must be text",
      "policies[1]: must be an object, got number 1",
      "policies[1].display_name: is missing, and must be text",
      "policies[2].display_name: is missing, and must be text",
    ]);
  });

  test("a dashboard of five thousand levels is read", () => {
    const deep = `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
    expect(watchingListed({ dashboards: [JSON.parse(deep)] }).dashboards[0]?.charts).toEqual([]);
  });
});
