import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isCommand } from "../../src/commands/table";
import { typed } from "../commands/process";
import { corpus, root } from "../inputs";

const readme = readFileSync(join(root, "lineup/README.md"), "utf8");

test("the sample of the package's README is what lineup prints of the case that it is of", async () => {
  const plan = corpus("verify/deny-higher-priority");
  const { stdout } = await typed(["verify", plan]);
  const [, sample] = /```text\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(sample).toBe(stdout.replaceAll(plan, "plan.json"));
});

test("the package's README calls commands that there are", () => {
  const called = [...readme.matchAll(/npx lineup (\w+)/g)].map(([, name = ""]) => name);
  expect(called.length).toBeGreaterThan(8);
  expect(called.filter((name) => !isCommand(name))).toEqual([]);
});
