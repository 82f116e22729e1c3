import { writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { written } from "../environments";
import { readEnvironments } from "../environments/environment";
import { PAGE, watchPage } from "./alerts/page";
import { outdated } from "./rules/outdated";
import { synthesized } from "./synthesized";

const root = resolve(__dirname, "..");

/** `npm run alerts`: writes the page that is made of what is watched, and of what of it ships. */
async function main(): Promise<number> {
  const stacks = await synthesized({ quiet: true });
  if (typeof stacks === "number") return stacks;
  // Of the first in which it can happen, a story is told.
  const shipped = readEnvironments(written).map(({ name }) => ({ name, stack: stacks.get(name)?.json }));
  const pages = new Map([[join(root, PAGE), watchPage(shipped)]]);
  for (const [file, text] of outdated(pages)) {
    writeFileSync(file, text);
    console.log(`wrote ${relative(root, file)}`);
  }
  return 0;
}

main().then((code) => {
  process.exitCode = code;
});
