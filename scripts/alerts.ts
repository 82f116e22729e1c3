import { writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { alertsRunbook, RUNBOOK } from "./alerts/runbook";
import { outdated } from "./rules/outdated";

const root = resolve(__dirname, "..");

/** `npm run alerts`: writes the pages that are made of what is watched. */
for (const [file, text] of outdated(new Map([[join(root, RUNBOOK), alertsRunbook()]]))) {
  writeFileSync(file, text);
  console.log(`wrote ${relative(root, file)}`);
}
