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
