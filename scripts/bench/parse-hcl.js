// The parser of HCL alone, on every file of a folder.
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { parse } = require("@cdktn/hcl2json");

const [, , folder] = process.argv;
(async () => {
  for (const name of readdirSync(folder)) await parse(name, readFileSync(join(folder, name), "utf8"));
})();
