import { FilterError } from "../../../watch/filter/filter-error";
import { loggingFilter, monitoringFilter } from "../../../watch/filter/parse";
import { type Filter, leavesOf } from "../../../watch/filter/tree";

/** The filter in one line, every pair of parentheses written. */
function shown(filter: Filter): string {
  switch (filter.kind) {
    case "all":
      return `(${filter.of.map(shown).join(" AND ")})`;
    case "any":
      return `(${filter.of.map(shown).join(" OR ")})`;
    case "not":
      return `NOT ${shown(filter.of)}`;
    case "anywhere":
      return `anywhere ${filter.text}`;
    case "call":
      return `${filter.name}(${filter.arguments.map((one) => (one.kind === "field" ? one.path.join(".") : one.text)).join(", ")})`;
    case "comparison":
      return `${filter.path.join(".")} ${filter.operator} ${filter.value.kind === "call" ? shown(filter.value) : filter.value.text}`;
  }
}

const monitoring = (filter: string) => shown(monitoringFilter(filter));
const logging = (filter: string) => shown(loggingFilter(filter));
const refusal = (parse: () => unknown): string => {
  try {
    parse();
  } catch (error) {
    if (error instanceof FilterError) return error.message;
    throw error;
  }
  return "accepted";
};

describe("a filter of Cloud Monitoring", () => {
  test("is comparisons joined by AND, which may be left out", () => {
    const filter = 'metric.type = "a.b/c" AND resource.type="r" resource.labels.x = one_of("p", "q")';
    expect(monitoring(filter)).toBe("(metric.type = a.b/c AND resource.type = r AND resource.labels.x = one_of(p, q))");
  });

  test.each([
    ['metric.label.x = starts_with("a")', "metric.labels.x = starts_with(a)"],
    ['NOT metric.labels.x != ends_with("a")', "NOT metric.labels.x != ends_with(a)"],
    ['-metric.labels."x-y" = has_substring("a")', "NOT metric.labels.x-y = has_substring(a)"],
    [
      'metric.labels.x=monitoring.regex.full_match("5\\\\d\\d")',
      "metric.labels.x = monitoring.regex.full_match(5\\d\\d)",
    ],
    ["metric.labels.code >= 500", "metric.labels.code >= 500"],
    ["metric.labels.code < -1.5", "metric.labels.code < -1.5"],
    ['select_slo_burn_rate("projects/p/services/s", "3600s")', "select_slo_burn_rate(projects/p/services/s, 3600s)"],
    [
      'metric.type = "x" AND (resource.labels.a = "1" OR resource.labels.a = "2")',
      "(metric.type = x AND (resource.labels.a = 1 OR resource.labels.a = 2))",
    ],
    ['resource.labels.a = "1" OR resource.labels.a = "2"', "(resource.labels.a = 1 OR resource.labels.a = 2)"],
  ])("takes %s", (filter, understood) => {
    expect(monitoring(filter)).toBe(understood);
  });

  test("keeps a reference of Terraform as it is, with the quotes inside it", () => {
    const redis = "$" + "{google_redis_instance.cache.id}";
    const called = "a$" + '{replace(x, "/", "{")}b';
    const filter = `resource.labels.x = "${redis}" AND metric.labels.y = "${called}"`;
    expect(monitoring(filter)).toBe(`(resource.labels.x = ${redis} AND metric.labels.y = ${called})`);
  });

  test.each([
    ["", "at character 1 a field is expected, got the end"],
    [
      'metric.type = "a',
      "at character 17 the closing quote of the text that begins at character 15 is expected, got the end",
    ],
    [
      'metric.type = "${a',
      "at character 19 the } of the reference that begins at character 16 is expected, got the end",
    ],
    ["metric.type", 'at character 12 an operator (!= >= <= = > < :) after "metric.type" is expected, got the end'],
    ['metric.type =~ "a"', 'at character 13 one of != >= <= = > < : is expected, got "=~"'],
    ["metric.type =", "at character 14 a value, in double quotes where it is text is expected, got the end"],
    [
      'metric.type = "a" and resource.type = "b"',
      'at character 23 an operator (!= >= <= = > < :) after "and" is expected, got "resource"',
    ],
    [
      'metric.type = any_of("a")',
      'at character 15 one of one_of, starts_with, ends_with, has_substring, monitoring.regex.full_match is expected, got "any_of("',
    ],
    ['metric.type = ("a" OR "b")', 'at character 15 a value, in double quotes where it is text is expected, got "("'],
    [
      'metric.type = one_of("a"',
      "at character 25 a comma or the closing parenthesis of one_of is expected, got the end",
    ],
    ['(metric.type = "a"', "at character 19 AND, OR or a closing parenthesis is expected, got the end"],
    ['metric.type = "a")', 'at character 18 AND, OR or the end of a filter of Cloud Monitoring is expected, got ")"'],
    [
      "metric.type = 'a'",
      `at character 15 a field, a value in double quotes, an operator or a parenthesis is expected, got "'"`,
    ],
    [
      'a.b = "1" AND a.c = "2" OR a.c = "3"',
      "at character 15 a pair of parentheses around the alternatives is expected, got AND and OR side by side",
    ],
  ])("refuses %j and says where", (filter, message) => {
    expect(refusal(() => monitoringFilter(filter))).toBe(message);
  });
});

