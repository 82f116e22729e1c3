import { ALERTS } from "../../watch/subjects";
import { CHANNELS, edited, problemsOf, problemsOfStaging, STAGING } from "../support/environment-problems";
import { read, stagingInput } from "../support/synth";

const at = (path: string, sentence: string) => `${STAGING}: alerts.${path}: ${sentence}`;
const saying = (alerts: Record<string, unknown>) =>
  problemsOfStaging(Object.fromEntries(Object.entries(alerts).map(([path, value]) => [`alerts.${path}`, value])));
/** The places of all problems; a place may have several. */
const placesOf = (problems: string[]) => problems.map((problem) => problem.split(": ")[1]);

test("bad input of every kind is said at once, each with its place, what was got and the way out", () => {
  const problems = problemsOfStaging({
    "alerts.channels": {
      Team: CHANNELS.team,
      chat: { type: "slack", channel: "staging" },
      pager: { type: "pagerduty", keySecret: "R0UT1NG KEY" },
      hook: { type: "webhook", url: "http://hooks.example.com", user: "", passwordSecret: "hook" },
      sms: { type: "sms", number: "+1" },
    },
    "alerts.nobody": "nobody",
    "alerts.runbooks": undefined,
    "alerts.thresholds": { "redis-memory": 80, "redis-ca": 1, "redis-refused": 1, "connector-cpu": 0.5, nope: 1 },
    "alerts.off": { "connector-cpu": "It is too loud at night", "redis-silent": "", nope: "It is too loud at night" },
    "alerts.slos": { backend: { availability: 1, within2s: 99 }, worker: { availability: 0.99 }, redisReachable: 0.99 },
  });
  const paths = placesOf(problems);
  expect(paths.sort()).toEqual(
    [
      "channels.Team",
      "channels.chat.channel",
      "channels.chat.tokenSecret",
      "channels.hook.url",
      "channels.hook.user",
      "channels.pager.keySecret",
      "channels.sms.type",
      "nobody",
      "nobody",
      "off.nope",
      "off.redis-silent",
      "runbooks",
      "slos.backend.availability",
      "slos.backend.within2s",
      "slos.redisReachable",
      "slos.worker",
      "thresholds.connector-cpu",
      "thresholds.nope",
      "thresholds.redis-ca",
      "thresholds.redis-memory",
      "thresholds.redis-refused",
    ].map((path) => `alerts.${path}`),
  );
  expect(problems).toEqual(
    expect.arrayContaining([
      at(
        "thresholds.redis-memory",
        "must be from 0.01 to 0.99, share of the memory, got 80 - a share: 80 % is written 0.8",
      ),
      at("thresholds.redis-ca", "must be from 7 to 365, days that are left, got 1 - 60 where it is left out"),
      at("channels.chat.channel", 'must be a channel with its #, got "staging" - such as "#staging"'),
      at("channels.chat.tokenSecret", "is missing - it must be the name of a secret in Secret Manager - not its value"),
      at("channels.sms.type", 'must be one of email, slack, pagerduty, webhook, got "sms" - pick one'),
      at("slos.worker", 'must be of a service, got {"availability":0.99} - one of backend, auth, frontend'),
      at(
        "slos.backend.availability",
        "must be a share of at least 0.94 and at most 0.999, got 1 - 99 % is written 0.99, and nothing keeps 100 %",
      ),
    ]),
  );
  // What stands where the name of a secret belongs may be the secret.
  expect(problems.join("\n")).not.toContain("R0UT1NG");
});

