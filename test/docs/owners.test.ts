import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const rows = readFileSync(join(root, ".github/CODEOWNERS"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split(/\s+/));

test("every path in CODEOWNERS exists", () => {
  const paths = rows.map(([path]) => String(path)).filter((path) => path !== "*");
  expect(paths.length).toBeGreaterThan(10);
  // Made where something dangerous is accepted: it has an owner before it is there.
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual(["/exceptions.json"]);
});

test("every path in CODEOWNERS has an owner", () => {
  expect(rows.filter(([, owner]) => !owner?.startsWith("@"))).toEqual([]);
});

/** Files that say who may do what, or check it. A folder stands for all that is in it. */
const DECIDING = [
  ".github",
  "constructs/callers.ts",
  "constructs/pipeline",
  "environments",
  "facts/identities.ts",
  "docs/security.md",
  "scripts/bootstrap*",
  "scripts/ci",
  "scripts/cloud",
  "scripts/doctor*",
  "scripts/github",
  "stacks",
  "*package-lock.json",
  "*.lock.hcl",
];

test("every file that decides who may do what has a line of its own, and not only that of all files", () => {
  const files = execFileSync("git", ["ls-files", "-z", "--", ...DECIDING], { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "");
  for (const what of DECIDING) expect(files.some((file) => file.includes(what.replace("*", "")))).toBe(true);
  const owned = rows.map(([path]) => String(path)).filter((path) => path !== "*");
  const hasLine = (file: string) =>
    owned.some((path) => (path.endsWith("/") ? `/${file}`.startsWith(path) : `/${file}` === path));
  expect(files.filter((file) => !hasLine(file))).toEqual([]);
});
