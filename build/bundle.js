const fs = require("node:fs");
const { basename, dirname, join, relative, resolve } = require("node:path");

const { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = fs;

const ROOT = dirname(__dirname);
const LIST = "inputs.json";

/**
 * Makes the bundle in `folder` that of its sources. Beside it stands a list of every file that it was made of; where
 * none of them has changed since, this takes a few milliseconds and does not even load esbuild.
 *
 * @param {string} folder where the bundle stands
 * @param {import("esbuild").BuildOptions} options what goes into it
 * @param {{ recipe: string, finish?: (draft: string, inputs: string[]) => void }} more
 *   `recipe`: the file that says how it is made; `finish`: adds to the bundle what is not code
 */
async function refresh(folder, options, { recipe, finish }) {
  if (isFresh(folder)) return;
  const started = Date.now();
  mkdirSync(dirname(folder), { recursive: true });
  // A neighbour of the folder that it replaces: paths in its source maps are right in both.
  const draft = mkdtempSync(`${folder}-`);
  try {
    const { metafile } = await esbuild().build({
      ...{ bundle: true, platform: "node", format: "cjs", target: "node20.19", tsconfigRaw: "{}" },
      ...{ sourcemap: true, sourcesContent: false, logLevel: "error", metafile: true },
      ...{ absWorkingDir: ROOT, outdir: draft },
      ...options,
    });
    const inputs = Object.keys(metafile.inputs)
      .map((file) => resolve(ROOT, file))
      .filter(isFile);
    finish?.(draft, inputs);
    // A package changes as a whole, and its package.json with it.
    const packages = new Set(inputs.map(packageOf).filter(Boolean));
    const ours = inputs.filter((file) => packageOf(file) === undefined);
    const read = [...ours, ...packages, __filename, recipe, require.resolve("esbuild/package.json")];
    const stamps = {
      // What changed while it was read may have been read before or after.
      inputs: read.map((file) => ({
        file: relative(ROOT, file),
        ...(changedSince(file, started) ? CHANGING : stampOf(file)),
      })),
      outputs: readdirSync(draft).map((name) => ({ file: name, ...stampOf(join(draft, name)) })),
    };
    writeFileSync(join(draft, LIST), JSON.stringify(stamps));
    publish(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Another process may have published half of its own bundle: so the files of the bundle are compared as well. */
function isFresh(folder) {
  try {
    const { inputs, outputs } = JSON.parse(readFileSync(join(folder, LIST), "utf8"));
    return inputs.every((stamp) => isAsIn(ROOT, stamp)) && outputs.every((stamp) => isAsIn(folder, stamp));
  } catch {
    return false;
  }
}

/** The package.json of the package that a file is of; undefined for a file of this repository. */
function packageOf(file) {
  const [folder] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(file) ?? [];
  return folder && join(folder, "package.json");
}

/** No file has this one. */
const CHANGING = { time: 0, size: -1 };

function stampOf(file) {
  const { mtimeMs, size } = statSync(file);
  return { time: mtimeMs, size };
}

function isAsIn(folder, { file, time, size }) {
  const now = statSync(`${folder}/${file}`);
  return now.mtimeMs === time && now.size === size;
}

function changedSince(file, time) {
  return statSync(file).mtimeMs >= time;
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
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

module.exports = { refresh, ROOT };
