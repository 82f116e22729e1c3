import type { ProbeReport } from "../../src/probe/contract";
import { render } from "../../src/report";
import type { Format } from "../../src/report/format";
import { ofProbe } from "../../src/report/of-probe";
import { type Json, job, only } from "./google";

const shown = (report: ProbeReport, format: Format = "text") =>
  render(report, { toReport: ofProbe }, format, { colour: false, width: 80, quiet: false });

const verify: Json = {
  ...{ input: "live.json", verdict: "blocked", from: "google_cloud_run_v2_service.api", to: "google_redis_instance.r" },
  ...{ port: 6379, causes: [], undecided: [] },
  steps: [{ step: "APPLY_ROUTE", address: "", text: "no route leads there" }],
};
/** Something to hold beside the probe, which finds this path. */
const judging = (path: Json): Json => ({ beside: { pathOf: () => path, withoutProbe: () => [], hostsOf: () => [] } });
const beside = judging(verify);

test("what the probe measured is one line for the phases, and one for each figure", async () => {
  const connections = { asked: 10, answered: 10 };
  const latency = { pings: 100, connectMs: 0.4, p50Ms: 0.3, p95Ms: 0.6, maxMs: 1.1 };
  const text = shown((await only({ log: { connections, latency } })).report);
  expect(text).toMatch(/measured \(3\)\n {4}- config 1 ms, dns 1 ms, tcp 1 ms/);
  expect(text).toContain("10 of 10 connections at once answered");
  expect(text.replace(/\s+/g, " ")).toContain("p50 0.3 ms, p95 0.6 ms, at most 1.1 ms; to connect took 0.4 ms");
  expect(shown((await only({ phase: "tcp" })).report)).toContain("dns 1 ms, tcp failed after 1 ms");
});

test("when the CA expires stands in the report, where the probe says it", async () => {
  const certificate = { name: "cn", of: "10.166.0.3", trustedBy: 1 };
  const ofLog = async (more: object) =>
    shown((await only({ log: { certificate: { ...certificate, ...more } } })).report);
  expect(await ofLog({ caExpires: "2027-01-28", caDaysLeft: 60 })).toContain(
    "the CA of its certificate expires on 2027-01-28",
  );
  expect(await ofLog({})).not.toContain("expires on");
});

test("without a probe the path says so, and ends in no colon", async () => {
  const text = shown((await only({ jobs: [] })).report);
  expect(text).toContain("its Redis: there is no probe\n");
  expect(shown((await only({ jobs: [] })).report, "markdown")).toContain("| there is no probe |");
});

test("a job that was not started is no path that was tried", async () => {
  const { report } = await only({ jobs: [job("api", {}, { args: ["server.js"] })] });
  expect(shown(report)).toContain("nothing was learned, api-probe");
});

test("a probe that arrived where verify sees a cut is not one of which nothing is known", async () => {
  const { report } = await only({}, {}, beside);
  const text = shown(report);
  expect(text).toContain("the probe arrived where another answer sees a cut");
  expect(text).not.toMatch(/nothing was learned|would find is unknown/);
  expect(text).toMatch(/api as verify judges it \(live\.json\): blocked[\s\S]*no route leads there {2}\[APPLY_ROUTE\]/);
});

test("a disagreement says with what, and its commands can be typed", async () => {
  const open = judging({ ...verify, verdict: "reachable" });
  const auth = shown((await only({ phase: "auth", code: "WRONGPASS" }, {}, open)).report).replace(/\s+/g, " ");
  expect(auth).toContain("verify finds the way open; Redis has another password than the service");
  const dropped = shown((await only({ phase: "tcp" }, {}, open)).report).replace(/\s+/g, " ");
  expect(dropped).toContain("lineup probe --project acme-staging --inventory live.json --trace");
  expect(dropped).not.toMatch(/PROJECT|REGION/);
});

test("nothing of a hostile log leaves its place", async () => {
  const message = `\u001b[31mgone\n::error::x ${"y".repeat(500)} <script>`;
  const { report } = await only({ phase: "tcp", log: { message } });
  const text = shown(report);
  expect(text).not.toContain("\u001b");
  expect(text).not.toMatch(/^::error/m);
  expect(shown(report, "markdown")).not.toMatch(/<script>|^::error/m);
});
