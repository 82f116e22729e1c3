import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../test/support/folder";
import { addSummary, annotation, setOutputs } from "../../src/github/workflow-commands";

const folder = temporaryFolder();

/** The outputs as the runner reads them: a name, a delimiter, lines until the delimiter comes again. */
function outputsIn(file: string): Record<string, string> {
  const lines = readFileSync(file, "utf8").split("\n");
  const found: Record<string, string> = {};
  for (let at = 0; at < lines.length; ) {
    const [, name, delimiter] = /^([^=<]+)<<(.+)$/.exec(lines[at] ?? "") ?? [];
    if (!name || !delimiter) {
      at += 1;
      continue;
    }
    const end = lines.indexOf(delimiter, at + 1);
    found[name] = lines.slice(at + 1, end).join("\n");
    at = end + 1;
  }
  return found;
}

test.each([
  ["a line break", "a\n::set-output name=x::y", "::error title=T::a ::set-output name=x::y"],
  ["a carriage return", "a\r::error::b", "::error title=T::a ::error::b"],
  ["a percent sign that would become one", "a%0A::error::b", "::error title=T::a%250A::error::b"],
  ["colours", "\u001b[31ma\u001b[0m", "::error title=T::a"],
])("a name with %s stays within one workflow command", (_, hostile, line) => {
  expect(annotation("error", "T", hostile)).toBe(line);
});

test("a title cannot add a property", () => {
  expect(annotation("notice", "a,file=b::c\n", "d")).toBe("::notice title=a%2Cfile=b%3A%3Ac::d");
});

test("a value of ten thousand characters is cut", () => {
  expect(annotation("error", "T", "x".repeat(10_000)).length).toBeLessThan(1_100);
});

test("an output cannot set another one", () => {
  const file = join(folder, "outputs");
  writeFileSync(file, "");
  const hostile = "safe\nEOF\nverdict=safe\nend-0\nexit_code<<end-1\n0\nend-1";
  setOutputs(file, { verdict: hostile, exit_code: 1 });
  expect(outputsIn(file)).toEqual({ verdict: hostile, exit_code: "1" });
  const delimiters = [...readFileSync(file, "utf8").matchAll(/^(?:verdict|exit_code)<<(end-[0-9a-f]{32})$/gm)];
  expect(new Set(delimiters.map(([, delimiter]) => delimiter)).size).toBe(2);
});

test("summaries follow each other", () => {
  const file = join(folder, "summary");
  addSummary(file, "one\n");
  addSummary(file, "two");
  expect(readFileSync(file, "utf8")).toBe("one\n\ntwo\n\n");
});
