import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../../lineup/src/commands/arguments";
import { commandOf, isCommand } from "../../lineup/src/commands/table";
import packageJson from "../../package.json";

const ROOT = join(__dirname, "../..");
const page = readFileSync(join(ROOT, "docs/runbooks/adopt.md"), "utf8");
const walk = join(ROOT, "rehearsal/scenarios/adopt");
const rehearsed = readdirSync(walk)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(walk, file), "utf8"))
  .join("\n");

/** `npm run adopt -- …` and `lineup …`, each as its command and what follows it. */
const commands = [...page.matchAll(/(?:npm run (\w+) -- |\blineup )((?:[\w.-]+ ?)+)/g)]
  .map(([, script, rest = ""]) => [...(script === undefined ? [] : [script]), ...rest.trim().split(" ")])
  .filter(([name = ""]) => isCommand(name));

test("the page has commands of lineup", () => {
  expect(commands.filter(([name]) => name === "adopt").length).toBeGreaterThan(3);
});

test.each(commands.map((words) => [words.join(" "), words] as const))("lineup takes: %s", (_, [name = "", ...args]) => {
  if (args.length === 0 || !isCommand(name)) return;
  expect(() => readArguments(name, commandOf(name), args)).not.toThrow();
});

test("every option of adopt that the page has is one that the rehearsal of it gives", () => {
  const options = commands
    .filter(([name]) => name === "adopt")
    .flatMap((words) => words.filter((word) => word.startsWith("--")));
  expect([...new Set(options)].filter((option) => !rehearsed.includes(`"${option}"`))).toEqual([]);
});

test("every npm script that it names exists", () => {
  const named = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, script = ""]) => script);
  expect(named.filter((script) => !(script in packageJson.scripts))).toEqual([]);
});

test("it is one page", () => {
  expect(page.split("\n").length).toBeLessThanOrEqual(100);
});
