import type { ApiResponse } from "../../src/google/refusal";
import { Waiting } from "../../src/google/waiting";
import { error, info } from "./errors";
import type { Json } from "./live";

const said: string[] = [];
const waited: number[] = [];
beforeEach(() => {
  said.length = 0;
  waited.length = 0;
});

const waiting = () =>
  new Waiting(
    async (milliseconds) => waited.push(milliseconds),
    (text) => said.push(text),
  );
const answer = (status: number, retryAfter?: string, body: Json = {}): ApiResponse => ({ status, body, retryAfter });
const retryInfo = (retryDelay: Json) => ({
  error: { details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay }] },
});

test.each<[string, ApiResponse, number]>([
  ["in seconds", answer(429, "40"), 40_000],
  ["in the answer", answer(429, undefined, retryInfo("40s")), 40_000],
  ["in the answer, to the millisecond", answer(429, undefined, retryInfo("7.250s")), 7_250],
  ["in both, and the longer counts", answer(503, "7", retryInfo("40s")), 40_000],
])("a wait that an API asks for %s is waited for", async (_, busy, milliseconds) => {
  expect(await waiting().beforeNext("COMPUTE", 1, busy)).toBe("again");
  expect(waited).toEqual([milliseconds]);
});

test("and so is one until a time", async () => {
  const inAMinute = new Date(Date.now() + 60_000).toUTCString();
  expect(await waiting().beforeNext("COMPUTE", 1, answer(429, inAMinute))).toBe("again");
  expect(waited[0]).toBeGreaterThan(50_000);
  expect(waited[0]).toBeLessThanOrEqual(60_000);
});

test.each<[string, ApiResponse]>([
  ["a year", answer(429, String(365 * 86_400))],
  ["a year, as a date", answer(429, new Date(Date.now() + 365 * 86_400_000).toUTCString())],
  ["for ever", answer(429, "9".repeat(400))],
  ["fifteen digits of seconds", answer(429, undefined, retryInfo("999999999999999s"))],
])("%s is not waited for", async (_, busy) => {
  expect(await waiting().beforeNext("COMPUTE", 1, busy)).toBe("too long");
  expect([waited, said]).toEqual([[], []]);
});

test.each<[string, ApiResponse]>([
  ["nothing", answer(503)],
  ["a negative time", answer(503, "-5")],
  ["a time that is past", answer(503, "Wed, 21 Oct 2015 07:28:00 GMT")],
  ["no number", answer(503, "NaN")],
  ["no time at all", answer(503, "Wed, 99 Xxx 9999 99:99:99 GMT")],
  ["text of a megabyte", answer(503, "9 ".repeat(500_000))],
  ["a delay that is none", answer(503, undefined, retryInfo("-5s"))],
  ["a delay of another type", answer(503, undefined, retryInfo({ seconds: 5 }))],
  ["a page of HTML", answer(503, undefined, "<html>busy</html>")],
])("where an API asks for %s, lineup waits as it sees fit, and longer each time", async (_, busy) => {
  const patient = waiting();
  expect(await patient.beforeNext("COMPUTE", 1, busy)).toBe("again");
  expect(await patient.beforeNext("COMPUTE", 4, busy)).toBe("again");
  expect(await patient.beforeNext("COMPUTE", 5, busy)).toBe("stands");
  const [first = 0, second = 0] = waited;
  expect(first).toBeGreaterThanOrEqual(250);
  expect(first).toBeLessThanOrEqual(500);
  expect(second).toBeGreaterThanOrEqual(2_000);
});

test("what is no matter of time is not asked again", async () => {
  for (const one of [answer(200), answer(400), answer(403), answer(404, "5"), answer(403, "5", error("no"))]) {
    expect(await waiting().beforeNext("COMPUTE", 1, one)).toBe("stands");
  }
});

test("a rate limit is a matter of a minute, and is asked again until then", async () => {
  const limit = answer(403, undefined, error("x", { details: [info("RATE_LIMIT_EXCEEDED")] }));
  const patient = waiting();
  let attempt = 1;
  while ((await patient.beforeNext("COMPUTE", attempt, limit)) === "again") attempt += 1;
  expect(attempt).toBe(8);
  expect(waited.reduce((all, one) => all + one, 0)).toBeGreaterThan(30_000);
  expect(said.at(-1)).toMatch(/^the quota of requests to compute is used up: waiting \d+ s$/);
});

test("the budget is one for the whole reading, whoever asks", async () => {
  const patient = waiting();
  expect(await patient.beforeNext("COMPUTE", 1, answer(429, "70"))).toBe("again");
  expect(await patient.beforeNext("REDIS", 1, answer(429, "60"))).toBe("too long");
  expect(await patient.beforeNext("REDIS", 1, answer(429, "50"))).toBe("again");
  expect(await patient.beforeNext("REDIS", 2, answer(503, "1"))).toBe("too long");
  expect(said).toEqual(["compute asks to wait 70 s", "redis asks to wait 50 s"]);
});

test("the requests to one API wait together, said once and counted once, and the others go on", async () => {
  let over = () => {};
  const pauses: number[] = [];
  const patient = new Waiting(
    (milliseconds) => {
      pauses.push(milliseconds);
      return new Promise<void>((done) => {
        over = done;
      });
    },
    (text) => said.push(text),
  );
  const many = Array.from({ length: 20 }, () => patient.beforeNext("COMPUTE", 1, answer(429, "100")));
  let hasTurn = false;
  const next = patient.forTurn("COMPUTE").then(() => {
    hasTurn = true;
  });
  await patient.forTurn("REDIS");
  expect(hasTurn).toBe(false);
  over();
  expect(await Promise.all(many)).toEqual(many.map(() => "again"));
  await next;
  expect([pauses, said]).toEqual([[100_000], ["compute asks to wait 100 s"]]);
});
