import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { itNeeds, terraform, within } from "../../../test/support/needs";
import { Budget } from "../../src/inputs/budget";
import type { RootFiles } from "../../src/inputs/declarations";
import { plain } from "../../src/inputs/expressions/types";
import { filesIn, valuesIn } from "../../src/inputs/folder";
import { Module, sharedBy } from "../../src/inputs/module";
import { isFields, Unresolved, type Value } from "../../src/values";

/** Outputs that real Terraform evaluates, too. */
const NASTY = join(__dirname, "nasty");
/** What git and editors would change. */
const WINDOWS = `output "windows" {\r\n  value = <<EOT\r\na\r\n  b \${var.n}\r\nEOT\r\n}\r\n`;
const MARKED = '\ufeffoutput "marked" { value = "x" }\n';

/** What the parser would put together wrongly, or in another order, and what the evaluator does not read. */
const NOT_RESOLVED = ["code", "decomposed", "inFunction", "percent", "repeated", "strip", "trick", "triple"];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fidelity-"));
  cpSync(NASTY, folder, { recursive: true });
  writeFileSync(join(folder, "windows.tf"), WINDOWS);
  writeFileSync(join(folder, "marked.tf"), MARKED);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What lineup makes of each output. */
async function evaluated(): Promise<Record<string, Value>> {
  const root = (await filesIn(folder)) as RootFiles;
  const called = (await filesIn(join(folder, "m"))) as RootFiles;
  const modules = new Map(["m", "each"].map((name) => [name, { root: called }] as const));
  const module = new Module({ ...root, variableValues: await valuesIn(folder), modules }, sharedBy(new Budget()));
  const all = plain(module.outputAt([], "outputs"));
  return isFields(all) ? all : {};
}

function isOpen(value: Value): boolean {
  if (value instanceof Unresolved) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(isOpen);
}

jest.setTimeout(120_000);

itNeeds(terraform, "what lineup reads in HCL is what real Terraform makes of it, or is not resolved", async () => {
  const run = (...args: string[]) =>
    execFileSync("terraform", args, { cwd: folder, env: within(folder), encoding: "utf8", stdio: "pipe" });
  run("init", "-no-color");
  run("apply", "-auto-approve", "-no-color");
  const outputs = JSON.parse(run("output", "-json")) as Record<string, { value: unknown }>;
  const said = await evaluated();
  expect(Object.keys(said).sort()).toEqual(Object.keys(outputs).sort());
  const resolved = Object.keys(outputs).filter((name) => !isOpen(said[name] as Value));
  for (const name of resolved) expect({ [name]: said[name] }).toEqual({ [name]: outputs[name]?.value });
  const open = Object.keys(outputs).filter((name) => !resolved.includes(name));
  expect(open.sort()).toEqual(NOT_RESOLVED);
});
