import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROBE_CODES } from "../../src/probe/codes";
import { typed } from "../commands/process";
import { root } from "../inputs";

/** Every code that the sources of the command give. */
function givenCodes(): string[] {
  const folder = join(root, "lineup/src/probe");
  const files = [
    ...readdirSync(folder).filter((name) => name !== "codes.ts"),
    "trace/trace.ts",
    "../commands/probe.ts",
  ];
  const texts = files.filter((name) => name.endsWith(".ts")).map((name) => readFileSync(join(folder, name), "utf8"));
  const codes = texts.flatMap((text) => [...text.matchAll(/(?:code:|unread\(|withoutLog\()[^\n]*/g)]);
  return [...new Set(codes.flatMap(([line]) => line.match(/"[A-Z]+_[A-Z_]+"|"RETRIED"|"QUOTA"/g) ?? []))];
}

test("each code that a report of a probe can have is explained, once", () => {
  const explained = PROBE_CODES.map(({ code }) => code);
  expect(new Set(explained).size).toBe(explained.length);
  expect([...explained].map((code) => `"${code}"`).sort()).toEqual(givenCodes().sort());
});

test.each([
  ["IMAGE_MISSING", /^IMAGE_MISSING \(lineup probe\)\n {2}the image of the probe is not in its registry/],
  ["verify_disagrees", /^VERIFY_DISAGREES \(lineup probe\)/],
  [
    "WRONGPASS",
    /^WRONGPASS \(lineup probe\)\n {2}at auth: Redis has another password[\s\S]*Fix: write the AUTH string/,
  ],
])("lineup explain %s", async (code, text) => {
  const { status, stdout } = await typed(["explain", code]);
  expect(stdout).toMatch(text);
  expect(status).toBe(0);
});

test("lineup explain lists the codes of the probe after the others", async () => {
  const { stdout } = await typed(["explain"]);
  expect(stdout).toMatch(/lineup probe: why nothing was learned[\s\S]*JOB_MISSING[\s\S]*CONNECTOR_NOT_READY/);
});
