import { readFileSync } from "node:fs";
import { join } from "node:path";
import { STORIES } from "../../corpus/stories";
import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import { PAGE, watchPage } from "../../scripts/alerts/page";
import { monitoringFilter } from "../../watch/filter/parse";
import { seriesTest } from "../../watch/filter/series";
import { burnRateIn } from "../../watch/replay/burn-rate";
import { countedLines } from "../../watch/replay/log-metrics";
import { canHappen, happenedIn, hereIn } from "../../watch/replay/story";
import { alertOf, firstOfEach, type Told, toldIn } from "../../watch/replay/told";
import { namesIn } from "../../watch/shipped/names";
import { watchingInStack } from "../../watch/shipped/read";
import { ALERTS } from "../../watch/subjects";
import { read, synthesizeEnvironment, withEverything } from "../support/synth";

/** A page that comes later than this is found by somebody else first. */
const SOON = 5;

const stacks = readEnvironments(written).map((environment) => ({
  name: environment.name,
  stack: synthesizeEnvironment(environment),
}));

const all = [...stacks, { name: "one with everything", stack: synthesizeEnvironment(read(withEverything())) }];

describe.each(all)("what watches $name", ({ stack }) => {
  const here = hereIn(stack);
  const watching = watchingInStack(stack, namesIn(stack));
  const shipped = new Set(watching.policies.map(alertOf));
  const stories = STORIES.filter((story) => canHappen(story, here));
  const first = new Map(stories.map((story) => [story.id, firstOfEach(toldIn(stack, story))]));
  const incidents = stories.filter(({ page }) => page !== undefined);

  test.each(incidents)("wakes somebody up within five minutes: $title", ({ id, page }) => {
    const told = first.get(id)?.find(({ alert }) => alert === page);
    expect(told?.notification.policy.severity).toBe("CRITICAL");
    expect(told?.after).toBeGreaterThanOrEqual(0);
    expect(told?.after).toBeLessThanOrEqual(SOON);
    expect(told?.notification.policy.channels).not.toEqual([]);
  });

  test.each(stories)("tells what it has to, and nothing else: $title", ({ id, page, tells = [], mayTell = [] }) => {
    const told = first.get(id)?.map(({ alert }) => alert) ?? [];
    expect(told).toEqual(
      expect.arrayContaining([page, ...tells].filter((one) => one !== undefined && shipped.has(one))),
    );
    expect([page, ...tells, ...mayTell]).toEqual(expect.arrayContaining(told));
  });

  test("is silent where nothing breaks", () => {
    for (const { id, breaks } of stories) if (breaks === undefined) expect(first.get(id)).toEqual([]);
  });

  test("says the same, whether Google writes a zero for a minute without a line or does not", () => {
    const said = (told: readonly Told[]) => told.map(({ alert, after }) => `${alert} ${after}`).sort();
    for (const story of stories) {
      expect(said(firstOfEach(toldIn(stack, story, { zeros: true })))).toEqual(said(first.get(story.id) ?? []));
    }
  });

  test("has each alert opened by some story", () => {
    const opened = new Set([...first.values()].flat().map(({ alert }) => alert));
    expect([...shipped].filter((alert) => !opened.has(alert))).toEqual([]);
  });

  test("is not silent because it sees nothing: the quiet fortnight has data for every condition that needs some", () => {
    const quiet = happenedIn(STORIES.at(-1) as (typeof STORIES)[number], stack);
    const counted = watching.logMetrics.flatMap((metric) => countedLines(metric, quiet.lines, quiet.minutes, false));
    const blind = watching.policies.flatMap(({ at, conditions }) =>
      conditions
        .filter(({ filter }) => burnRateIn(filter) === undefined)
        .filter(({ filter }) => ![...quiet.series, ...counted].some(seriesTest(monitoringFilter(filter))))
        .map(() => at.replace(/.*watch_/, "")),
    );
    // What only exists when something is wrong: lines of errors, starts and executions that failed.
    const onlyWhenWrong = [
      "firewall_denied",
      "log_failed_start",
      "log_redis_auth",
      "log_redis_timeout",
      "redis_ca",
      "redis_probe_failed",
      "service_probe_failed",
    ];
    expect(onlyWhenWrong).toEqual(expect.arrayContaining(blind));
  });
});

test("stories speak of alerts that there are", () => {
  const known = ALERTS.map(({ id }) => id);
  const spoken = STORIES.flatMap(({ page, tells = [], mayTell = [] }) => [page ?? [], ...tells, ...mayTell].flat());
  expect(known).toEqual(expect.arrayContaining(spoken));
});

describe("the incident", () => {
  test("is one page for each service that lasts as long as it does, not one a minute", () => {
    for (const { stack } of stacks) {
      const [incident] = STORIES;
      const told = toldIn(stack, incident as (typeof STORIES)[number]).filter(
        ({ alert }) => alert === "log-failed-start",
      );
      expect(told.map(({ notification }) => Object.keys(notification.labels))).toEqual([
        ["resource.labels.service_name"],
        ["resource.labels.service_name"],
      ]);
    }
  });
});

test("docs/watch.md is current - npm run alerts", () => {
  expect(readFileSync(join(__dirname, "../..", PAGE), "utf8")).toBe(watchPage(stacks));
});
