#!/usr/bin/env node
require("./bundle").then(({ main }) => main(process.argv.slice(2)));
