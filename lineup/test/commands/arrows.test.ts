import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const src = join(__dirname, "../../src");

interface Import {
  from: string;
  to: string;
}

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const imports = files.flatMap((file): Import[] =>
  [...readFileSync(join(src, file), "utf8").matchAll(/(?:from|import|require\()\s*"(\.[^"]*)"/g)].map(
    ([, path = ""]) => ({
      from: file,
      to: relative(src, join(src, dirname(file), path)),
    }),
  ),
);
const isIn = (file: string, folder: string) => file === folder || file.startsWith(`${folder}/`);
const within = (folders: readonly string[]) => (file: string) => folders.some((folder) => isIn(file, folder));

/** Everything that judges; it knows neither how a report is printed nor what was typed. */
const JUDGING = ["text", "sets", "inputs", "topology", "reachability", "compare", "rules", "changes", "exceptions"];

test("imports are found", () => {
  expect(imports).toContainEqual({ from: "commands/verify.ts", to: "report" });
  expect(imports.length).toBeGreaterThan(500);
});

test("nothing but the command line imports commands", () => {
  const above = imports.filter(({ from, to }) => isIn(to, "commands") && !within(["commands", "cli.ts"])(from));
  expect(above).toEqual([]);
});

test("what judges imports neither report nor commands", () => {
  const above = imports.filter(({ from, to }) => within(JUDGING)(from) && within(["report", "commands", "cli"])(to));
  expect(above).toEqual([]);
});

test("review, drift and inventory import nothing that prints", () => {
  const above = imports.filter(
    ({ from, to }) => within(["review", "drift", "inventory"])(from) && within(["report", "commands", "cli"])(to),
  );
  expect(above).toEqual([]);
});

test("text is below everything", () => {
  expect(imports.filter(({ from, to }) => isIn(from, "text") && !isIn(to, "text"))).toEqual([]);
});
