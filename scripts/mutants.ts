import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { MUTANTS } from "./mutants/list";

/** `npm run mutants [-- PART…]`: all of them, or those of the files whose names contain a part. */
const parts = process.argv.slice(2);
const mutants = MUTANTS.filter(({ file }) => parts.length === 0 || parts.some((part) => file.includes(part)));

/** What the tests of the verdict need; each mutant is made in a copy of it. */
const PARTS = [
  "lineup",
  "build",
  "test",
  "facts",
  "probe",
  "watch",
  "docs",
  "corpus",
  "rehearsal",
  "jest.config.js",
  "package.json",
  "tsconfig.json",
];
const TESTS = ["lineup/test/matrix", "lineup/test/reachability", "lineup/test/sets", "lineup/test/corpus.test.ts"];

const folder = mkdtempSync(join(tmpdir(), "mutants-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const part of PARTS) cpSync(part, join(folder, part), { recursive: true });
symlinkSync(resolve("node_modules"), join(folder, "node_modules"));

if (![...new Set(mutants.map(({ tests = TESTS }) => tests))].every(testsPass)) {
  process.stderr.write("the tests fail without any mutant - mend them first\n");
  process.exit(2);
}
const survivors = mutants.filter((mutant) => {
  const verdict = killed(mutant) ? "killed  " : "SURVIVED";
  console.log(`${verdict}  ${mutant.breaks}  (${mutant.file})`);
  return verdict === "SURVIVED";
});
console.log(`${mutants.length} mutants, ${survivors.length} survived`);
process.exitCode = survivors.length > 0 ? 1 : 0;

function killed({ file, from, to, tests = TESTS }: (typeof MUTANTS)[number]): boolean {
  const path = join(folder, file);
  const source = readFileSync(path, "utf8");
  if (source.split(from).length !== 2) throw new Error(`${file} does not hold exactly one: ${from}`);
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  try {
    return !testsPass(tests);
  } finally {
    writeFileSync(path, source);
  }
}

function testsPass(tests: readonly string[]): boolean {
  const jest = join("node_modules", "jest", "bin", "jest.js");
  return (
    spawnSync(process.execPath, [jest, "--bail", "--silent", "--roots", "lineup/test", "test", "--", ...tests], {
      cwd: folder,
      stdio: "ignore",
      // A mutant may wait for ever, which is a way to be noticed.
      timeout: 300_000,
    }).status === 0
  );
}
