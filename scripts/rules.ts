import { writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { ruleLists } from "./rules/lists";
import { outdated } from "./rules/outdated";

const root = resolve(__dirname, "..");

/** `npm run rules`: writes the lists of rules from the files of their folders, and docs/rules.md from the rules. */
function main(): void {
  write(ruleLists(root));
  // Loaded when the lists are written: the page is made from them.
  const { rulesPage } = require("./rules/page") as typeof import("./rules/page");
  write(new Map([[join(root, "docs/rules.md"), rulesPage()]]));
}

function write(files: ReadonlyMap<string, string>): void {
  for (const [file, text] of outdated(files)) {
    writeFileSync(file, text);
    console.log(`wrote ${relative(root, file)}`);
  }
}

main();
