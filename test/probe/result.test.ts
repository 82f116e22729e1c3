import { exitCodeOf, PHASES, phaseOf } from "../../probe/phases";
import { readResult } from "../../probe/result";

const reachable = {
  ...{ schema: "lineup/probe/1", severity: "INFO", message: "PING answered in 0.3 ms by 10.166.0.3:6379" },
  ...{
    verdict: "reachable",
    script: "a".repeat(64),
    execution: "api-probe-x7k2p",
    at: "2026-11-29T15:00:00.000Z",
    ms: 21,
  },
  target: { host: "10.166.0.3", port: 6379, tls: false, auth: true },
  phases: PHASES.map((name) => ({ name, ok: true, ms: 1.5 })),
  connections: { asked: 10, answered: 10 },
  latency: { pings: 100, connectMs: 0.4, p50Ms: 0.3, p95Ms: 0.6, maxMs: 1.1 },
};
const failed = reachable.phases.slice(0, 3).map((it) => ({ ...it, ok: it.name !== "tcp" }));
const blocked = { ...reachable, verdict: "blocked", phase: "tcp", code: "ETIMEDOUT", phases: failed };

test("a result is read as it was written", () => {
  expect(readResult(reachable)).toEqual(reachable);
  expect(readResult(blocked)).toEqual(blocked);
});

test("the days that the CA has left are read, and a script that does not say them yet is read as well", () => {
  const certificate = { name: "cn", of: "10.166.0.3", trustedBy: 1 };
  const days = { ...certificate, caExpires: "2027-01-28", caDaysLeft: 60 };
  for (const it of [certificate, days]) expect(readResult({ ...reachable, certificate: it })?.certificate).toEqual(it);
  for (const caDaysLeft of ["60", 59.5, null]) {
    expect(readResult({ ...reachable, certificate: { ...days, caDaysLeft } })).toBeUndefined();
  }
  expect(readResult({ ...reachable, certificate: { ...days, caExpires: "soon" } })).toBeUndefined();
});

test("fields that a later script adds are left out", () => {
  expect(readResult({ ...reachable, more: 1 })).toEqual(reachable);
});

test.each<[string, unknown]>([
  ["no line", undefined],
  ["null", null],
  ["a text", JSON.stringify(reachable)],
  ["a list", [reachable]],
  ["another schema", { ...reachable, schema: "lineup/probe/2" }],
  ["a verdict nobody knows", { ...reachable, verdict: "fine" }],
  ["a verdict of another type", { ...reachable, verdict: true }],
  ["no hash of the script", { ...reachable, script: undefined }],
  ["a hash that is none", { ...reachable, script: "x".repeat(64) }],
  ["a time that is none", { ...reachable, at: "yesterday" }],
  ["a phase nobody knows", { ...blocked, phase: "udp" }],
  ["a port out of range", { ...reachable, target: { ...reachable.target, port: 70_000 } }],
  ["a duration that is no number", { ...reachable, ms: "21" }],
  ["a duration below zero", { ...reachable, ms: -1 }],
  ["half of the phases, and reachable", { ...reachable, phases: reachable.phases.slice(0, 6) }],
  ["no phase, and reachable", { ...reachable, phases: [] }],
  ["a failed phase, and reachable", { ...reachable, phases: reachable.phases.map((it) => ({ ...it, ok: false })) }],
  ["a code, and reachable", { ...reachable, code: "ETIMEDOUT" }],
  ["a phase, and reachable", { ...reachable, phase: "tcp" }],
  ["every phase passed, and blocked", { ...blocked, phases: reachable.phases }],
  ["another phase failed than is blamed", { ...blocked, phase: "dns" }],
  ["no phase, and blocked", { ...blocked, phase: undefined }],
  ["no code, and blocked", { ...blocked, code: undefined }],
  ["phases in another order", { ...reachable, phases: [...reachable.phases].reverse() }],
  ["a phase twice", { ...blocked, phases: [failed[0], failed[0], failed[2]] }],
])("%s is no result", (_, line) => {
  expect(readResult(line)).toBeUndefined();
});

test("each phase has an exit code of its own, and nothing else has one", () => {
  expect(PHASES.map(exitCodeOf)).toEqual(Array.from({ length: 12 }, (_, index) => 20 + index));
  expect(PHASES.map((phase) => phaseOf(exitCodeOf(phase)))).toEqual([...PHASES]);
  for (const code of [-1, 0, 1, 2, 19, 32, 70, 125, 126, 127, 130, 137, 143, 255, 20.5, Number.NaN]) {
    expect(phaseOf(code)).toBeUndefined();
  }
});
