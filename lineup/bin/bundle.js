const { existsSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { join } = require("node:path");

// In a checkout the sources may have changed since the bundle was made. The package has neither sources nor build.js.
const builder = join(__dirname, "../build.js");

// Node 22 and later keep beside the bundle what they have compiled of it.
enableCompileCache?.(join(__dirname, "../dist/compiled"));

/** Resolves to what the bundle exports; where it cannot be made or loaded, nothing is judged. */
module.exports = Promise.resolve()
  .then(() => existsSync(builder) && require(builder).build())
  .then(() => require("../dist/lineup.js"))
  .catch((error) => {
    // esbuild has already said what is wrong in which line.
    process.stderr.write(
      error.errors === undefined ? `lineup: ${error.message.split("\n")[0]}\n` : "lineup: it could not be built\n",
    );
    process.exit(2);
  });
