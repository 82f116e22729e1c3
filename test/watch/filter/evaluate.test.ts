import { entryTest } from "../../../watch/filter/entries";
import { loggingFilter, monitoringFilter } from "../../../watch/filter/parse";
import { seriesTest } from "../../../watch/filter/series";

describe("a time series is taken", () => {
  const series = {
    metric: { type: "run.googleapis.com/request_count", labels: { response_code_class: "5xx", response_code: "503" } },
    resource: {
      type: "cloud_run_revision",
      labels: { service_name: "backend", instance_id: "projects/p/locations/r/instances/i" },
    },
  };
  const isTaken = (filter: string) => seriesTest(monitoringFilter(filter))(series);

  test.each([
    'metric.type = "run.googleapis.com/request_count" AND resource.type = "cloud_run_revision"',
    'resource.labels.service_name = one_of("frontend", "backend")',
    'resource.labels.service_name != "frontend"',
    'resource.labels.service_name != one_of("frontend")',
    'NOT resource.labels.service_name = "frontend"',
    'metric.labels.response_code_class = starts_with("5")',
    'metric.labels.response_code_class = ends_with("xx")',
    'resource.labels.instance_id = has_substring("locations/r")',
    'resource.labels.instance_id : "locations/r"',
    'metric.labels.response_code = monitoring.regex.full_match("5..")',
    "metric.labels.response_code >= 500 AND metric.labels.response_code < 504",
    'metric.labels.none = ""',
    '(metric.labels.response_code = "500" OR metric.labels.response_code = "503")',
  ])("by %s", (filter) => expect(isTaken(filter)).toBe(true));

  test.each([
    'resource.labels.service_name = "Backend"',
    'resource.labels.instance_id = "i"',
    'metric.labels.response_code = monitoring.regex.full_match("5.")',
    'resource.type = "cloud_run_job"',
    'metric.labels.none = "x"',
  ])("not by %s", (filter) => expect(isTaken(filter)).toBe(false));

  test.each([
    ['select_slo_burn_rate("a", "3600s")', "a filter that selects time series by their labels"],
    ['metric.kind = "x"', "metric.type, resource.type, metric.labels.NAME or resource.labels.NAME"],
    ['metric.labels.x = starts_with("a", "b")', "one text in starts_with"],
    ['metric.labels.x > one_of("a")', "= or != before a function"],
    ['metric.labels.x = monitoring.regex.full_match("(a+)+")', "is repeated itself"],
  ])("never by what says nothing about it: %s", (filter, message) => expect(() => isTaken(filter)).toThrow(message));
});

describe("a log entry is taken", () => {
  const entry = {
    logName: "projects/p/logs/run.googleapis.com%2Fstderr",
    severity: "ERROR",
    timestamp: "2026-01-02T03:04:05Z",
    resource: { type: "cloud_run_revision", labels: { service_name: "backend" } },
    labels: { "run.googleapis.com/execution_name": "e-1" },
    jsonPayload: {
      message: "Failed services: [redis]",
      ca: { days: 59 },
      list: ["a", "b"],
      connection: { src_ip: "10.2.0.5" },
    },
  };
  const isTaken = (filter: string) => entryTest(loggingFilter(filter))(entry);

  test.each([
    "",
    'resource.type="cloud_run_revision" severity>=WARNING',
    'resource.type = "Cloud_Run_Revision"',
    'jsonPayload.message:"failed SERVICES"',
    'jsonPayload:"redis"',
    '"Failed services"',
    'jsonPayload.message=~"Failed services: \\[redis\\]"',
    'jsonPayload.message =~ "(?i)failed"',
    'jsonPayload.message !~ "NOAUTH|WRONGPASS"',
    "jsonPayload.ca.days < 60",
    "jsonPayload.ca.days >= 7",
    "jsonPayload.ca.days = 59",
    "jsonPayload.ca:*",
    'jsonPayload.list = "b"',
    'labels."run.googleapis.com/execution_name" = ("e-1" OR "e-2")',
    'timestamp >= "2026-01-01T00:00:00Z"',
    'ip_in_net(jsonPayload.connection.src_ip, "10.2.0.0/28")',
    'log_id("run.googleapis.com/stderr")',
    'NOT jsonPayload.none = "x"',
    'severity != "INFO"',
  ])("by %s", (filter) => expect(isTaken(filter)).toBe(true));

  test.each([
    "severity > ERROR",
    'jsonPayload.none != "x"',
    'jsonPayload.none !~ "x"',
    "jsonPayload.none:*",
    'jsonPayload.message =~ "^failed"',
    "jsonPayload.ca.days < 7",
    'ip_in_net(jsonPayload.connection.src_ip, "10.3.0.0/28")',
    'log_id("stderr")',
    'constructor:"x"',
  ])("not by %s", (filter) => expect(isTaken(filter)).toBe(false));

  test("without a severity as one of DEFAULT, and whatever else it is made of", () => {
    expect(entryTest(loggingFilter("severity < ERROR"))({})).toBe(true);
    expect(entryTest(loggingFilter('textPayload:"x"'))({ textPayload: null })).toBe(false);
  });

  test.each([
    ['jsonPayload.a =~ "(a|b)+c"', "a group that repeats or chooses inside is repeated itself"],
    ['jsonPayload.a =~ "a*a*a*a*b"', "more than 3 repeats"],
    ['jsonPayload.a =~ "(?=a)"', "RE2 has no lookahead"],
    ['jsonPayload.a =~ "(a)\\1"', "RE2 has no backreference"],
    ['jsonPayload.a =~ "(a"', "a parenthesis or bracket is open"],
    ["sample(insertId, 0.1)", 'ip_in_net(field, "range") or log_id("name")'],
    ['ip_in_net(a, "10.0.0.0")', 'an IPv4 range such as "10.0.0.0/8"'],
  ])("never by what is not judged here: %s", (filter, message) => expect(() => isTaken(filter)).toThrow(message));
});
