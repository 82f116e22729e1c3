import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { temporaryFolder } from "../support/folder";

const { refresh } = require("../../build/bundle");
const root = join(__dirname, "../..");
const out = join(root, "build/out");
const folder = temporaryFolder();
let programs = 0;

/** A program of two files, as a user writes it, and how it ends when it is run. */
function program(main: string, other = 'export const word: string = "first";\n') {
  programs += 1;
  const place = join(folder, `program-${programs}`);
  mkdirSync(place);
  const [file, imported] = [join(place, "main.ts"), join(place, "other.ts")];
  writeFileSync(file, main);
  writeFileSync(imported, other);
  // What has only just been written may still be changing.
  for (const written of [file, imported]) aged(written);
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "build/run.js"), file, ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };
  return { file, imported, run, place };
}

function aged(file: string): void {
  const before = new Date(Date.now() - 60_000);
  utimesSync(file, before, before);
}

// Each program has a bundle of its own, and goes with the test.
afterAll(() => {
  for (const name of readdirSync(out)) {
    const list = join(out, name, "inputs.json");
    if (existsSync(list) && readFileSync(list, "utf8").includes(basename(folder)))
      rmSync(join(out, name), { recursive: true });
  }
});

const bundles = () => readdirSync(out, { recursive: true }).map(String);
const SAY = 'import { word } from "./other";\nconsole.log(word, process.argv.slice(2).join(" "));\n';

test("a program runs with its arguments, and again with the bundle that it already has", () => {
  const { run } = program(SAY);
  expect(run("a", "b c")).toEqual({ status: 0, stdout: "first a b c\n", stderr: "" });
  const written = () => bundles().map((name) => statSync(join(out, name)).mtimeMs);
  const before = written();
  expect(run()).toMatchObject({ status: 0, stdout: "first \n" });
  expect(written()).toEqual(before);
});

test("a change in any of its files is run at once, also one that keeps the size, and one back in time", () => {
  const { imported, run } = program(SAY);
  run();
  writeFileSync(imported, 'export const word: string = "other";\n');
  expect(run().stdout).toBe("other \n");
  writeFileSync(imported, 'export const word: string = "third";\n');
  aged(imported);
  expect(run().stdout).toBe("third \n");
});

test("a change that keeps size and time is run at once", () => {
  const { imported, run } = program(SAY);
  run();
  const { atime, mtime } = statSync(imported);
  writeFileSync(imported, 'export const word: string = "other";\n');
  utimesSync(imported, atime, mtime);
  expect(run().stdout).toBe("other \n");
});

test("what has another time and the same content, as in a copy, is not bundled again", () => {
  const { imported, run } = program(SAY);
  run();
  const written = () => bundles().map((name) => statSync(join(out, name)).mtimeMs);
  const before = written();
  utimesSync(imported, new Date(), new Date());
  expect(run().stdout).toBe("first \n");
  expect(written()).toEqual(before);
});

test("through a link it is the same program", () => {
  const { place, run } = program(SAY);
  run();
  symlinkSync(place, `${place}-link`);
  writeFileSync(join(place, "main.ts"), "if (require.main === module) console.log('runs');\n");
  const { stdout } = spawnSync(process.execPath, [join(root, "build/run.js"), `${place}-link/main.ts`], {
    encoding: "utf8",
  });
  expect(stdout).toBe("runs\n");
});

