import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { planFile } from "../../../corpus/recorder/recording";
import { root } from "../inputs";
import { typed } from "./process";

const drift = ["drift", planFile("drift", "none"), "--refreshed"];
const failing = (error: unknown) => ({
  nameOf: () => {
    throw error;
  },
});

test("a defect of lineup says so, where it happened and where to report it", async () => {
  const { status, stdout, stderr } = await typed(drift, {
    caller: failing(new TypeError("x is not\n\u001b[2Ja function")),
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  const [first, second, node, ...frames] = stderr.trimEnd().split("\n");
  expect(first).toBe("lineup: Something went wrong that should not have: x is not a function");
  expect(second).toMatch(/^This is a defect of lineup \d.* report it as an issue in the repository of lineup, /);
  expect(node).toBe(`  Node ${process.version}, ${process.platform} ${process.arch}`);
  expect(frames.length).toBeGreaterThan(2);
  expect(frames.length).toBeLessThan(10);
  expect(frames.filter((line) => !/^ {4}at \S/.test(line))).toEqual([]);
});

test("what is thrown without being an error is reported as well", async () => {
  for (const thrown of ["text", undefined, null, { a: 1 }]) {
    const { status, stderr } = await typed(drift, { caller: failing(thrown) });
    expect(status).toBe(2);
    expect(stderr).toContain("Something went wrong that should not have: ");
  }
});

test("what is too large is no defect", async () => {
  const { stderr } = await typed(drift, { caller: failing(new RangeError("Invalid string length")) });
  expect(stderr).toBe("lineup: this is too large to judge: Invalid string length. Judge its parts one by one\n");
});

test("what can be copied has lines of its own on a terminal, and is in the one line elsewhere", async () => {
  const onTerminal = await typed(["review", "main.tf"], { columns: 50 });
  expect(onTerminal.stderr.split("\n").slice(-3)).toEqual([
    "  terraform plan -out=plan.tfplan",
    "  terraform show -json plan.tfplan > plan.json",
    "",
  ]);
  const elsewhere = await typed(["review", "main.tf"]);
  expect(elsewhere.stderr).toMatch(/^lineup: [^\n]*: terraform plan [^\n]* && terraform show -json [^\n]*\n$/);
});

test("where only ASCII can be shown, messages, help and reports are ASCII", async () => {
  const env = { LC_ALL: "C" };
  for (const args of [["help"], ["explain"], ["verify", "é.json"], ["--x"], drift]) {
    const { stdout, stderr } = await typed(args, { env });
    expect(stdout + stderr).toMatch(/^\p{ASCII}+$/u);
  }
});

test("the frames of a defect are lines of the sources, though the bundle ran", () => {
  const script = `require("./lineup/bin/bundle").then(({ main }) =>
    main(${JSON.stringify(drift)}, { nameOf: () => null.length }));`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
  expect(status).toBe(2);
  const [, line = ""] = /at \S+ \(src\/commands\/drift\.ts:(\d+):\d+\)/.exec(stderr) ?? [];
  expect(readFileSync(join(root, "lineup/src/commands/drift.ts"), "utf8").split("\n")[Number(line) - 1]).toContain(
    "nameOf(",
  );
});
