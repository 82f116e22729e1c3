#!/usr/bin/env node
// Loaded before tsx, which would look through each of their hundred files.
require("zod");
require("ipaddr.js");
// Runs the TypeScript as it is: no build step.
require("tsx/cjs");
require("../lineup/src/cli.ts").main(process.argv.slice(2), {
  // The one place where lineup meets this repository's app: verify without inputs asks it to synthesize.
  synthesize: (outdir) => require("../main.ts").synthesize(outdir),
});
