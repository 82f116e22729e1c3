import { wrongWatching } from "../../../watch/check";
import type { StackJson } from "../../support/synth";
import { conditionOn, first, inAggregation, inCondition, inFilter, policyOn } from "./changed";
import { shippedStack } from "./shipped";

const MEMORY = "stats/memory/usage_ratio";
const CPU = "cpu_utilization_main_thread";
const SILENT = "server/uptime";
const CONNECTOR = "connector/cpu/utilizations";
const ERRORS = 'response_code_class="5xx"';
const STARTUP = "startup_latencies";
const FAILED = 'result="failed"';
const LOG = "logging.googleapis.com/user/";
const UPTIME = "check_passed";
const BURN = "select_slo_burn_rate";
const REDIS = /\$\{google_redis_instance\.[\w-]+\.id\}/;
const SERVICE = /\$\{google_cloud_run_v2_service\.[\w-]+\.name\}/;

const metricOfLogs = (values: StackJson) => (stack: StackJson) => {
  Object.assign(first(stack, "google_logging_metric"), values);
};
const logFilter = (from: string | RegExp, to: string) => (stack: StackJson) => {
  const metrics = Object.values<StackJson>(stack.resource.google_logging_metric);
  const metric = metrics.find(({ filter }) => filter.search(from) >= 0);
  if (!metric) throw new Error(`${from} is in no filter`);
  metric.filter = metric.filter.replace(from, () => to);
};
/** Asks for more of the condition on `on`, or of its whole. */
const also = (on: string, more: string, key?: string) => inFilter(on, /$/, ` AND ${more}`, key);
/** What counts the requests of the first objective that is a ratio. */
const ratio = (change: (of: { good: string; bad: string; total: string }) => object) => (stack: StackJson) => {
  const all = Object.values<StackJson>(stack.resource.google_monitoring_slo);
  const ratios = all.map((one) => one.request_based_sli.good_total_ratio).filter(Boolean);
  const [good, bad] = ["good", "bad"].map((key) => ratios.find((one) => one[`${key}_service_filter`]));
  if (!good || !bad) throw new Error("there is no ratio of both kinds");
  const total = bad.total_service_filter;
  const changed = change({ good: good.good_service_filter, bad: bad.bad_service_filter, total });
  for (const [key, filter] of Object.entries(changed)) bad[`${key}_service_filter`] = filter;
};
const objective = (values: StackJson) => (stack: StackJson) => {
  Object.assign(first(stack, "google_monitoring_slo"), values);
};
const check = (values: StackJson) => (stack: StackJson) => {
  Object.assign(first(stack, "google_monitoring_uptime_check_config"), values);
};

