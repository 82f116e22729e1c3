import { reviewCases } from "../../../../corpus/review";
import { reviewed } from "../../../../corpus/score/review/judge";
import { HOSTILE, INVISIBLE } from "../../report/reports";
import { sarifProblems } from "../../report/sarif-check";
import { hostileReview, renderReview } from "./reports";

const hostile = Object.entries(HOSTILE);

describe("a report whose every name is hostile", () => {
  test.each(hostile)("%s keeps the text in lines that can be seen", (_, text) => {
    const printed = renderReview(hostileReview(text), "text");
    expect(printed.replaceAll("\n", "")).not.toMatch(INVISIBLE);
    // Nothing that a name holds begins a line of its own.
    expect(printed.split("\n").filter((line) => /^(SAFE|DANGER|UNKNOWN)/.test(line))).toHaveLength(1);
    expect(printed.split("\n").filter((line) => /^::/.test(line))).toEqual([]);
  });

  test.each(hostile)("%s is no markup in a comment", (_, text) => {
    const printed = renderReview(hostileReview(text), "markdown");
    expect(printed.length).toBeLessThan(65_536);
    expect(printed.replaceAll("\n", "")).not.toMatch(INVISIBLE);
    const outside = printed.replace(/`[^`\n]*`/g, "code");
    expect(outside.replace(/<\/?(details|summary)>/g, "")).not.toMatch(/[<>]|(?<!\\)\[|https?:\/\/|@\w|(^|\s)#\d/m);
    for (const row of printed.split("\n").filter((line) => line.startsWith("| "))) {
      expect([3, 4]).toContain(row.split("|").length - 1);
    }
    expect(printed.split("\n").filter((line) => /^#+ /.test(line))).toHaveLength(1);
  });

  test.each(hostile)("%s is SARIF all the same", (_, text) => {
    const printed = renderReview(hostileReview(text), "sarif");
    expect(sarifProblems(JSON.parse(printed))).toEqual([]);
    expect(printed.replaceAll("\n", "")).not.toMatch(INVISIBLE);
  });
});

test("a comment with thousands of risks says what it left out", () => {
  const report = hostileReview("google_redis_instance.cache");
  const [risk] = report.risks;
  const one = (index: number) => (risk ? [{ ...risk, consequence: `it costs ${index}` }] : []);
  const many = { ...report, risks: Array.from({ length: 3_000 }, (_, index) => one(index)).flat() };
  const printed = renderReview(many, "markdown");
  expect(printed.length).toBeLessThan(65_536);
  expect(printed).toMatch(/_Left out for length: \d+ dangers/);
});

/** What the cases planted: a password in an env, a sensitive variable with a default, a secret in clear, one by hand. */
const PLANTED = /planted-|rotated-by-hand/;

test.each(reviewCases.map(({ id }) => id))("no format of %s prints a secret, and SARIF is whole", (id) => {
  const report = reviewed(id);
  const printed = (["text", "json", "markdown", "sarif", "html"] as const).map((format) =>
    renderReview(report, format),
  );
  for (const text of printed) {
    expect(text).not.toMatch(PLANTED);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}/);
  }
  expect(sarifProblems(JSON.parse(printed[3] as string))).toEqual([]);
});
