import { PHASES, type Phase } from "../../../probe/phases";
import { MEANINGS, type Meaning, meaningOf, rowFor } from "../../src/probe/meanings";
import { only } from "./google";

const verdicts = [undefined, "reachable", "blocked", "unknown", "none"] as const;

/** What selects a row: its first code, its phase or any, its verdict. */
function exampleOf(row: Meaning) {
  return [row.phase ?? "ping", row.codes?.[0], row.verify] as const;
}

test.each(
  MEANINGS.map(
    (row) =>
      [
        `${exampleOf(row)
          .filter((it) => it)
          .join(" ")}: ${row.message}`,
        row,
      ] as const,
  ),
)("%s", (_, row) => {
  expect(rowFor(...exampleOf(row))).toBe(row);
  for (const code of row.codes ?? []) expect(rowFor(row.phase ?? "auth", code, row.verify)).toBe(row);
  expect(row.meanings.length).toBeGreaterThan(0);
  expect(row.fix).not.toBe("");
  expect([row.message, ...row.meanings, row.fix].join(" ")).not.toMatch(/[\u2013\u2014]|\.$/);
});

test("no two rows say the same", () => {
  expect(new Set(MEANINGS.map(({ message }) => message)).size).toBe(MEANINGS.length);
});

test.each(PHASES)("%s means something with a code that nobody knows, with none, and beside every verdict", (phase) => {
  for (const verdict of verdicts)
    for (const code of [undefined, "ENEW"]) expect(meaningOf(phase, code, verdict).meanings.length).toBeGreaterThan(0);
});

describe("beside a path that verify finds reachable", () => {
  test.each<[Phase, string, RegExp]>([
    ["tcp", "ETIMEDOUT", /deny rule.*not in what was judged/],
    ["tcp", "ETIMEDOUT", /peering with Google's services is inactive/],
    ["tcp", "ETIMEDOUT", /routes are stale/],
    ["tls", "CERT_UNTRUSTED", /CA of the instance was rotated/],
    ["auth", "WRONGPASS", /AUTH string was changed/],
    ["set", "OOM", /without a time to live/],
    ["dns", "ENOTFOUND", /private zone/],
    ["auth", "MAXCLIENTS", /leave connections open/],
  ])("%s %s can mean: %s", (phase, code, meaning) => {
    const finding = meaningOf(phase, code, "reachable");
    expect(finding.code).toBe("VERIFY_DISAGREES");
    expect(finding.meanings).toContainEqual(expect.stringMatching(meaning));
  });
});

test("without a path beside, it is no disagreement", async () => {
  const { probe } = await only({ phase: "tcp" });
  expect(probe.findings.map(({ code }) => code)).toEqual(["PROBE_BLOCKED"]);
});
