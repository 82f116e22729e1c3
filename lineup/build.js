const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { packagesOf, refresh } = require("../build/bundle");

// `npm ci` and `npm pack` call this, and the command itself in a checkout: lineup and what it needs, as one file of
// JavaScript. Only two things stay beside it: the library that signs in to Google, loaded for a live project, and the
// parser of HCL, a package of its own.
const DIST = join(__dirname, "dist");
const SIGN_IN = "google-auth-library";

const signInApart = {
  name: "sign-in-apart",
  setup: (build) => {
    build.onResolve({ filter: new RegExp(`^${SIGN_IN}$`) }, ({ kind }) =>
      kind === "entry-point" ? undefined : { path: `./${SIGN_IN}.js`, external: true },
    );
  },
};

/** As text that is parsed when it is needed: as code, the provider's schema would be compiled at every start. */
const factsAsText = {
  name: "facts-as-text",
  setup: (build) => {
    build.onLoad({ filter: /[\\/]facts[\\/][^\\/]+\.json$/ }, ({ path }) => {
      const json = JSON.stringify(JSON.parse(readFileSync(path, "utf8")));
      return { contents: `module.exports = JSON.parse(${JSON.stringify(json)});`, loader: "js" };
    });
  },
};

/** Resolves when the bundle in dist/ is that of the sources. */
function build() {
  const options = {
    entryPoints: { lineup: join(__dirname, "src/index.ts"), [SIGN_IN]: SIGN_IN },
    external: ["@cdktn/hcl2json"],
    // What is loaded when it is used is CommonJS as well: an import would guess which names it exports.
    supported: { "dynamic-import": false },
    plugins: [signInApart, factsAsText],
  };
  return refresh(DIST, options, { recipe: __filename, finish: writeLicences });
}

/** Who else's code is in the bundle, and under which licence. */
function writeLicences(folder, inputs) {
  const texts = packagesOf(inputs).map((manifest) => {
    const { name, version, license } = JSON.parse(readFileSync(manifest, "utf8"));
    const path = dirname(manifest);
    const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(path, file), "utf8").trim() : ""}\n`;
  });
  writeFileSync(join(folder, "LICENSES.txt"), texts.join("\n---\n\n"));
}

/** The types of the API, as one file. Only the package has them: a checkout has the sources. */
async function writeTypes() {
  const { rollup } = require("rollup");
  const { dts } = await import("rollup-plugin-dts");
  const compilerOptions = { noEmit: false, declaration: true, emitDeclarationOnly: true };
  const plugins = [dts({ tsconfig: join(__dirname, "../tsconfig.json"), compilerOptions })];
  const bundle = await rollup({ input: join(__dirname, "src/api.ts"), plugins });
  await bundle.write({ file: join(DIST, "lineup.d.ts"), format: "es" });
}

module.exports = { build };

if (require.main === module) {
  const made = process.argv.includes("--types") ? build().then(writeTypes) : build();
  made.catch((error) => {
    // esbuild has already said what is wrong in which line.
    if (error.errors === undefined) process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
