// node github.js action|judge|publish|comment|issue|mark: what the steps of a workflow on GitHub run.
const { join } = require("node:path");

require("./bundle").then(({ github }) => github(process.argv.slice(2), join(__dirname, "lineup.js")));