describe("somebody is told, or nobody is for a reason", () => {
  test("channels of every kind", () => {
    expect(saying({ channels: CHANNELS })).toEqual([]);
  });

  test("nobody, with a reason", () => {
    expect(saying({ channels: undefined, nobody: "Rehearsals are thrown away tonight" })).toEqual([]);
    expect(saying({ channels: undefined, nobody: "because" })).toEqual([
      at("nobody", 'must be a reason, got "because" - say it in at least 20 characters'),
    ]);
  });

  test("neither is an error, and both are", () => {
    expect(saying({ channels: undefined })).toEqual([
      at("channels", "is missing - name who is told, or say alerts.nobody with a reason"),
    ]);
    expect(saying({ nobody: "Rehearsals are thrown away tonight" })).toEqual([
      at(
        "nobody",
        'must be left out beside alerts.channels, got "Rehearsals are thrown away tonight" - remove one of the two',
      ),
    ]);
    expect(saying({ channels: {} })).toEqual([
      at("channels", "must be one channel or more, got {} - or say alerts.nobody instead, with a reason"),
    ]);
  });

  test("an environment without any of it is refused", () => {
    expect(problemsOfStaging({ alerts: undefined })).toEqual([
      `${STAGING}: alerts: is missing - it must be a block of settings - write { ... }`,
    ]);
  });

  test("a channel is told of everything unless it says from when on", () => {
    const { channels } = read(edited(stagingInput(), { "alerts.channels": CHANNELS })).alerts;
    expect(Object.entries(channels ?? {}).map(([key, { from }]) => [key, from])).toEqual([
      ["team", "WARNING"],
      ["chat", "WARNING"],
      ["pager", "CRITICAL"],
      ["a-hook", "WARNING"],
    ]);
  });

  test("of warnings too", () => {
    const pager = { type: "pagerduty", keySecret: "pagerduty-key", from: "CRITICAL" };
    expect(saying({ channels: { pager } })).toEqual([
      at(
        "channels.pager.from",
        'must be WARNING for one channel or more, got "CRITICAL" - leave it out, or add a channel',
      ),
    ]);
  });

  test.each([
    ["email", { address: "platform" }, "address"],
    ["email", { address: "platform@example.com, x@example.com" }, "address"],
    ["slack", { channel: "#staging ", tokenSecret: "t" }, "channel"],
    ["pagerduty", { keySecret: "projects/p/secrets/s" }, "keySecret"],
    ["webhook", { url: "https://hooks.example.com/\n", user: "u", passwordSecret: "p" }, "url"],
    ["webhook", { url: `https://$\{x}.example.com`, user: "u", passwordSecret: "p" }, "url"],
    ["webhook", { url: "https://hooks.example.com", user: `$\{x}`, passwordSecret: "p" }, "user"],
    ["webhook", { url: "https://hooks.example.com", user: "name:password", passwordSecret: "p" }, "user"],
    ["webhook", { url: "https://hooks.example.com", user: "\u0000", passwordSecret: "p" }, "user"],
    ["webhook", { url: "https://name:word@hooks.example.com/x", user: "u", passwordSecret: "p" }, "url"],
    ["webhook", { url: "https://hooks.example.com/\ud800", user: "u", passwordSecret: "p" }, "url"],
    ["slack", { channel: "#staging", tokenSecret: "xoxb-123456789012-abcdefghijkl" }, "tokenSecret"],
    ["pagerduty", { keySecret: "0123456789abcdef0123456789abcdef" }, "keySecret"],
  ])("%s %j is refused", (type, settings, field) => {
    expect(placesOf(saying({ "channels.one": { type, ...settings } }))).toEqual([`alerts.channels.one.${field}`]);
  });
});

test.each(["?ref=main", "#alerts", "/", "/\ud800", `/${"x".repeat(2000)}`])("runbooks do not end in %j", (end) => {
  const problems = saying({ runbooks: `https://github.com/o/r/blob/main/docs/runbooks${end}` });
  expect(new Set(placesOf(problems))).toEqual(new Set(["alerts.runbooks"]));
});

test("a service that is called redis has no objective beside that of Redis", () => {
  const problems = saying({ slos: { redis: { availability: 0.99 }, redisReachable: 0.99 } });
  expect(problems.join("\n")).toContain("alerts.slos.redis: must be left out beside alerts.slos.redisReachable");
});

test("what opens a door is not repeated, in whatever place it was put", () => {
  const problems = saying({
    runbooks: "https://lineup:hunter2@github.com/o/r",
    "channels.chat": { type: "slack", channel: "#staging", tokenSecret: "xoxb-hunter2-hunter2" },
    "channels.pager": { type: "pagerduty", keySecret: "hunter2:" },
    "channels.hook": { type: "webhook", url: "https://u:hunter2@example.com/x", user: "u", passwordSecret: "hunter2!" },
  });
  expect(problems.length).toBeGreaterThanOrEqual(5);
  expect(problems.join("\n")).not.toContain("hunter2");
});

