import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../../lineup/src/commands/arguments";
import { commandOf, isCommand } from "../../lineup/src/commands/table";
import { workflowsOf } from "../../scripts/ci/zizmor";

const root = join(__dirname, "../..");
const page = readFileSync(join(root, "docs/ci.md"), "utf8");
const workflows = workflowsOf(root).map((file) => readFileSync(join(root, file), "utf8"));
const commands = [...page.matchAll(/```bash\n([\s\S]*?)```/g)]
  .flatMap(([, block = ""]) => block.replaceAll("\\\n", " ").split("\n"))
  .filter(Boolean);

const all = (pattern: RegExp, texts: string[]) =>
  [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = ""]) => name)))].sort();

const lineupCommands = commands.filter((command) => command.startsWith("node lineup/bin/lineup.js"));

test("the page uses these commands", () => {
  expect(all(/lineup\.js (\w+)/g, lineupCommands)).toEqual(["drift", "inventory", "probe", "review", "verify"]);
});

test.each(lineupCommands)("lineup accepts %s", (line) => {
  const [, , name = "", ...args] = line
    .replace(/\s[|>].*$/, "")
    .trim()
    .split(/\s+/);
  if (!isCommand(name)) throw new Error(`there is no command ${name}`);
  readArguments(name, commandOf(name), args);
});

test("the workflows give Terraform and lineup the same options as the page", () => {
  const said = (texts: string[]) =>
    all(/(?:chdir=\S+|lineup\.js|github\.js judge) ((?:plan|apply|review|drift|inventory|probe) .*)/g, texts).flatMap(
      (line) => [...line.matchAll(/(?:^|\s)(--?[a-z][\w-]*(?:=false)?)/g)].map(([, option]) => option),
    );
  const joined = workflows.map((text) => text.replace(/\\\n\s+/g, " "));
  const onlyThere = ["-no-color", "-lock-timeout", "--exceptions"];
  const there = new Set(said(joined).filter((option) => !onlyThere.includes(option ?? "")));
  expect([...there].sort()).toEqual([...new Set(said(commands))].sort());
});

test("every variable and secret that a workflow reads is explained", () => {
  const read = all(/\b(?:vars|secrets)\.([A-Z_]+)/g, workflows);
  expect(read).toEqual(["CODE_SCANNING", "PROBE_TRACE", "SERVICE_ACCOUNT", "WORKLOAD_IDENTITY_PROVIDER"]);
  expect(read.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test("the check it calls required is a job that always reports", () => {
  const [, required = ""] = /the check `([^`]+)` is required/.exec(page) ?? [];
  const [pr = ""] = workflows.filter((text) => text.startsWith("name: Pull request"));
  expect(pr).toContain(`    name: ${required}\n    needs: [check, withdraw, plan, review]\n    if: \${{ always() }}\n`);
});

test("the outputs it names are those of action.yml", () => {
  const [, outputs = ""] = /^outputs:\n([\s\S]*?)^runs:/m.exec(readFileSync(join(root, "action.yml"), "utf8")) ?? [];
  const [, said = ""] = /has the outputs ([\s\S]*?) \(\[action/.exec(page) ?? [];
  expect(all(/`([a-z-]+)`/g, [said])).toEqual(all(/^ {2}([a-z-]+):$/gm, [outputs]));
});

/** The exit codes of the page's table, on plans that were recorded. */
test.each<[number, string, string[]]>([
  [0, "a safe plan", ["review", "corpus/recordings/review/service-labelled.json"]],
  [1, "a dangerous plan", ["review", "corpus/recordings/review/redis-tier-up.json"]],
  [2, "no plan", ["review", "package.json"]],
  [
    0,
    "a project without drift",
    ["drift", "corpus/recordings/drift/none.json", "--log", "corpus/recordings/drift/none.jsonl"],
  ],
  [
    1,
    "a deleted connector",
    [
      "drift",
      "corpus/recordings/drift/connector-deleted.json",
      "--log",
      "corpus/recordings/drift/connector-deleted.jsonl",
    ],
  ],
  [3, "a plan without proof", ["drift", "corpus/recordings/drift/none.json"]],
  [2, "no plan for drift", ["drift", "package.json"]],
  [2, "an inventory of no project", ["inventory"]],
])("exit code %i: %s", (code, _, args) => {
  const { status, stderr } = spawnSync(process.execPath, ["lineup/bin/lineup.js", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  expect({ status, stderr: status === code ? "" : stderr }).toEqual({ status: code, stderr: "" });
});
