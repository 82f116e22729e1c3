import { logs } from "../../../src/diagnose/parts/logs";
import type { Send } from "../../../src/google/send";
import { minuteOf } from "../../../src/text/times";
import { ago, type Json, REGION, revision, sceneOf, service, short, told } from "./scene";

const API = "google_cloud_run_v2_service.acme-api";
const NEWEST = "acme-api-00002-new";
const STARTS = "Startup failed. Failed services: [redis]";

const line = (text: string, minutes: number, change: Json = {}, labels: Json = {}): Json => ({
  timestamp: ago(minutes),
  resource: {
    type: "cloud_run_revision",
    labels: { service_name: "acme-api", revision_name: NEWEST, location: REGION, ...labels },
  },
  textPayload: text,
  ...change,
});

/** Cloud Logging with these entries, in pages. */
function log(...pages: Json[][]): { send: Send; asked: Json[] } {
  const asked: Json[] = [];
  return {
    asked,
    send: async ({ body }) => {
      asked.push(body);
      const page = Number((body as Json).pageToken ?? 0);
      const nextPageToken = page + 1 < pages.length ? String(page + 1) : undefined;
      return { status: 200, body: { entries: pages[page], nextPageToken }, retryAfter: undefined };
    },
  };
}
const found = (entries: Json[], resources: Json[] = [service("acme-api", [])]) =>
  told(logs, { resources, send: log(entries).send });

test.each([
  ["START_FAILED", STARTS],
  ["REDIS_SILENT", "Redis ping timeout after 5.0 seconds"],
  ["REDIS_SILENT", "redis.exceptions.ConnectionError: Error -3 connecting to cache.internal:6379. Temporary failure"],
  ["REDIS_SILENT", "Error 110 connecting to 10.166.0.3:6379. Connection timed out."],
  ["REDIS_SILENT", "connect ETIMEDOUT 10.166.0.3:6379"],
  ["REDIS_REFUSED", "NOAUTH Authentication required."],
  ["REDIS_REFUSED", "WRONGPASS invalid username-password pair"],
  ["REDIS_REFUSED", "Error: connect ECONNREFUSED 127.0.0.1:6379"],
  ["WEBSOCKETS_CLOSED", "WebSocket closed with code 1011"],
])("%s: %s", async (code, text) => {
  expect(short(await found([line(text, 3)]))).toEqual([[code, "likely", API]]);
  const structured = line("", 3, { textPayload: undefined, jsonPayload: { message: text } });
  expect(short(await found([structured]))).toEqual([[code, "likely", API]]);
});

test.each([
  ["order 1011 was shipped"],
  ["connect ECONNREFUSED 10.0.0.9:5432"],
  ["ETIMEDOUT from the payment provider"],
  ["Failed services: [postgres]"],
])("not looked for: %s", async (text) => {
  expect((await found([line(text, 3)])).clues).toEqual([]);
});

test("lines of one kind are counted, with the first and the last of them, and the newest is quoted masked", async () => {
  const secret = "kJ83hf9aLQ0sd8fhk3JKLd82";
  const lines = [line(`${STARTS} at redis://:${secret}@10.166.0.3:6379/0 for mila@acme.example`, 2), line(STARTS, 40)];
  const { clues } = await found(lines);
  expect(clues).toHaveLength(1);
  expect(clues[0]?.message).toContain(
    `(2 lines in its log since ${minuteOf(ago(40))}, the last at ${minuteOf(ago(2))})`,
  );
  expect(clues[0]?.evidence[0]).toMatchObject({ when: ago(40), at: API });
  expect(clues[0]?.evidence[0]?.text).toContain("Failed services: [redis]");
  expect(JSON.stringify(clues)).not.toMatch(/kJ83hf|mila/);
});

test("a symptom is evidence of what explains it, of the same service", async () => {
  const [clue] = (await found([line(STARTS, 2)])).clues;
  expect(clue?.services).toEqual(["acme-api"]);
  for (const code of ["FIREWALL_RULE", "ADDRESS_MISMATCH", "VARIABLE_MISSING", "RESOURCE_MISSING", "REDIS_SILENT"]) {
    expect(clue?.explainedBy).toContain(code);
  }
  expect(clue?.explainedBy).not.toContain("START_FAILED");
});

