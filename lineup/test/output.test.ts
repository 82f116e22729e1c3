import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planFile } from "../../corpus/recorder/recording";
import { base } from "../../corpus/verify/base";
import { typed } from "./commands/process";
import { corpus, root } from "./inputs";

const OK = corpus("verify/ok");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "output-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

describe("--output", () => {
  test("writes what standard output would get, and nothing beside it", async () => {
    expect(await typed(["verify", OK, "--output", at("report.txt")])).toMatchObject({
      status: 0,
      stdout: "",
      stderr: "",
    });
    expect(readFileSync(at("report.txt"), "utf8")).toBe((await typed(["verify", OK])).stdout);
    expect(readdirSync(folder)).toEqual(["report.txt"]);
  });

  test.each<[string, () => string, RegExp]>([
    ["a folder", () => folder, /cannot be written: it is a folder, and the name of a file is taken/],
    ["a file in no folder", () => at("absent/report.txt"), /cannot be written: its folder does not exist/],
    ["a file below a file", () => join(OK, "report.txt"), /cannot be written: a part of its path is no folder/],
    ["a full disk", () => "/dev/full", /cannot be written: the disk is full/],
    ["what nobody may write", () => "/proc/report.txt", /cannot be written: /],
  ])("that names %s is refused in one line, and leaves nothing", async (_, output, sentence) => {
    const { status, stdout, stderr } = await typed(["verify", OK, "--output", output()]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/^lineup: [^\n]+\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("leaves what was there when the command fails", async () => {
    writeFileSync(at("report.txt"), "before");
    expect((await typed(["verify", "package.json", "--output", at("report.txt")])).status).toBe(2);
    expect(readFileSync(at("report.txt"), "utf8")).toBe("before");
    expect(readdirSync(folder)).toEqual(["report.txt"]);
  });

  test("keeps a link and who may read its file", async () => {
    writeFileSync(at("private.txt"), "before");
    chmodSync(at("private.txt"), 0o600);
    symlinkSync(at("private.txt"), at("link.txt"));
    expect((await typed(["verify", OK, "--output", at("link.txt")])).status).toBe(0);
    expect(readFileSync(at("private.txt"), "utf8")).toContain("REACHABLE");
    expect(statSync(at("private.txt")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(["link.txt", "private.txt"]);
  });

  test("a device is written to, not replaced", async () => {
    expect(await typed(["verify", OK, "--output", "/dev/null"])).toMatchObject({ status: 0, stderr: "" });
    expect(statSync("/dev/null").isFile()).toBe(false);
  });
});

describe("--output that names what is read", () => {
  beforeEach(() => {
    copyFileSync(planFile("drift", "none"), at("plan.json"));
    mkdirSync(at("stack"));
    writeFileSync(at("stack/cdk.tf.json"), JSON.stringify(base));
    symlinkSync(at("plan.json"), at("link.json"));
  });

  test.each<[string, string[], string]>([
    ["the input", ["verify", "plan.json", "--output", "plan.json"], "which is read as an input"],
    [
      "the input by another name",
      ["verify", "plan.json", "--output", "stack/../link.json"],
      "which is read as an input",
    ],
    ["one of the inputs", ["diagram", "stack", "plan.json", "--output", "plan.json"], "which is read as an input"],
    ["a part of a root", ["verify", "stack", "--output", "stack/cdk.tf.json"], "which is read as an input"],
    [
      "the configuration",
      ["review", "-", "--config", "plan.json", "--output", "plan.json"],
      "which is read as --config",
    ],
    ["the log", ["drift", "-", "--log", "plan.json", "--output", "plan.json"], "which is read as --log"],
    [
      "the inventory",
      ["drift", "-", "--inventory", "plan.json", "--output", "plan.json"],
      "which is read as --inventory",
    ],
    ["the exceptions", ["review", "-", "--exceptions", "plan.json", "--output", "plan.json"], "read as --exceptions"],
  ])("is refused: %s", (_, args, sentence) => {
    const before = [at("plan.json"), at("stack/cdk.tf.json")].map((file) => readFileSync(file, "utf8"));
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "lineup/bin/lineup.js"), ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^lineup: --output would replace /);
    expect(stderr).toContain(sentence);
    expect([at("plan.json"), at("stack/cdk.tf.json")].map((file) => readFileSync(file, "utf8"))).toEqual(before);
  });

  test("a report beside the parts of a root is no part of it", async () => {
    expect((await typed(["verify", at("stack"), "--output", at("stack/report.json")])).status).toBe(0);
    expect(existsSync(at("stack/report.json"))).toBe(true);
  });
});

describe("standard output", () => {
  const shell = (command: string) =>
    spawnSync("bash", ["-c", `set -o pipefail; ${command}`], { cwd: root, encoding: "utf8" });
  const verify = (...args: string[]) => `"${process.execPath}" lineup/bin/lineup.js verify ${args.join(" ")}`;
  const long = [...Array(300).fill(OK), "--format", "json"];

  test("a reader that stops early is no error", () => {
    expect(shell(`${verify(...long)} | head -1`)).toMatchObject({ status: 0, stdout: "{\n", stderr: "" });
  });

  test("a full disk is an error, whatever the verdict", () => {
    const { status, stderr } = shell(`${verify(OK)} >/dev/full`);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "lineup: standard output cannot be written: the disk is full\n",
    });
  });
});

test.each(["verify", "review", "drift", "diagram"])(
  "%s refuses a file that cannot be read, in one line",
  async (command) => {
    for (const file of ["/proc/self/mem", at("absent.json")]) {
      const { status, stdout, stderr } = await typed([command, file]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toMatch(/^lineup: \S+ (cannot be read: \w+|does not exist[^\n]*)\n$/);
    }
  },
);
