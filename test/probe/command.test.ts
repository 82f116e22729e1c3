import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { argsOf, COMMAND, isProbe, SCRIPT, SCRIPT_SHA256, scriptIn } from "../../probe/command";
import { PROBE_IMAGE } from "../../probe/image";
import { temporaryFolder } from "../support/folder";

const { refresh } = require("../../build/bundle");
const probe = join(__dirname, "../../probe");
const file = readFileSync(join(probe, "redis-probe.mjs"));
const folder = temporaryFolder();

test("what ships is the file, byte for byte", () => {
  expect(Buffer.from(SCRIPT).equals(file)).toBe(true);
  expect(SCRIPT_SHA256).toBe(createHash("sha256").update(file).digest("hex"));
  expect([...COMMAND, ...argsOf()]).toEqual(["node", "--input-type=module", "--eval", file.toString()]);
});

test("a bundle holds the same text as the tests do", async () => {
  const options = { entryPoints: { command: join(probe, "command.ts") } };
  await refresh(join(folder, "dist"), options, { recipe: __filename });
  const say = "process.stdout.write(require(process.argv[1]).argsOf()[2])";
  const { stdout } = spawnSync(process.execPath, ["--eval", say, join(folder, "dist/command.js")]);
  expect(stdout.equals(file)).toBe(true);
});

test("the script survives every way that it goes: it is ASCII, and holds no reference that Cloud Run would expand", () => {
  expect(SCRIPT.replaceAll("\n", "")).toMatch(/^[\x20-\x7e]*$/);
  // `$(NAME)` in args is a variable of the container, and `$$` an escaped dollar.
  expect(SCRIPT).not.toMatch(/\$[($]/);
});

test("the command fits: Linux takes 128 KiB for an argument, and Cloud Run refuses longer values than 32 KiB", () => {
  // Cloud Run documents a thousand arguments for a container, and for a variable's value this length; for an
  // argument it documents none, so the shorter of what is known holds, in JSON as it is sent.
  expect(Buffer.byteLength(JSON.stringify(SCRIPT))).toBeLessThan(32_768);
  expect(argsOf().length).toBeLessThan(1_000);
});

test("args of a job are the probe's where they are exactly those that ship", () => {
  expect(isProbe(argsOf())).toBe(true);
  expect(scriptIn(argsOf())).toBe(SCRIPT_SHA256);
  expect(isProbe([...argsOf().slice(0, 2), `${SCRIPT} `])).toBe(false);
  expect(scriptIn([...argsOf().slice(0, 2), "other"])).toBe(createHash("sha256").update("other").digest("hex"));
});

test.each([
  ["no args", []],
  ["an option before the script", ["--require", "./other.js", ...argsOf()]],
  ["an arg after the script", [...argsOf(), "more"]],
  ["another form of the script", ["--input-type=commonjs", "--eval", SCRIPT]],
  ["a script that is no text", ["--input-type=module", "--eval", 7]],
  ["no script", ["--input-type=module", "--eval"]],
])("%s is not the probe", (_, args) => {
  expect(scriptIn(args)).toBeUndefined();
  expect(isProbe(args)).toBe(false);
});

test("the image is a public one of Node, by digest", () => {
  expect(PROBE_IMAGE).toMatch(/^docker\.io\/library\/node:\d+-slim@sha256:[0-9a-f]{64}$/);
});
