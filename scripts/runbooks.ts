import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { written } from "../environments";
import { readEnvironments } from "../environments/environment";
import { outdated } from "./rules/outdated";
import { runbooksOf } from "./runbooks/pages";
import { synthesized } from "./synthesized";

const root = resolve(__dirname, "..");

/** `npm run runbooks`: writes what to do in each environment, with its names, from what ships there. */
async function main(): Promise<number> {
  const stacks = await synthesized({ quiet: true });
  if (typeof stacks === "number") return stacks;
  for (const environment of readEnvironments(written)) {
    const pages = runbooksOf({ environment, stack: stacks.get(environment.name)?.json });
    for (const [page, text] of outdated(new Map([...pages].map(([page, text]) => [join(root, page), text])))) {
      mkdirSync(dirname(page), { recursive: true });
      writeFileSync(page, text);
      console.log(`wrote ${page.slice(root.length + 1)}`);
    }
  }
  return 0;
}

main().then((code) => {
  process.exitCode = code;
});