test("after ten minutes without a line it is only possible, and after an hour over", async () => {
  expect(short(await found([line(STARTS, 11)]))).toEqual([["START_FAILED", "possible", API]]);
  expect(short(await found([line(STARTS, 61)]))).toEqual([]);
});

test("what a revision wrote that takes no requests any more is history", async () => {
  const old = line(STARTS, 2, {}, { revision_name: "acme-api-00001-old" });
  expect((await found([old])).clues).toEqual([]);
});

test("what the newest revision writes that never became ready is no history", async () => {
  const failed = service("acme-api", [], { latest_ready_revision: "x/acme-api-00001-old" });
  const resources = [failed, revision("acme-api", "acme-api-00001-old", [])];
  expect(short(await found([line(STARTS, 2)], resources))).toEqual([["START_FAILED", "likely", API]]);
});

test("a service that is no more is history, and so is its namesake in another region", async () => {
  expect((await found([line(STARTS, 2, {}, { service_name: "gone" })])).clues).toEqual([]);
  expect((await found([line(STARTS, 2, {}, { location: "us-central1" })])).clues).toEqual([]);
});

test("where the project cannot be read, the lines are there all the same", async () => {
  const scene = await sceneOf({ send: log([line(STARTS, 2)]).send });
  const unreadable = { ...scene, live: Promise.reject(new Error("unreadable")) };
  unreadable.live.catch(() => {});
  expect(short(await told(logs, unreadable))).toEqual([["START_FAILED", "likely", API]]);
});

test("entries of every wrong shape are passed over, and so is what will be written tomorrow", async () => {
  const wrong = [
    null,
    7,
    {},
    line(STARTS, 2, { timestamp: "yesterday" }),
    line(STARTS, 2, { timestamp: 7 }),
    line(STARTS, -60),
    line(STARTS, 2, { resource: { labels: { service_name: "A B\u001b[2J" } } }),
    line(STARTS, 2, { textPayload: { a: STARTS } }),
    line(STARTS, 2, { textPayload: undefined, jsonPayload: "x" }),
  ];
  expect(await found(wrong)).toEqual({ clues: [], changes: [], gaps: [], fixes: [], reached: [] });
});

test("it asks for the lines alone, a day back, and reads three pages at most", async () => {
  const full = Array.from({ length: 10 }, () => [line(STARTS, 2)]);
  const { send, asked } = log(...full);
  const { clues, gaps } = await told(logs, { resources: [service("acme-api", [])], send });
  expect(asked).toHaveLength(3);
  expect(asked[0].filter).toContain(`timestamp>="${ago(24 * 60)}"`);
  expect(asked[0].filter).toContain('"Failed services: [redis]"');
  expect(clues[0]?.message).toContain("at least 3 lines");
  expect(gaps).toEqual(["of the logs only the newest lines were read: there are more than 3 in an hour"]);
});

test("a log that may not be read is a gap, with the role that opens it", async () => {
  const denied = { error: { code: 403, status: "PERMISSION_DENIED", message: "no" } };
  const send: Send = async () => ({ status: 403, body: denied, retryAfter: undefined });
  const { clues, gaps } = await told(logs, { resources: [service("acme-api", [])], send });
  expect(clues).toEqual([]);
  expect(gaps).toEqual([
    "the logs of the services could not be read: 403: grant the permission logging.logEntries.list, for example with roles/logging.viewer",
  ]);
});

test("lines of a service that could not be read are no lines of one that was deleted", async () => {
  const { send } = log([line(STARTS, 3)]);
  expect((await told(logs, { resources: [], send })).clues).toEqual([]);
  const unread = [{ what: "services", why: "no permission", types: ["google_cloud_run_v2_service"] }];
  expect(short(await told(logs, { resources: [], unread, send }))).toEqual([["START_FAILED", "likely", API]]);
});
