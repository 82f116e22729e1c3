import { join } from "node:path";
import { temporaryFolder } from "../../../test/support/folder";
import { judge } from "../../src/github/judge";
import { readReport } from "../../src/github/outcome";
import { COMMENT_LIMIT, shortened } from "../../src/github/shortened";

const folder = temporaryFolder();
const recordings = join(__dirname, "../../../corpus/recordings");

function reportOf(kind: "review" | "drift", id: string, ...options: string[]): string {
  const reports = join(folder, id);
  judge(
    [kind, "staging", reports, join(recordings, kind, `${id}.json`), ...options],
    join(__dirname, "../../bin/lineup.js"),
  );
  return readReport(reports, { ENVIRONMENT: "staging" }).markdown;
}

const drifted = join(recordings, "drift");
const reports: [string, () => string][] = [
  ["a review", () => reportOf("review", "network-renamed")],
  ["a review with folded notes", () => reportOf("review", "service-leaves-the-wall")],
  [
    "a report of drift",
    () => reportOf("drift", "connector-deleted", "--log", join(drifted, "connector-deleted.jsonl")),
  ],
];

describe.each(reports)("the markdown of %s", (_, make) => {
  const markdown = make();

  test("is not changed within the limit of a comment", () => {
    expect(shortened(markdown, COMMENT_LIMIT, "The summary has more.")).toBe(markdown);
  });

  test("loses only whole list entries and tables at any smaller limit, and leaves no <details> open", () => {
    for (let limit = 650; limit < markdown.length; limit += 50) {
      const text = shortened(markdown, limit, "The summary has more.");
      expect(text.length).toBeLessThanOrEqual(limit);
      expect(text).toContain("_Left out for length: ");
      expect(text.split("<details>")).toHaveLength(text.split("</details>").length);
      const lines = text.split("\n");
      for (const [index, line] of lines.entries()) {
        if (line.endsWith("\\")) expect(lines[index + 1]).toMatch(/^ {2}\S/);
        if (/^\|-+\|/.test(line)) expect(lines[index + 1]).toMatch(/^\| /);
      }
      const kept = text.slice(0, text.indexOf("\n_Left out")).replaceAll("</details>", "").trimEnd();
      expect(markdown.replaceAll("</details>", "").startsWith(kept)).toBe(true);
    }
  });
});
