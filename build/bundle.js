const {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require("node:fs");
const { basename, dirname, join, relative, resolve } = require("node:path");

const ROOT = dirname(__dirname);
const LIST = "inputs.json";

/** A file that changes as often while it is read is not waited for. */
const MOST_TRIES = 5;

/** What runs elsewhere goes there as it was written, and is never run here: `import SCRIPT from "./redis-probe.mjs"`. */
const scriptAsText = {
  name: "script-as-text",
  setup: (build) => {
    build.onLoad({ filter: /[\\/]probe[\\/]redis-probe\.mjs$/ }, ({ path }) => ({
      contents: readFileSync(path),
      loader: "text",
    }));
  },
};

/**
 * Makes the bundle in `folder` that of its sources. Beside it stands a list of every file that it was made of; where
 * none of them has changed since, this takes a few milliseconds and does not even load esbuild.
 *
 * @param {string} folder where the bundle stands
 * @param {import("esbuild").BuildOptions} options what goes into it
 * @param {{ recipe: string, finish?: (draft: string, inputs: string[]) => void }} more
 *   `recipe`: the file that says how it is made; `finish`: adds to the bundle what is not code
 */
async function refresh(folder, options, more) {
  let read;
  // Asked again after each try: another process may have published an older bundle meanwhile.
  for (let tries = 0; !isFresh(folder); tries += 1) {
    if (tries === MOST_TRIES) throw new Error(`the sources of ${basename(folder)} change while they are bundled`);
    read = await make(folder, options, more, read);
  }
}

/** Publishes a bundle, unless its sources have changed since `before`, or since it was begun. Returns what they were. */
async function make(folder, options, { recipe, finish }, before) {
  const started = Date.now();
  const draft = draftOf(folder);
  try {
    const { metafile } = await esbuild().build({
      ...{ bundle: true, platform: "node", format: "cjs", target: "node20.19", tsconfigRaw: "{}" },
      // Names stay, for whoever reads a stack trace.
      ...{ minifyWhitespace: true, minifySyntax: true },
      ...{ sourcemap: true, sourcesContent: false, logLevel: "error", metafile: true },
      ...{ absWorkingDir: ROOT, outdir: draft },
      ...options,
      plugins: [scriptAsText, ...(options.plugins ?? [])],
    });
    const inputs = Object.keys(metafile.inputs).map((file) => resolve(ROOT, file));
    finish?.(draft, inputs);
    const read = [...inputs, ...packagesOf(inputs), __filename, recipe, require.resolve("esbuild/package.json")].map(
      (file) => ({
        file: relative(ROOT, file),
        ...stampOf(file, SET_BY_NOBODY),
      }),
    );
    // What has changed while it was read may have been read before or after.
    const isSettled = read.every(({ time }) => time < started) || JSON.stringify(read) === JSON.stringify(before);
    if (isSettled) {
      const outputs = readdirSync(draft).map((name) => ({ file: name, ...stampOf(join(draft, name), KEPT_BY_RENAME) }));
      writeFileSync(join(draft, LIST), JSON.stringify({ inputs: read, outputs }));
      publish(draft, folder);
    }
    return read;
  } catch (error) {
    // Whoever leaves out development dependencies leaves out what lineup is made of.
    const [, name] = error.errors?.map(({ text }) => MISSING.exec(text)).find(Boolean) ?? [];
    if (name === undefined) throw error;
    throw new Error(`the package ${name} is not installed: run npm ci --include=dev`, { cause: error });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

const MISSING = /^Could not resolve "((?:@[^"/]+\/)?[^"./@][^"/]*)/;

/** A neighbour of the folder that it replaces: paths in its source maps are right in both. */
function draftOf(folder) {
  const parent = dirname(folder);
  try {
    mkdirSync(parent, { recursive: true });
    accessSync(parent, constants.W_OK);
  } catch (error) {
    const why = `${basename(ROOT)} was changed and has to be bundled again, and ${parent} cannot be written`;
    throw new Error(`${why}: ${error.code}`, { cause: error });
  }
  // Whoever was killed has left one behind.
  for (const name of readdirSync(parent).filter((it) => it.startsWith(`${basename(folder)}-`))) {
    const { mtimeMs = Number.POSITIVE_INFINITY } = statSync(join(parent, name), { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > ABANDONED) rmSync(join(parent, name), { recursive: true, force: true });
  }
  return mkdtempSync(`${folder}-`);
}

const ABANDONED = 600_000;

/** Another process may have published half of its own bundle: so the files of the bundle are compared as well. */
function isFresh(folder) {
  try {
    const { inputs, outputs } = JSON.parse(readFileSync(join(folder, LIST), "utf8"));
    return (
      inputs.every((stamp) => isAsIn(ROOT, stamp, SET_BY_NOBODY)) &&
      outputs.every((stamp) => isAsIn(folder, stamp, KEPT_BY_RENAME))
    );
  } catch {
    return false;
  }
}

/** The package.json of each package that some of these files are of, once. */
function packagesOf(files) {
  const folders = files.flatMap(
    (file) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(file)?.[0] ?? [],
  );
  return [...new Set(folders)].sort().map((folder) => join(folder, "package.json"));
}

/** Which of its times says that a file has changed. */
const SET_BY_NOBODY = "ctimeMs";
const KEPT_BY_RENAME = "mtimeMs";

/** Without a value where the file is gone: no list is like that. */
function stampOf(file, clock) {
  const now = statSync(file, { throwIfNoEntry: false });
  return now && { time: now[clock], size: now.size, hash: hashOf(file) };
}

/** A copy, an archive, git and chmod change the time and not the content. */
function isAsIn(folder, { file, time, size, hash }, clock) {
  const path = `${folder}/${file}`;
  const now = statSync(path);
  return now.size === size && (now[clock] === time || hashOf(path) === hash);
}

/** Asked of few, so that most starts do without the module. */
function hashOf(file) {
  const { createHash } = require("node:crypto");
  return createHash("sha256").update(readFileSync(file)).digest("base64");
}

/** File by file, each by a rename, the list last: whoever loads the bundle meanwhile gets a whole one. */
function publish(draft, folder) {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(draft).filter((name) => name !== LIST);
  for (const name of [...names, LIST]) renameSync(join(draft, name), join(folder, name));
}

function esbuild() {
  try {
    return require("esbuild");
  } catch (error) {
    throw new Error(`${basename(ROOT)} was changed and has to be bundled again, which takes esbuild: run npm ci`, {
      cause: error,
    });
  }
}

module.exports = { packagesOf, refresh, ROOT };
