import { renameSync, writeFileSync } from "node:fs";
import { environmentFor } from "../../rehearsal/endpoints";
import { liveCloud } from "./live-cloud";

/** Serves such a project until it is ended, and writes the variables that lead to it. */
const [file = "", rules = "0", services = "0"] = process.argv.slice(2);

async function main(): Promise<void> {
  const { url } = await liveCloud({ rules: Number(rules), services: Number(services) });
  writeFileSync(`${file}.part`, JSON.stringify(environmentFor(url, {})));
  renameSync(`${file}.part`, file);
}

void main();
