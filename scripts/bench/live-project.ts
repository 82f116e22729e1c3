import { writeFileSync } from "node:fs";
import { readLive } from "../../lineup/src/inventory";
import type { Get } from "../../lineup/src/inventory/reader";
import { environmentFor } from "../../rehearsal/endpoints";
import { liveCloud, project } from "./live-cloud";

/**
 * Writes the inventory of a project in which staging was made by hand, beside so many rules and services. It is read
 * as `lineup inventory` reads a project, so that a thing has here whatever the inventory keeps of it.
 */
const [file = "", rules = "0", services = "0"] = process.argv.slice(2);

async function main(): Promise<void> {
  const loopback = await liveCloud({ rules: Number(rules), services: Number(services) });
  const get: Get = async (url, readsPolicy) => {
    const response = await fetch(url, readsPolicy ? { method: "POST", body: "{}" } : {});
    return { status: response.status, body: await response.json(), retryAfter: undefined };
  };
  const read = await readLive({ project }, { get, env: environmentFor(loopback.url, process.env) });
  writeFileSync(file, JSON.stringify(read));
  await loopback.close();
}

void main();