describe.each(ALERTS.flatMap(({ id, threshold }) => (threshold ? [{ id, ...threshold }] : [])))(
  "the threshold of $id",
  ({ id, default: usual, least, most }) => {
    test("is within its bounds where nobody says one, and they can be said", () => {
      expect(usual).toBeGreaterThanOrEqual(least);
      expect(usual).toBeLessThanOrEqual(most);
      for (const value of [least, usual, most]) expect(saying({ [`thresholds.${id}`]: value })).toEqual([]);
    });

    test.each([least / 2, most * 2, Number.NaN, Number.POSITIVE_INFINITY, "0.8", null, [], {}])(
      "is not %p",
      (value) => {
        expect(placesOf(saying({ [`thresholds.${id}`]: value }))).toEqual([`alerts.thresholds.${id}`]);
      },
    );
  },
);

test("each alert can be switched off, for a reason, and what is off has no threshold", () => {
  for (const { id } of ALERTS) expect(saying({ [`off.${id}`]: "Nobody can do anything about it" })).toEqual([]);
  expect(saying({ "off.redis-cpu": "Nobody can do anything about it", "thresholds.redis-cpu": 0.9 })).toEqual([
    at("thresholds.redis-cpu", "must be left out where alerts.off.redis-cpu is said, got 0.9 - remove one of the two"),
  ]);
  expect(placesOf(saying({ "off.redis-cpu": true }))).toEqual(["alerts.off.redis-cpu"]);
});

describe("an objective", () => {
  test("of WebSockets needs them", () => {
    expect(saying({ "slos.auth": { websockets: 0.99 } })).toEqual([
      at(
        "slos.auth.websockets",
        "must be left out where services.auth.websockets is not true, got 0.99 - remove one of the two",
      ),
    ]);
  });

  test("of Redis needs a schedule", () => {
    expect(saying({ "slos.redisReachable": 0.99 })).toHaveLength(1);
    expect(problemsOfStaging({ "alerts.slos.redisReachable": 0.99, watch: { everyMinutes: 10 } })).toEqual([]);
  });

  test.each([1, 0.9999, 0.4, 99, "0.99", null])("is not %p", (goal) => {
    expect(placesOf(saying({ "slos.backend.availability": goal }))).toEqual(["alerts.slos.backend.availability"]);
  });

  test.each(["__proto__", "constructor", "toString"])("of %s is of no service", (key) => {
    const written = JSON.stringify(edited(stagingInput(), { "alerts.slos.PLACE": { availability: 0.95 } }));
    const problems = problemsOf(JSON.parse(written.replace('"PLACE"', JSON.stringify(key))));
    expect(placesOf(problems)).toEqual([`alerts.slos.${key}`]);
  });
});

test.each([
  "http://example.com/runbooks",
  "docs/runbooks",
  "https://example.com/runbooks/",
  "https://example.com/a b",
  `https://$\{x}/y`,
  7,
])("runbooks are not read at %p", (where) => {
  expect(placesOf(saying({ runbooks: where }))).toEqual(["alerts.runbooks"]);
});

test.each([null, [], "text", 1, { deep: { deep: [] } }])("%p in place of a block is refused in a sentence", (value) => {
  for (const path of ["channels", "thresholds", "off", "slos", "channels.team", "slos.backend"]) {
    const problems = saying({ [path]: value });
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems)
      expect(problem).toMatch(/^environments\/staging\.ts: alerts\.[\w.-]+: (must|is) .+ - .+$/);
  }
});

test("a million characters make no long error", () => {
  const long = "x-".repeat(500_000);
  const problems = saying({
    channels: { [long]: { type: long } },
    runbooks: long,
    [`off.${long}`]: long,
    [`slos.${long}`]: long,
  });
  expect(problems.length).toBeGreaterThanOrEqual(4);
  expect(Math.max(...problems.map(({ length }) => length))).toBeLessThan(500);
});
