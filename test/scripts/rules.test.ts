import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { newRule } from "../../scripts/new/rule";
import { ruleLists } from "../../scripts/rules/lists";
import { FIX, outdated } from "../../scripts/rules/outdated";
import { rulesPage } from "../../scripts/rules/page";

const root = resolve(__dirname, "../..");

/** Which of the files are stale, with the way out in the message of the test. */
function stale(files: ReadonlyMap<string, string>): string[] {
  return [...outdated(files).keys()].map((file) => `${relative(root, file)} is out of date - ${FIX}`);
}

test("the lists of rules are those of the files in their folders", () => {
  expect(stale(ruleLists(root))).toEqual([]);
  expect(ruleLists(root).size).toBeGreaterThan(0);
});

test("docs/rules.md is current", () => {
  expect(stale(new Map([[join(root, "docs/rules.md"), rulesPage()]]))).toEqual([]);
});

test("a file that is missing or different is out of date", () => {
  const page = join(root, "docs/rules.md");
  expect(stale(new Map([[page, "other"]]))).toEqual([`docs/rules.md is out of date - ${FIX}`]);
  expect(stale(new Map([[join(root, "docs/none.md"), ""]]))).toHaveLength(1);
});

describe("npm run new -- rule", () => {
  let copy = "";
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "rules-"));
    for (const folder of ["lineup/src", "corpus/verify", "corpus/rules", "facts", "probe"]) {
      cpSync(join(root, folder), join(copy, folder), { recursive: true });
    }
    mkdirSync(join(copy, "lineup/test/rules/verify"), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test("makes a rule that is listed, with a case in which it is not reported yet", () => {
    const files = newRule(copy, "service-without-limits");
    expect(files.every((file) => existsSync(join(copy, file)))).toBe(true);
    const { VERIFY_RULES } = require(join(copy, "lineup/src/rules/verify/index.ts"));
    const made = VERIFY_RULES.find(({ id }: { id: string }) => id === "service-without-limits");
    expect(made).toMatchObject({ title: "", severity: "warning" });
    const { ruleCase, inputOf } = require(join(copy, "corpus/verify/rule-case.ts"));
    const { readJson } = require(join(copy, "lineup/src/inputs/read.ts"));
    const { judge } = require(join(copy, "lineup/src/verify.ts"));
    const { failing } = ruleCase("service-without-limits");
    expect(made.check(judge(readJson(inputOf(failing), "x")))).toEqual([]);
  });

  test("refuses a rule that exists and leaves it as it is", () => {
    const file = join(copy, "lineup/src/rules/verify/redis-url.ts");
    const before = readFileSync(file, "utf8");
    expect(() => newRule(copy, "redis-url")).toThrow("there is a rule redis-url");
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test.each(["RedisUrl", "redis_url", "redis", "-redis-url", "redis--url", "../redis-url", ""])(
    "refuses %j as a name",
    (name) => expect(() => newRule(copy, name)).toThrow("such as redis-url"),
  );
});
