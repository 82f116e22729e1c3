import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judged, planOf } from "../../../corpus/score/drift/judged";
import { Exceptions } from "../../src/exceptions/exceptions";
import { readExceptions } from "../../src/exceptions/read";
import type { Json } from "../inputs";

const API = "google_cloud_run_v2_service.api";
const CACHE = "google_redis_instance.cache";
const EGRESS = { address: API, attribute: "template.vpc_access", reason: "moving to NAT", expires: "2026-12-31" };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "exceptions-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(json: Json): Exceptions {
  const file = join(folder, "exceptions.json");
  writeFileSync(file, typeof json === "string" ? json : JSON.stringify(json));
  return readExceptions(file, new Date("2026-12-31T23:00:00Z"));
}

const of = (...exceptions: Json[]) => read({ schema: "lineup/exceptions/1", exceptions });
const drift = (id: string, exceptions: Exceptions) => judged(planOf(id), { exceptions });

test("a field is silenced through the day on which its exception expires, and told all the same", () => {
  const report = drift("egress-all-traffic", of(EGRESS));
  expect(report).toMatchObject({ verdict: "clean", excepted: [{ tier: "weakens" }], exceptions: [{ status: "used" }] });
});

test.each<[string, Json, string]>([
  ["has expired", { ...EGRESS, expires: "2026-12-30" }, "expired"],
  ["is about another resource", { ...EGRESS, address: "google_cloud_run_v2_service.other" }, "unused"],
  ["is about another attribute", { ...EGRESS, attribute: "template.vpc" }, "unused"],
  ["is about another code", { ...EGRESS, code: "ALLOW_WIDENED" }, "unused"],
])("one that %s silences nothing and is reported", (_, entry, status) => {
  const report = drift("egress-all-traffic", of(entry));
  expect(report).toMatchObject({ verdict: "weakens", excepted: [], exceptions: [{ status }] });
});

test.each([
  ["connector-deleted", { address: "google_vpc_access_connector.conn", code: "DELETED" }],
  ["ssh-deleted", { address: "google_compute_firewall.ssh", code: "DELETED" }],
  ["redis-moved", { address: CACHE, attribute: "host" }],
  ["redis-auth-on", { address: CACHE, code: "AUTH_BROKEN" }],
])("an exception accepts neither a deletion nor a broken path: %s", (id, entry) => {
  const without = drift(id, Exceptions.none);
  const report = drift(id, of({ ...entry, reason: "please", expires: "2027-01-01" }));
  expect(report.verdict).toBe(without.verdict);
  expect(report.drifted).toEqual(without.drifted);
  expect(report.exceptions).toMatchObject([
    { status: "refused", message: expect.stringContaining("an exception cannot accept") },
  ]);
});

test("every problem of a file is told at once", () => {
  const broken = () =>
    of(
      { ...EGRESS, expires: "2026-02-30" },
      { ...EGRESS, reason: " ", owner: "me" },
      { address: API, reason: "everything", expires: "2027-01-01" },
      "no entry",
    );
  for (const words of [
    "there is no such day",
    "must say something",
    "owner",
    "name an attribute or a code",
    "exceptions.3",
  ]) {
    expect(broken).toThrow(words);
  }
});

test.each([
  "",
  "[]",
  "null",
  "{",
  '{"schema":"lineup/exceptions/2","exceptions":[]}',
  '{"__proto__":{},"exceptions":[]}',
])("%j is no file of exceptions", (text) => {
  expect(() => read(text)).toThrow(/exceptions\.json/);
});

test("a hostile file does not print itself", () => {
  const many = Array.from({ length: 500 }, () => ({ address: "x".repeat(100_000), reason: "secret-reason" }));
  try {
    of(...many);
    throw new Error("it was taken");
  } catch (error) {
    expect((error as Error).message.length).toBeLessThan(15_000);
    expect((error as Error).message).not.toContain("secret-reason");
  }
});