/** What somebody does to what ships, and what is said to it. */
const MUTATIONS: [string, (stack: StackJson) => void, RegExp][] = [
  // The filter
  [
    "a quote is lost",
    inFilter(MEMORY, '"redis_instance"', '"redis_instance'),
    /the filter cannot be read, got .* - at character \d+ /,
  ],
  ["AND becomes &&", inFilter(MEMORY, " AND ", " && "), /the filter cannot be read/],
  ["the metric is left out", inFilter(MEMORY, /metric\.type="[^"]+" AND /, ""), /a filter names exactly one metric/],
  ["it stands below NOT", inFilter(MEMORY, "metric.type", "NOT metric.type"), /a filter names exactly one metric/],
  [
    "the metric is misspelt",
    inFilter(MEMORY, MEMORY, "stats/memory/usage_ration"),
    /there is no such metric, got "redis.*usage_ration" - the nearest that is known is redis\.googleapis\.com\/stats\/memory\/usage_ratio$/,
  ],
  [
    "the metric is of another cloud product",
    inFilter(CPU, "redis.googleapis.com", "memcache.googleapis.com"),
    /there is no such metric/,
  ],
  [
    "the metric of logs is said as text",
    inFilter(LOG, /\$\{[^}]+\}/, "redis-failed-start"),
    /there is no such metric, got .* - refer to it: logging\.googleapis\.com\/user\/\$\{google_logging_metric\./,
  ],
  [
    "the metric of logs is not there",
    inFilter(LOG, /\$\{[^}]+\}/, "$" + "{google_logging_metric.gone.name}"),
    /there is no such metric, got .* - this stack makes \$\{google_logging_metric\./,
  ],
  ["its id is meant to be its name", inFilter(LOG, /\.name\}/, ".filter}"), /there is no such metric/],
  // The resource and the labels
  [
    "the type of resource is left out",
    inFilter(MEMORY, 'resource.type="redis_instance" AND ', ""),
    /names its type of resource.* - write resource\.type="redis_instance"/,
  ],
  [
    "the resource is one that does not carry it",
    inFilter(MEMORY, 'redis_instance"', 'redis_cluster"'),
    /is not written for this type of resource, got "redis_cluster"/,
  ],
  [
    "a job's metric is looked for at services",
    inFilter(FAILED, 'resource.type="cloud_run_job"', 'resource.type="cloud_run_revision"'),
    /is not written for this type of resource/,
  ],
  [
    "a label is misspelt",
    inFilter(MEMORY, "instance_id", "instance_name"),
    /there is no such label, got resource\.labels\.instance_name - there are resource\.labels\.project_id/,
  ],
  [
    "a label of the resource is looked for at the metric",
    inFilter(MEMORY, "resource.labels.instance_id", "metric.labels.instance_id"),
    /there is no such label, got metric\.labels\.instance_id - write resource\.labels\.instance_id/,
  ],
  [
    "a label of the metric is looked for at the resource",
    inFilter(ERRORS, "metric.labels.response_code_class", "resource.labels.response_code_class"),
    /no such label, got resource\.labels\.response_code_class - write metric\.labels\.response_code_class/,
  ],
  // The names
  [
    "the instance is a bare name",
    inFilter(MEMORY, REDIS, "staging-redis"),
    /instance_id names a thing by reference, got "staging-redis" - refer to \$\{google_redis_instance\.[\w-]+\.id\}, of the form projects\/\{project\}\/locations\/\{region\}\/instances\/\{name\} \(a bare name matches nothing\)/,
  ],
  [
    "the instance is a path as text",
    inFilter(MEMORY, REDIS, "projects/p/locations/r/instances/staging-redis"),
    /instance_id names a thing by reference/,
  ],
  [
    "the name of the instance stands for its path",
    inFilter(MEMORY, /\.id\}/, ".name}"),
    /instance_id has the form projects\/.*, got "\$\{google_redis_instance\.[\w-]+\.name\}" - write \$\{google_redis_instance\.[\w-]+\.id\}/,
  ],
  [
    "the path of a service stands for its name",
    inFilter(STARTUP, /\.name\}/, ".id}"),
    /service_name has the form \{name\}, got .* - write \$\{google_cloud_run_v2_service\.[\w-]+\.name\}/,
  ],
  [
    "a service is named that this stack has no more",
    inFilter(STARTUP, SERVICE, "$" + "{google_cloud_run_v2_service.gone.name}"),
    /service_name refers to nothing in this stack, got google_cloud_run_v2_service\.gone - refer to \$\{google_cloud_run_v2_service\./,
  ],
  [
    "one of several names is text",
    inFilter(ERRORS, SERVICE, "backend"),
    /service_name names a thing by reference, got "backend"/,
  ],
  [
    "a connector is named for a service",
    inFilter(STARTUP, SERVICE, "$" + "{google_redis_instance.cache.name}"),
    /service_name has the form \{name\}/,
  ],
  [
    "services are matched by a pattern",
    inFilter(STARTUP, /"\$\{google_cloud_run_v2_service[^}]+\}"/, 'starts_with("back")'),
    /names things by a pattern, got "back" - name each by reference in one_of/,
  ],
  [
    "the region is another one",
    inFilter(MEMORY, "resource.type", 'resource.labels.region="europe-west1" AND resource.type'),
    /region names none of this stack's, got "europe-west1" - it has us-central1/,
  ],
  [
    "the project is another one",
    inFilter(MEMORY, "resource.type", 'resource.labels.project_id="other" AND resource.type'),
    /project_id is that of this stack, got "other"/,
  ],
  [
    "a class of codes is written as nobody writes it",
    inFilter(ERRORS, "5xx", "5XX"),
    /response_code_class never has this value, got "5XX" - it is one of 1xx, 2xx/,
  ],
  [
    "a result is written as nobody writes it",
    inFilter(FAILED, "failed", "failure"),
    /result never has this value, got "failure" - it is one of succeeded, failed/,
  ],
  // What nothing can be
  [
    "a class is another one as well",
    also(ERRORS, 'metric.labels.response_code_class="2xx"'),
    /nothing has a metric\.labels\.response_code_class that is all of this, got "= 5xx, = 2xx"/,
  ],
  [
    "a class is not what it is",
    also(ERRORS, 'NOT metric.labels.response_code_class="5xx"'),
    /nothing has a metric\.labels\.response_code_class/,
  ],
  [
    "a class is excluded by !=",
    also(ERRORS, 'metric.labels.response_code_class!="5xx"'),
    /nothing has a metric\.labels\.response_code_class/,
  ],
  [
    "each of the classes is left out",
    also(STARTUP, 'NOT resource.type="cloud_run_revision"'),
    /nothing has a resource\.type/,
  ],
  [
    "no class begins so",
    inFilter(ERRORS, '"5xx"', 'starts_with("6")'),
    /nothing has a metric\.labels\.response_code_class/,
  ],
  [
    "a pattern is no class",
    inFilter(ERRORS, '"5xx"', 'monitoring.regex.full_match("5XX")'),
    /nothing has a metric\.labels\.response_code_class/,
  ],
  [
    "the only instance is left out",
    inFilter(MEMORY, "resource.labels.instance_id=", "resource.labels.instance_id!="),
    /nothing has a resource\.labels\.instance_id/,
  ],
  [
    "the instance is below NOT",
    inFilter(MEMORY, "resource.labels.instance_id", "NOT resource.labels.instance_id"),
    /nothing has a resource\.labels\.instance_id/,
  ],
  [
    "the only region is left out",
    also(MEMORY, 'resource.labels.region!="us-central1"'),
    /nothing has a resource\.labels\.region/,
  ],
  [
    "the revision has no name",
    also(ERRORS, 'resource.labels.revision_name=""'),
    /nothing has a resource\.labels\.revision_name/,
  ],
  [
    "each way excludes itself",
    also(ERRORS, '(metric.labels.response_code_class="2xx" OR metric.labels.response_code_class="3xx")'),
    /nothing has a metric\.labels\.response_code_class/,
  ],
  // What is made of the series
  [
    "a rate of a gauge",
    inAggregation(MEMORY, { per_series_aligner: "ALIGN_RATE" }),
    /ALIGN_RATE takes DELTA or CUMULATIVE of INT64, DOUBLE, got GAUGE of DOUBLE - .*ALIGN_MEAN/,
  ],
  [
    "a mean of a distribution",
    inAggregation(CONNECTOR, { per_series_aligner: "ALIGN_MEAN" }),
    /ALIGN_MEAN takes .*, got DELTA of DISTRIBUTION - .*ALIGN_PERCENTILE_99/,
  ],
  [
    "a percentile of a number",
    inAggregation(MEMORY, { per_series_aligner: "ALIGN_PERCENTILE_99" }),
    /ALIGN_PERCENTILE_99 takes .* DISTRIBUTION, got GAUGE of DOUBLE/,
  ],
  [
    "a distribution is compared with a number",
    inAggregation(CONNECTOR, { per_series_aligner: "ALIGN_DELTA" }),
    /a limit is compared with a number, got DELTA of DISTRIBUTION/,
  ],
  [
    "an aligner that there is not",
    inAggregation(MEMORY, { per_series_aligner: "ALIGN_AVERAGE" }),
    /there is no such aligner, got "ALIGN_AVERAGE"/,
  ],
  [
    "a reducer for truths over numbers",
    inAggregation(MEMORY, { cross_series_reducer: "REDUCE_COUNT_FALSE" }),
    /REDUCE_COUNT_FALSE takes .* BOOL, got GAUGE of DOUBLE/,
  ],
  [
    "nothing is aligned and all is reduced",
    inAggregation(UPTIME, { per_series_aligner: "ALIGN_COUNT_FALSE" }),
    /REDUCE_COUNT_FALSE takes .*, got GAUGE of INT64/,
  ],
  [
    "it is grouped by a label that is nowhere",
    inAggregation(CPU, { group_by_fields: ["resource.labels.node"] }),
    /grouped by a label that is nowhere, got "resource\.labels\.node"/,
  ],
  [
    "it is grouped by a label of the other side",
    inAggregation(ERRORS, { group_by_fields: ["metric.labels.service_name"] }),
    /grouped by a label that is nowhere, .* - write resource\.labels\.service_name/,
  ],
  [
    "it is grouped without a reducer",
    inAggregation(MEMORY, { group_by_fields: ["resource.labels.instance_id"] }),
    /nothing is grouped without a reducer/,
  ],
  // Times
  [
    "half a minute is aligned",
    inAggregation(MEMORY, { alignment_period: "30s" }),
    /an alignment period is whole minutes, 60 s to 90000 s \(25 h\), got 30 s - write 60s, or a multiple/,
  ],
  [
    "it is a minute and a half",
    inAggregation(MEMORY, { alignment_period: "90s" }),
    /an alignment period is whole minutes, .* got 90 s - write 60s, or a multiple/,
  ],
  [
    "missing data counts at once",
    inCondition(MEMORY, { evaluation_missing_data: "EVALUATION_MISSING_DATA_ACTIVE", duration: "0s" }),
    /where missing data counts, a condition holds for a minute or more, got 0 s - write 60s or more/,
  ],
  [
    "26 hours are aligned",
    inAggregation(MEMORY, { alignment_period: "93600s" }),
    /an alignment period is .*, got 93600 s \(26 h\) - write 90000s, and let the condition hold for longer/,
  ],
  [
    "an absence of a minute",
    inCondition(SILENT, { duration: "60s" }),
    /an absence is between 120 s and 84600 s \(23\.5 h\), got 60 s/,
  ],
  [
    "an absence of 26 hours",
    inCondition(SILENT, { duration: "93600s" }),
    /an absence is between .*, got 93600 s \(26 h\) - count over an alignment period/,
  ],
  [
    "25 hours and a minute are looked back at",
    inCondition(MEMORY, { duration: "90000s" }),
    /an alignment period and a duration are at most 90000 s \(25 h\) together, got .* - shorten either/,
  ],
  [
    "a minute and a half",
    inCondition(MEMORY, { duration: "90s" }),
    /a duration is whole minutes, got 90 s - write 120s/,
  ],
  // A share
  [
    "its halves are aligned over other periods",
    inAggregation(ERRORS, { alignment_period: "600s" }, "denominator_aggregations"),
    /both halves of a share have one alignment period, got 300 s of 600 s/,
  ],
  [
    "its halves are grouped otherwise",
    inAggregation(ERRORS, { group_by_fields: ["resource.labels.location"] }, "denominator_aggregations"),
    /both halves of a share are grouped alike/,
  ],
  [
    "its halves are aligned otherwise",
    inAggregation(ERRORS, { per_series_aligner: "ALIGN_RATE" }, "denominator_aggregations"),
    /both halves of a share are aligned alike, got ALIGN_DELTA of ALIGN_RATE/,
  ],
  [
    "the whole is of a service that is not there",
    inFilter(ERRORS, SERVICE, "$" + "{google_cloud_run_v2_service.gone.name}", "denominator_filter"),
    /denominator: resource\.labels\.service_name refers to nothing/,
  ],
  [
    "the whole is of another service",
    (stack) => {
      const block = conditionOn(stack, ERRORS);
      const [own] = SERVICE.exec(block.filter) ?? [];
      const other = Object.keys(stack.resource.google_cloud_run_v2_service).find((name) => !own?.includes(name));
      block.denominator_filter = block.denominator_filter.replace(own, `\${google_cloud_run_v2_service.${other}.name}`);
    },
    /a share is of a part of the whole, and here the whole has another resource\.labels\.service_name/,
  ],
  [
    "the whole is the part",
    (stack) => (conditionOn(stack, ERRORS).denominator_filter = conditionOn(stack, ERRORS).filter),
    /a share of all in all is always 1/,
  ],
  [
    "the whole is less than the part",
    also(ERRORS, 'metric.labels.response_code_class="2xx"', "denominator_filter"),
    /here the whole has another metric\.labels\.response_code_class/,
  ],
  [
    "all that is counted is bad",
    ratio(({ total }) => ({ bad: total })),
    /google_monitoring_slo\.[\w-]+, bad: a share of all in all is always 1/,
  ],
  [
    "bad and all are the wrong way round",
    ratio(({ bad, total }) => ({ bad: total, total: bad })),
    /google_monitoring_slo\.[\w-]+, bad: a share is of a part of the whole/,
  ],
  // Limits
  [
    "80 stands for 0.8",
    inCondition(MEMORY, { threshold_value: 80 }),
    /a share is never over 1, got 80 - 80 % is written 0\.8/,
  ],
  ["80 stands for 0.8 of a percentile", inCondition(CONNECTOR, { threshold_value: 80 }), /a share is never over 1/],
  [
    "5 stands for 5 % of errors",
    inCondition(ERRORS, { threshold_value: 5 }),
    /a share is never over 1, got 5 - 5 % is written 0\.05/,
  ],
  [
    "seconds stand for milliseconds",
    inCondition(STARTUP, { threshold_value: 192 }),
    /the metric is in milliseconds, got 192 - 192 seconds are written 192000/,
  ],
  [
    "nothing is ever under it",
    inCondition(MEMORY, { comparison: "COMPARISON_LT", threshold_value: 0 }),
    /nothing is ever under this limit/,
  ],
  ["everything is over it", inCondition(MEMORY, { threshold_value: -1 }), /everything is over this limit/],
  [
    "it is compared by GE",
    inCondition(MEMORY, { comparison: "COMPARISON_GE" }),
    /a limit is compared by GT or LT, got "GE" - only GT and LT are supported/,
  ],
  [
    "nothing burns as fast",
    inCondition(BURN, { threshold_value: 200 }),
    /nothing burns faster than \d+ times, got 200/,
  ],
  [
    "a budget that goes slowly",
    inCondition(BURN, { comparison: "COMPARISON_LT" }),
    /a budget that goes at its pace lasts/,
  ],
  ["any pace of a budget", inCondition(BURN, { threshold_value: 0 }), /a budget that goes at its pace lasts/],
  [
    "as many instances as there may be",
    inCondition("instance_count", { threshold_value: 10 }),
    /google_cloud_run_v2_service\.[\w-]+ never has more than \d+, got 10 - write \d+/,
  ],
  [
    "as many machines as there may be",
    inCondition("connector/instances", { threshold_value: 3 }),
    /connector never has more than 3, got 3 - write 2/,
  ],
  ["a start of eleven days", inCondition(STARTUP, { threshold_value: 1e9 }), /no request and no start takes an hour/],
  [
    "a share that deviates by more than it can",
    inAggregation(MEMORY, { per_series_aligner: "ALIGN_STDDEV" }),
    /a share deviates by less than 0\.5/,
  ],
  [
    "a role that is neither",
    inCondition("replication/role", { threshold_value: 0.6 }),
    /a share deviates by less than 0\.5/,
  ],
  [
    "its halves are reduced otherwise",
    inAggregation(ERRORS, { cross_series_reducer: "REDUCE_MEAN" }),
    /both halves of a share are reduced alike, got REDUCE_MEAN of REDUCE_SUM/,
  ],
  // Objectives
  [
    "the objective is said as text",
    inFilter(BURN, /\$\{[^}]+\}/, "projects/p/services/s/serviceLevelObjectives/o"),
    /a burn rate is of an objective of this stack, by reference/,
  ],
  [
    "the objective is not there",
    inFilter(BURN, /\$\{[^}]+\}/, "$" + "{google_monitoring_slo.gone.name}"),
    /a burn rate is of an objective of this stack, by reference, got .*gone.* - refer to/,
  ],
  ["no look back", inFilter(BURN, /, "\d+s"/, ""), /a burn rate is of an objective over a length of time/],
  [
    "a look back without its unit",
    inFilter(BURN, /"(\d+)s"/, '"3600"'),
    /a burn rate looks back for a minute or more, got "3600"/,
  ],
  [
    "the health is watched instead",
    inFilter(BURN, BURN, "select_slo_health"),
    /an alert watches how fast an objective burns, got select_slo_health/,
  ],
  [
    "a goal of 100 %",
    objective({ goal: 1 }),
    /a goal is above 0 and at most 0\.999, got 1 - what may never fail has no budget/,
  ],
  [
    "a range that is empty",
    (stack) => {
      const all = Object.values<StackJson>(stack.resource.google_monitoring_slo);
      const cut = all.map((one) => one.request_based_sli.distribution_cut).find(Boolean);
      cut.range.min = 5000;
    },
    /nothing is in this range, got 5000 to 2000/,
  ],
  ["a goal of 99", objective({ goal: 99 }), /a goal is above 0 .*, got 99 - 99 % is written 0\.99/],
  [
    "a goal over three months",
    objective({ rolling_period_days: 90 }),
    /an objective is over 1 to 30 whole days, got 90/,
  ],
  // Metrics of logs
  [
    "a filter over logs loses its parenthesis",
    logFilter(/$/, " ("),
    /google_logging_metric\.[\w-]+: the filter cannot be read/,
  ],
  [
    "no type of resource",
    logFilter(/resource\.type="[^"]+"/, 'severity="ERROR"'),
    /a filter over logs names its type of resource/,
  ],
  [
    "everything but what is meant",
    logFilter(/^.*$/s, 'NOT (resource.type="cloud_run_revision" AND textPayload:"redis")'),
    /a filter over logs names its type of resource/,
  ],
  ["the type is one of several ways", logFilter(" AND ", " OR "), /a filter over logs names its type of resource/],
  [
    "an entry is of two types",
    logFilter(/$/, ' AND resource.type="cloud_run_job" AND resource.type="cloud_run_revision"'),
    /no entry has a resource\.type that is all of this/,
  ],
  [
    "a severity is above and below",
    logFilter(/$/, " AND severity>=ERROR AND severity<INFO"),
    /no entry has a severity that is all of this/,
  ],
  ["a severity is misspelt", logFilter(/$/, " AND severity>=EROR"), /severity is never this, got "EROR"/],
  ["a field is misspelt", logFilter("textPayload", "textpayload"), /an entry has no such field, got "textpayload"/],
  [
    "a log is called by half of its name",
    logFilter(/$/, ' AND logName="stderr"'),
    /logName is never this, got "stderr" - write log_id/,
  ],
  [
    "it is longer than Logging takes",
    logFilter(/$/, ` AND textPayload:"${"x".repeat(20_000)}"`),
    /a filter over logs has 20000 characters at most/,
  ],
  [
    "a type of resource that no entry has",
    logFilter("cloud_run_revision", "cloud_run_service"),
    /no entry is of this type of resource, got "cloud_run_service"/,
  ],
  [
    "a name that no metric of logs can have",
    metricOfLogs({ name: "redis failed start" }),
    /no name of a metric of logs, got "redis failed start"/,
  ],
  ["it is switched off", metricOfLogs({ disabled: true }), /it counts nothing, got disabled/],
  [
    "it is a gauge",
    metricOfLogs({ metric_descriptor: { metric_kind: "GAUGE", value_type: "INT64" } }),
    /a metric of logs counts or measures entries, got GAUGE of INT64/,
  ],
  [
    "a service in its filter is text",
    logFilter('"cloud_run_revision"', '"cloud_run_revision" AND resource.labels.service_name="backend"'),
    /google_logging_metric\.[\w-]+: resource\.labels\.service_name names a thing by reference, got "backend"/,
  ],
  // Whom it tells
  [
    "it tells nobody",
    (stack) => (policyOn(stack, MEMORY).notification_channels = []),
    /a policy tells somebody, got no channel/,
  ],
  [
    "it tells a channel by text",
    (stack) => (policyOn(stack, MEMORY).notification_channels = ["projects/p/notificationChannels/1"]),
    /a policy tells channels of this stack, by reference, got "projects/,
  ],
  [
    "it links no runbook",
    (stack) => (policyOn(stack, MEMORY).documentation.links = []),
    /a policy links its runbook, got no link/,
  ],
  [
    "its link leads nowhere",
    (stack) => (policyOn(stack, MEMORY).documentation.links[0].url = "alerts.md"),
    /a policy links its runbook, got "alerts\.md"/,
  ],
  [
    "it says nothing",
    (stack) => (policyOn(stack, MEMORY).documentation.content = " "),
    /a policy says what to do first/,
  ],
  ["it does not say how bad it is", (stack) => delete policyOn(stack, MEMORY).severity, /a policy says how bad it is/],
  ["it is off", (stack) => (policyOn(stack, MEMORY).enabled = false), /a policy that is off is green for ever/],
  [
    "it closes after a minute",
    (stack) => (policyOn(stack, MEMORY).alert_strategy = { auto_close: "60s" }),
    /an incident closes by itself, 1800 s to 604800 s \(168 h\) after the last data, got 60 s/,
  ],
  [
    "it never closes",
    (stack) => delete policyOn(stack, MEMORY).alert_strategy,
    /an incident closes by itself, .* got nothing/,
  ],
  [
    "it has no condition",
    (stack) => (policyOn(stack, MEMORY).conditions = []),
    /a policy has 1 to 6 conditions, got 0/,
  ],
  [
    "two have one title",
    (stack) => (policyOn(stack, MEMORY).display_name = policyOn(stack, SILENT).display_name),
    /has the same title/,
  ],
  [
    "a condition opens without any series",
    (stack) => (conditionOn(stack, MEMORY).trigger = { count: 0 }),
    /opens without any series/,
  ],
  [
    "more than all of its series",
    inCondition(MEMORY, { trigger: { percent: 150 } }),
    /is never met by so many series, got 150/,
  ],
  ["a series and a half", inCondition(MEMORY, { trigger: { count: 1.5 } }), /is never met by so many series, got 1\.5/],
  [
    "it tells of the end alone",
    (stack) => (policyOn(stack, MEMORY).alert_strategy.notification_prompts = ["CLOSED"]),
    /it tells nobody when it opens, got CLOSED/,
  ],
  [
    "it is made in another project",
    (stack) => (policyOn(stack, MEMORY).project = "other"),
    /it is made in another project, got "other"/,
  ],
  [
    "its count of lines is, too",
    metricOfLogs({ project: "other" }),
    /google_logging_metric\.[\w-]+: it is made in another project/,
  ],
  ["none of it is made", (stack) => (policyOn(stack, MEMORY).count = 0), /it is made once, or nobody knows, got count/],
  [
    "the service of an objective is text",
    objective({ service: "backend" }),
    /an objective is of a service of this stack, got "backend"/,
  ],
  // From outside
  ...["STATUS_CLASS_ANY", "STATUS_CLASS_5XX"].map((status_class): [string, (stack: StackJson) => void, RegExp] => [
    `${status_class} is an answer`,
    (stack) => {
      const { http_check } = first(stack, "google_monitoring_uptime_check_config");
      http_check.accepted_response_status_codes = [{ status_class }];
    },
    /an error is taken for an answer/,
  ]),
  [
    "it asks more rarely than the alert looks",
    check({ period: "900s" }),
    /it asks less often than its alert looks back, got 900 s/,
  ],
  [
    "the check asks every two minutes",
    check({ period: "120s" }),
    /no period of an uptime check, got 120 - it is one of 60s, 300s/,
  ],
  ["the path has no slash", check({ http_check: { path: "health" } }), /a path begins with a slash/],
  [
    "the check is named by its title",
    inFilter(UPTIME, /\$\{[^}]+\}/, "backend is ready"),
    /check_id names a thing by reference/,
  ],
  [
    "nobody hears of the check",
    (stack) => (policyOn(stack, UPTIME).conditions[0] = policyOn(stack, MEMORY).conditions[0]),
    /nobody hears of this check/,
  ],
];

test.each(MUTATIONS)("%s", (_, change, says) => {
  const stack = shippedStack();
  change(stack);
  expect(wrongWatching(stack).filter((one) => says.test(one))).not.toEqual([]);
});

test("what alerts and charts share is wrong in all of them, and said once", () => {
  const text = JSON.stringify(shippedStack()).replaceAll(/\$\{google_redis_instance\.[\w-]+\.id\}/g, "acme-redis");
  const said = wrongWatching(JSON.parse(text)).filter((one) => one.includes("instance_id"));
  expect(said).toEqual([
    expect.stringMatching(/ \(and \d+ more places\): resource\.labels\.instance_id names a thing/),
  ]);
});
