import { resolve } from "node:path";
import { newRule, UnusableName } from "./new/rule";

/** `npm run new -- rule NAME`: makes the file of a rule, its case and its test, to be filled in. */
function main([what, name, ...rest]: readonly string[]): void {
  if (what !== "rule" || name === undefined || rest.length > 0) {
    console.error("usage: npm run new -- rule NAME, such as npm run new -- rule redis-without-auth");
    process.exitCode = 2;
    return;
  }
  try {
    for (const file of newRule(resolve(__dirname, ".."), name)) console.log(`wrote ${file}`);
    console.log(`Fill them in until npx jest lineup/test/rules is green, then run npm run rules for docs/rules.md.`);
  } catch (error) {
    if (!(error instanceof UnusableName)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

main(process.argv.slice(2));