describe("a filter of Cloud Logging", () => {
  test.each([
    ["", "()"],
    ['a="1" b!="2"', "(a = 1 AND b != 2)"],
    // "NOT has the highest precedence, then OR and AND": the example of Google's page.
    ["a OR NOT b AND NOT c OR d", "((anywhere a OR NOT anywhere b) AND (NOT anywhere c OR anywhere d))"],
    ['labels."run.googleapis.com/execution_name"="e"', "labels.run.googleapis.com/execution_name = e"],
    ['textPayload:("one" OR "two three")', "(textPayload : one OR textPayload : two three)"],
    ['a=("x" AND NOT "y")', "(a = x AND NOT a = y)"],
    ['jsonPayload.m =~ "Error -3|\\\\(x\\\\)"', "jsonPayload.m =~ Error -3|\\(x\\)"],
    ["-textPayload:robot", "NOT textPayload : robot"],
    ['NOT (a="1" OR b !~ "2")', "NOT (a = 1 OR b !~ 2)"],
    ["httpRequest.status>=500 severity>=ERROR", "(httpRequest.status >= 500 AND severity >= ERROR)"],
    [
      'ip_in_net(jsonPayload.connection.src_ip, "10.2.0.0/28")',
      "ip_in_net(jsonPayload.connection.src_ip, 10.2.0.0/28)",
    ],
    ['a="1" -- why\nb="2"', "(a = 1 AND b = 2)"],
    ['"Failed services"', "anywhere Failed services"],
  ])("takes %j", (filter, understood) => {
    expect(logging(filter)).toBe(understood);
  });

  test.each([
    ["a=", "at character 3 a value, in double quotes where it is text is expected, got the end"],
    ["a=1 OR", "at character 7 a field is expected, got the end"],
    ['a=("x" OR)', 'at character 10 a value, in double quotes where it is text is expected, got ")"'],
    ['now("x")', 'at character 1 one of ip_in_net, log_id, sample, source, SEARCH is expected, got "now("'],
    ["a=1;", 'at character 4 a field, a value in double quotes, an operator or a parenthesis is expected, got ";"'],
  ])("refuses %j and says where", (filter, message) => {
    expect(refusal(() => loggingFilter(filter))).toBe(message);
  });
});

test("each piece of a filter knows where it begins", () => {
  expect(leavesOf(loggingFilter('a=("x" OR "y") b=1 "z"')).map(({ at }) => at)).toEqual([3, 10, 15, 19]);
});

describe("a filter that means harm", () => {
  const megabyte = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length));

  test.each([
    ["parentheses", megabyte("("), "no more than 100 parentheses in each other"],
    ["references that are never closed", `a="${megabyte("${")}`, "the } of the reference"],
    ["quotes inside references", `a="${megabyte('${"')}`, "is expected"],
    ["escapes", `a="${megabyte("\\")}`, "the closing quote"],
    ["groups of values", `a=${megabyte("(")}`, "no more than 100 parentheses in each other"],
    ["minus signs", megabyte("- "), "a field"],
    ["dots", `a${megabyte(".")}`, "a field"],
    ["NOT", megabyte("NOT "), "a field"],
    ["text that is never closed", `"${megabyte("a")}`, "the closing quote"],
  ])("is refused in a sentence that is not as long: a megabyte of %s", (_, filter, expected) => {
    for (const parse of [monitoringFilter, loggingFilter]) {
      const message = refusal(() => parse(filter));
      expect(message.length).toBeLessThan(200);
      if (parse === loggingFilter) expect(message).toContain(expected);
    }
  });

  test("a megabyte of comparisons is read, and every one of them is there", () => {
    const filter = megabyte('a="1" ');
    expect(leavesOf(loggingFilter(filter))).toHaveLength(filter.length / 6);
    expect(leavesOf(monitoringFilter(filter))).toHaveLength(filter.length / 6);
  });
});
