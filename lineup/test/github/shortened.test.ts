import fc from "fast-check";
import { COMMENT_LIMIT, shortened } from "../../src/github/shortened";

const LIMIT = 2_000;
const cut = (...lines: string[]) => shortened(lines.join("\n"), LIMIT, "The summary has more.");
const filler = (length: number) => Array.from({ length }, () => "a line of some forty characters, or so.");

test("a text within the limit is not changed", () => {
  const text = "### title\n\n| a |\n|---|\n";
  expect(shortened(text, COMMENT_LIMIT, "")).toBe(text);
});

test("what is left out is counted by kind", () => {
  const text = cut(
    ...filler(30),
    ...filler(20),
    "- one",
    "  goes on",
    "1. two",
    "| a |",
    "|---|",
    "| 1 |",
    "| 2 |",
    "```",
    "| no row |",
    "```",
  );
  expect(text).toMatch(
    /_Left out for length: 2 table rows, 2 list entries, 1 code block, \d+ other lines\. The summary has more\._\n$/,
  );
  expect(text.length).toBeLessThanOrEqual(LIMIT);
});

test("a code block is kept whole or left out", () => {
  const text = cut(...filler(20), "````sh", ...filler(10), "```", ...filler(20), "````", "after");
  expect(text).not.toContain("````");
  expect(text).toContain("1 code block, 1 other line");
});

test("a list entry keeps its continuation lines", () => {
  const entries = Array.from({ length: 100 }, (_, index) => [
    `- **${index}** something is wrong\\`,
    "  and this is the way out",
  ]);
  const lines = cut(...entries.flat()).split("\n");
  expect(lines.filter((line) => line.startsWith("- "))).toHaveLength(
    lines.filter((line) => line.startsWith("  ")).length,
  );
});

test("the heading of a table is left out with its rows", () => {
  const text = cut(...filler(33), "| heading |", "|---|", `| ${"x".repeat(200)} |`, "| 2 |", ...filler(20));
  expect(text).not.toContain("heading");
  expect(text).toContain("2 table rows, ");
});

test("an open <details> is closed", () => {
  const text = cut("<details><summary>all</summary>", "", ...filler(100), "</details>");
  expect(text.match(/<details>/g)).toHaveLength(1);
  expect(text.match(/^<\/details>$/gm)).toHaveLength(1);
  expect(text.indexOf("</details>")).toBeLessThan(text.indexOf("_Left out"));
});

test("one line that is too long is left out as a whole", () => {
  expect(cut("### title", "", "x".repeat(100_000))).toBe(
    "### title\n\n\n_Left out for length: 1 other line. The summary has more._\n",
  );
});

test("for any text, the result is within the limit and holds only whole lines of it", () => {
  const line = fc.oneof(
    fc.constantFrom("", "| a | b |", "|---|---|", "```", "~~~~", "<details>", "</details>", "- entry", "  goes on"),
    fc.string({ maxLength: 300 }).map((text) => text.replaceAll("\n", " ")),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 80 }), (lines) => {
      const text = cut(...lines);
      expect(text.length).toBeLessThanOrEqual(LIMIT);
      const own = text.split("\n").filter((one) => one !== "</details>" && one !== "" && !one.startsWith("_Left out"));
      expect(own).toEqual(
        lines.filter((one) => one !== "</details>" && one !== "" && !one.startsWith("_Left out")).slice(0, own.length),
      );
    }),
  );
});
