import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { logFile } from "../../../corpus/recorder/recording";
import { judged, planOf } from "../../../corpus/score/drift/judged";
import { changedPlan } from "../../src/changes/read";
import { proofIn, UNPROVEN } from "../../src/drift/proof";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "proof-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plan = (id: string) => changedPlan(planOf(id), id);

function edited(id: string, keep: (line: string) => boolean): string {
  const file = join(folder, "log.jsonl");
  const lines = readFileSync(logFile(id), "utf8").split("\n");
  writeFileSync(file, lines.filter(keep).join("\n"));
  return file;
}

/** The same, as another night would print it. */
function later(id: string): string {
  const file = join(folder, "later.jsonl");
  writeFileSync(file, readFileSync(logFile(id), "utf8").replaceAll(/"@timestamp":"20\d\d/g, '"@timestamp":"2031'));
  return file;
}

test("the log of the same run proves it, also where something is gone", () => {
  for (const id of ["none", "redis-moved", "connector-deleted", "redis-deleted", "pending-and-drift"]) {
    expect(proofIn(logFile(id), plan(id))).toMatchObject({ by: "log" });
  }
});

test.each<[string, string, () => string]>([
  ["of another plan", "is the log of another plan", () => logFile("pending")],
  ["of the same state at another time", "was written at another time", () => later("none")],
  ["of a plan of other things", "log of another plan|does not say that", () => logFile("none-closed")],
  [
    "in which one resource was not refreshed",
    "cache was refreshed",
    () => edited("none", (it) => !/refresh_complete/.test(it) || !it.includes("cache")),
  ],
  ["in which nothing was refreshed", "and 8 more", () => edited("none", (it) => !it.includes("refresh_"))],
])("a log %s proves nothing", (_, why, log) => {
  const proof = proofIn(log(), plan("none"));
  expect(proof.by).toBe("none");
  expect(proof.why).toMatch(new RegExp(why));
});

test.each(["", "{}", "no JSON, secret-in-clear", '{"@level":"info"}'])("%j is no log", (text) => {
  const file = join(folder, "broken.jsonl");
  writeFileSync(file, text);
  expect(() => proofIn(file, plan("none"))).toThrow(/is not a Terraform log/);
  expect(() => proofIn(file, plan("none"))).not.toThrow(/secret-in-clear/);
});

test("without proof nothing is clean or benign, and what was found stands", () => {
  const verdict = (id: string) => judged(planOf(id), { proof: UNPROVEN }).verdict;
  expect(verdict("none")).toBe("unknown");
  expect(verdict("label-added")).toBe("unknown");
  expect(verdict("egress-all-traffic")).toBe("weakens");
  expect(verdict("redis-moved")).toBe("breaks");
});

test("what is unknown is said, with the way out", () => {
  expect(judged(planOf("none"), { proof: UNPROVEN }).unknown).toEqual([UNPROVEN.why]);
});
