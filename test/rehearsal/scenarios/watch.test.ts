import { whyNoMachine } from "../../../rehearsal/machine/needs";
import { firstSteps } from "../../../rehearsal/scenarios/watch/first-step";
import { followedBy } from "../../../rehearsal/scenarios/watch/repaired";
import { leftOpen, shownTo } from "../../../rehearsal/scenarios/watch/told";
import type { Notification } from "../../../watch/replay/incidents";
import type { Channel, Policy, Watching } from "../../../watch/shipped/model";
import { itNeeds } from "../../support/needs";
import { google, played } from "../../support/rehearsed";

jest.setTimeout(900_000);

const needed = { missing: google.missing ?? whyNoMachine() };

describe("the rehearsal", () => {
  itNeeds(
    needed,
    "tells the incident to what is deployed, with real terraform and a real Redis, and follows the page's first lines",
    async () => {
      const said = (await played("watch")).said.join("\n");
      expect(said).toMatch(/\+[0-5] min {2}CRITICAL {2}staging: A service gives up its start, because of Redis/);
      expect(said).toContain("/docs/runbooks/staging/alerts.md#log-failed-start");
      expect(said).toMatch(/npx lineup [^\n]*\n\s+✗ BLOCKED/);
      expect(said).toMatch(/min {2}closed {2}staging: A service gives up its start/);
    },
  );
});

const channel: Channel = { at: "projects/p/notificationChannels/1", type: "slack", title: "chat", enabled: true };
const policy = (more: Partial<Policy> = {}): Policy => ({
  at: "projects/p/alertPolicies/1",
  title: "Redis is gone",
  severity: "CRITICAL",
  enabled: true,
  combiner: "OR",
  conditions: [],
  channels: [channel.at],
  text: "Why it matters.\n\n1. npx lineup verify --project p: which hop?\n\n2. Look at the dashboard.",
  links: [{ title: "Runbook", url: "https://a.example/alerts.md#redis" }],
  autoCloseSeconds: 1800,
  labels: {},
  ...more,
});
const told = (at: number, what: Notification["what"], labels = {}, of = policy()): Notification => ({
  at,
  what,
  policy: of,
  condition: "c",
  labels,
});

describe("the first lines of an alert", () => {
  test("are commands where they are lineup's, without what they tell", () => {
    expect(firstSteps(policy())).toEqual(["npx lineup verify --project p"]);
    expect(
      firstSteps(policy({ text: "1. npx lineup inventory | npx lineup verify -: a\n\n2. npx lineup probe" })),
    ).toEqual(["npx lineup inventory | npx lineup verify -", "npx lineup probe"]);
  });

  test("of which none is a command are an error, not a step that is passed over", () => {
    expect(() => firstSteps(policy({ text: "1. Look at the dashboard." }))).toThrow(/name no command/);
  });
});

describe("what was told", () => {
  const watching = { channels: [channel] } as Watching;

  test("is shown with its time after the break, its severity, whom it reaches and where it goes on", () => {
    const shown = shownTo(watching, [told(61, "opened", { "resource.labels.service_name": "backend" })], 60);
    expect(shown).toBe(
      "\n    +1 min  CRITICAL  Redis is gone (backend)\n        to chat (slack); https://a.example/alerts.md#redis",
    );
  });

  test("names nobody and no runbook where there is none, and a channel that is switched off", () => {
    const silent = policy({ channels: [], links: [], severity: undefined });
    expect(shownTo(watching, [told(0, "opened", {}, silent)], 0)).toContain("without severity");
    expect(shownTo(watching, [told(0, "opened", {}, silent)], 0)).toContain("to nobody; no runbook");
    const off = { channels: [{ ...channel, enabled: false }] } as Watching;
    expect(shownTo(off, [told(0, "opened")], 0)).toContain("chat (slack, switched off)");
  });

  test("is left open where it has not closed, for each thing by itself", () => {
    const [one, other] = [{ s: "a" }, { s: "b" }];
    const all = [told(1, "opened", one), told(2, "opened", other), told(3, "closed", one)];
    expect(leftOpen(all)).toEqual([all[1]]);
    expect(leftOpen([...all, told(4, "opened", one)])).toHaveLength(2);
  });
});

test("a story that goes on has the series of both, each where it is, and every line at its time", () => {
  const series = (type: string, ...values: (number | undefined)[]) => ({
    metric: { type, labels: {} },
    resource: { type: "r", labels: {} },
    values,
  });
  const lines = (...at: number[]) => ({ entry: { textPayload: "x" }, at });
  const { minutes, ...joined } = followedBy(
    { minutes: 4, series: [series("both", 1, 2, 3, 4), series("before", 7, 7, 7, 7)], lines: [lines(0, 1, 2, 3)] },
    2,
    { minutes: 2, series: [series("both", 5, 6), series("after", 8, 9)], lines: [lines(0)] },
  );
  expect(minutes).toBe(4);
  expect(joined).toEqual({
    series: [
      series("both", 1, 2, 5, 6),
      series("before", 7, 7, undefined, undefined),
      series("after", undefined, undefined, 8, 9),
    ],
    lines: [lines(0, 1), lines(2)],
  });
});
