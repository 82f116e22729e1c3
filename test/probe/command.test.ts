import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { argsOf, COMMAND, isProbe, SCRIPT, SCRIPT_SHA256, scriptIn } from "../../probe/command";

const file = readFileSync(join(__dirname, "../../probe/redis-probe.mjs"));

test("what ships is the file, byte for byte", () => {
  expect(Buffer.from(SCRIPT).equals(file)).toBe(true);
  expect(SCRIPT_SHA256).toBe(createHash("sha256").update(file).digest("hex"));
  expect([...COMMAND, ...argsOf()]).toEqual(["node", "--input-type=module", "--eval", file.toString()]);
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