describe("a bundle is made", () => {
  /** The bundle of a source, where `finish` is called in the middle of making it. */
  async function made(source: string, finish: () => void) {
    programs += 1;
    const bundle = join(folder, `bundle-${programs}`);
    await refresh(bundle, { entryPoints: { main: source } }, { recipe: __filename, finish });
    return { text: readFileSync(join(bundle, "main.js"), "utf8"), bundle };
  }

  test("of what a source has become while it was read", async () => {
    const source = join(folder, "changing.js");
    writeFileSync(source, "console.log(1);\n");
    let times = 0;
    const { text } = await made(source, () => {
      times += 1;
      if (times < 3) writeFileSync(source, `console.log(${times + 1});\n`);
    });
    expect(text).toContain("console.log(3)");
  });

  test("from sources with a time to come, and then not again", async () => {
    const source = join(folder, "to-come.js");
    writeFileSync(source, "console.log(1);\n");
    const { bundle } = await made(source, () => {});
    const again = jest.fn();
    utimesSync(source, new Date(Date.now() + 1e8), new Date(Date.now() + 1e8));
    await refresh(bundle, { entryPoints: { main: source } }, { recipe: __filename, finish: again });
    expect(again).not.toHaveBeenCalled();
  });

  test("where a killed process has left half of one, which goes after a while", async () => {
    const source = join(folder, "left.js");
    writeFileSync(source, "console.log(1);\n");
    const [ancient, recent] = ["ancient", "recent"].map((name) => join(folder, `bundle-${programs + 1}-${name}`));
    for (const left of [ancient, recent]) mkdirSync(String(left));
    utimesSync(String(ancient), new Date(0), new Date(0));
    await made(source, () => {});
    expect([ancient, recent].map((left) => existsSync(String(left)))).toEqual([false, true]);
  });

  test("not without a package that it takes, which is named", async () => {
    const source = join(folder, "lacking.js");
    for (const [asked, named] of [
      ["lacking-package/lib", "lacking-package"],
      ["@lacking/package", "@lacking/package"],
    ]) {
      writeFileSync(source, `require(${JSON.stringify(asked)});\n`);
      const making = made(source, () => {});
      await expect(making).rejects.toThrow(`the package ${named} is not installed: run npm ci --include=dev`);
    }
    writeFileSync(source, 'import "./nowhere";\n');
    await expect(made(source, () => {})).rejects.toThrow('Could not resolve "./nowhere"');
  });

  test("again where a file of a package was edited", async () => {
    const place = join(folder, "node_modules/word");
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "package.json"), '{"name":"word","main":"index.js"}');
    writeFileSync(join(place, "index.js"), "module.exports = 'first';\n");
    const source = join(folder, "of-package.js");
    writeFileSync(source, "console.log(require('word'));\n");
    const { bundle } = await made(source, () => {});
    writeFileSync(join(place, "index.js"), "module.exports = 'second';\n");
    await refresh(bundle, { entryPoints: { main: source } }, { recipe: __filename });
    expect(readFileSync(join(bundle, "main.js"), "utf8")).toContain("second");
  });
});

test("a bundle that something else has written to is made again", () => {
  const { run } = program(SAY);
  run();
  const mine = `program-${programs}/main.ts`;
  const list = bundles().find((it) => it.endsWith("inputs.json") && readFileSync(join(out, it), "utf8").includes(mine));
  const bundle = join(out, dirname(list ?? "no bundle"), "main.js");
  expect(readFileSync(bundle, "utf8")).toContain("first");
  writeFileSync(bundle, 'console.log("old");');
  expect(run().stdout).toBe("first \n");
});

test("a program that does not parse is named with file and line, and its last bundle is not run instead", () => {
  const { file, run } = program(SAY);
  run();
  writeFileSync(file, 'console.log("before");\nconst broken = {\n');
  const { status, stdout, stderr } = run();
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/main\.ts:3:0/);
  expect(stderr).not.toContain("    at ");
  writeFileSync(file, SAY);
  expect(run().stdout).toBe("first \n");
});

test("an error names the lines of the TypeScript", () => {
  const { run } = program(
    'import { fail } from "./other";\n\nfail();\n',
    'interface Long {\n  a: string;\n}\n\nexport function fail(): Long {\n  throw new Error("as asked");\n}\n',
  );
  const { status, stderr } = run();
  expect(status).toBe(2);
  expect(stderr).toMatch(/^as asked\n {2}in \S+other\.ts:6, called from \S+main\.ts:3\n$/);
});

test("each file knows its own place, and only the program is the main one", () => {
  const { place, run } = program(
    'import { here, isMain } from "./other";\nconsole.log(here === __dirname, isMain, require.main === module);\n',
    "export const here = __dirname;\nexport const isMain = require.main === module;\n",
  );
  expect(run().stdout).toBe("true false true\n");
  expect(readdirSync(place).sort()).toEqual(["main.ts", "other.ts"]);
});

test("nothing is left beside the bundles, whether a program could be bundled or not", () => {
  const { run } = program("const broken = {\n");
  run();
  expect(readdirSync(out).filter((name) => /-[0-9a-f]{8}-/.test(name))).toEqual([]);
});
