import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const SRC = join(__dirname, "../src");

/** The rooms of lineup from the bottom up: each imports only from rows below its own. ARCHITECTURE.md explains them. */
const ROWS = [
  [
    "grouping.ts",
    "once.ts",
    "rule-text.ts",
    "sets",
    "terminal.ts",
    "text",
    "usage-error.ts",
    "values.ts",
    "version.ts",
  ],
  ["progress.ts"],
  ["causes", "diagnose/causes", "endpoint.ts"],
  ["inputs"],
  ["google"],
  ["changes", "exceptions", "expected", "inventory", "output.ts", "sources.ts", "topology"],
  ["reachability"],
  ["verify.ts"],
  ["compare", "probe", "question.ts"],
  ["revisions"],
  ["rules"],
  ["drift", "review"],
  ["adopt", "diagnose"],
  ["report"],
  ["commands"],
  ["cli.ts", "github"],
  ["api.ts"],
  ["index.ts"],
];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : path.endsWith(".ts") ? [path] : [];
  });
}

/** A folder within a room is a room of its own where it stands in another row. */
const WITHIN = ROWS.flat().filter((room) => room.includes("/"));
const roomOf = (file: string) => {
  const path = relative(SRC, file);
  return WITHIN.find((room) => path.startsWith(`${room}/`)) ?? (path.split("/")[0] as string);
};
const rowOf = (room: string) => ROWS.findIndex((row) => row.includes(room));

function importsOf(file: string): string[] {
  const found = [...readFileSync(file, "utf8").matchAll(/(?:from|import|import\(|require\()\s*"(\.[^"]*)"/g)];
  return found.flatMap(([, path = ""]) => {
    const target = resolve(dirname(file), path);
    const candidates = [`${target}.ts`, join(target, "index.ts"), target];
    return candidates.filter((candidate) => existsSync(candidate) && statSync(candidate).isFile()).slice(0, 1);
  });
}

test("every room stands in a row - add a new one to ROWS and to ARCHITECTURE.md", () => {
  expect([...new Set(filesBelow(SRC).map(roomOf))].sort()).toEqual(ROWS.flat().sort());
});

test("no import goes up or sideways: no circle between the rooms", () => {
  const wrong = filesBelow(SRC).flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith(SRC) && roomOf(target) !== roomOf(file))
      .filter((target) => rowOf(roomOf(target)) >= rowOf(roomOf(file)))
      .map((target) => `${relative(SRC, file)} imports ${relative(SRC, target)}`),
  );
  expect(wrong).toEqual([]);
});

test("what lineup imports from outside its source are facts, and what the probe runs", () => {
  const outside = filesBelow(SRC).flatMap((file) => importsOf(file).filter((target) => !target.startsWith(SRC)));
  expect(
    [
      ...new Set(
        outside
          .filter((target) => !target.endsWith("package.json"))
          .map((target) => relative(join(SRC, "../.."), target).split("/")[0]),
      ),
    ].sort(),
  ).toEqual(["facts", "probe"]);
});

test("renderers know the report, and no command", () => {
  const known = filesBelow(join(SRC, "report/renderers")).flatMap(importsOf);
  const rooms = new Set(known.filter((target) => target.startsWith(SRC)).map(roomOf));
  for (const room of ["commands", "review", "drift", "compare", "rules", "topology"]) expect(rooms).not.toContain(room);
});
