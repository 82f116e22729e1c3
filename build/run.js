// node build/run.js FILE.ts [arguments]: bundles a program of this repository, unless its bundle is still that of its
// sources, and runs it. Positions in stack traces are those of the TypeScript.
const { createHash } = require("node:crypto");
const { readFileSync, realpathSync } = require("node:fs");
const { basename, dirname, join, relative, resolve } = require("node:path");
const { refresh, ROOT } = require("./bundle");

// Without links, as esbuild names it: through one it would not be the main program, and do nothing.
const program = withoutLinks(resolve(process.argv[2] ?? ""));
const name = basename(program, ".ts");
const folder = join(__dirname, "out", `${name}-${createHash("sha256").update(program).digest("hex").slice(0, 8)}`);

function withoutLinks(path) {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * Packages stay packages, but for zod, of which a program needs a tenth, which is known only in a bundle, and for one
 * that can only be imported: a bundle requires.
 */
const BUNDLED = ["zod", "@actions/expressions"];
const packages = {
  name: "packages",
  setup: (build) => {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || BUNDLED.includes(path) ? undefined : { path, external: true },
    );
  },
};

/** What an error says, and the lines of TypeScript on the way to it; all that Node says where there is none. */
function withPlaces(error) {
  const frames = String(error?.stack ?? "").split("\n");
  const places = frames.flatMap((line) => /^\s+at (?:.* \()?(\/[^()]*\.ts:\d+):\d+\)?$/.exec(line)?.[1] ?? []);
  const ways = [...new Set(places)].map((place) => relative(ROOT, place));
  return ways.length === 0 ? (error?.stack ?? String(error)) : `${error.message}\n  in ${ways.join(", called from ")}`;
}

/** In a bundle each file keeps its own place, and only the program that was called is the main one. */
const places = {
  name: "places",
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8").replace("require.main === module", String(path === program));
      // On the first line, so that no line moves.
      const place = `const __filename = ${JSON.stringify(path)}, __dirname = ${JSON.stringify(dirname(path))};`;
      return { contents: text.startsWith("#!") ? text : place + text, loader: "ts" };
    });
  },
};

const options = { entryPoints: { [name]: program }, plugins: [packages, places] };
refresh(folder, options, { recipe: __filename }).then(
  () => {
    process.argv.splice(1, 2, program);
    process.setSourceMapsEnabled(true);
    try {
      require(join(folder, `${name}.js`));
    } catch (error) {
      // Thrown before the program could say anything itself: a file that it imports has a mistake.
      process.setSourceMapsEnabled(true);
      process.stderr.write(`${withPlaces(error)}\n`);
      process.exitCode = 2;
    }
  },
  (error) => {
    // esbuild has already said what is wrong in which line.
    if (error.errors === undefined) process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  },
);
