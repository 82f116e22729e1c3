import { renderText } from "./render";
import { HOSTILE, hostileReport, INVISIBLE } from "./reports";

const PLAIN = { colour: false, quiet: false };
const QUIET = { colour: false, quiet: true };
const COLOURED = { colour: true, quiet: false };
const COLOURS = new RegExp(`${String.fromCodePoint(0x1b)}\\[(?:0|2|31|32|33)m`, "g");

describe("a hostile input", () => {
  test.each(Object.entries(HOSTILE))("prints nothing that is not seen, and no line of its own: %s", (_, text) => {
    const report = hostileReport(text);
    for (const options of [PLAIN, QUIET, COLOURED]) {
      const printed = renderText(report, options).replace(COLOURS, "");
      expect(printed.replaceAll("\n", "")).not.toMatch(INVISIBLE);
    }
    expect(outline(renderText(report, PLAIN))).toEqual(OUTLINE);
  });

  test("is cut, not printed by the page", () => {
    expect(renderText(hostileReport("x".repeat(10_000)), PLAIN).length).toBeLessThan(20_000);
  });
});

/** What stands at the left: there a line would have to begin that wants to be taken for a verdict. */
function outline(text: string): string[] {
  return text
    .split("\n")
    .flatMap((line) => /^(?:[✗✓?-] [A-Z]+\b| {2}[✗✓?] (?= *\S)| {2}\S.*|[A-Z]+:)/.exec(line)?.[0] ?? []);
}

const OUTLINE = [
  "✗ BLOCKED",
  "  ✗ ",
  "  ? ",
  "  ✓ ",
  expect.stringMatching(/^ {2}no declared path to a Redis:/),
  "  Why",
  "  Unknown",
  "  Errors (1)",
  "  Warnings (1)",
  "  Notes (1)",
  "  Assumptions (1)",
  "- NOTHING",
  "BLOCKED:",
];
