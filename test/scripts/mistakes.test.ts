import { readFileSync } from "node:fs";
import { MISTAKES } from "../../scripts/mistakes/cases";
import { mistakesPage, PAGE } from "../../scripts/mistakes/page";
import { answerTo } from "../../scripts/mistakes/typed";

const page = readFileSync(PAGE, "utf8");

test("docs/mistakes.md is what is said now - after reading it, write it with node build/run.js scripts/mistakes.ts", async () => {
  expect(await mistakesPage()).toBe(page);
}, 120_000);

test("what is wrong with the command line is said in three lines at most, help included", () => {
  const answers = [...page.matchAll(/```text\n\$ [^\n]*\n([\s\S]*?)\n```/g)].map(([, shown = ""]) => shown.split("\n"));
  const usage = answers.filter((lines) => /^Run lineup .*\.$/.test(lines.at(-1) ?? ""));
  expect(usage.length).toBeGreaterThan(10);
  expect(usage.filter((lines) => lines.length > 3)).toEqual([]);
});

test.each([50, 200])("on %i columns no sentence is wider than the terminal", async (columns) => {
  for (const mistake of MISTAKES) {
    const { shown } = await answerTo(mistake, columns);
    const isToCopy = (line: string) => /^ {2}(terraform|tofu|lineup) /.test(line);
    const isOneWord = (line: string) =>
      !line
        .trim()
        .replace(/^\d+\. /, "")
        .includes(" ");
    const wide = shown.split("\n").filter((line) => [...line].length > columns && !isToCopy(line) && !isOneWord(line));
    expect(wide).toEqual([]);
  }
});
