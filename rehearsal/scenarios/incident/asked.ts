import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_FOLDER, type Stage } from "../../stage";
import { claim, claimEnd } from "../../steps";
import { type Ran, succeeded, type World } from "../../world";
import { PROJECT } from "./names";

/** What is live, as `lineup inventory` reads it from the APIs. Returns the file. */
export async function inventoryOf(stage: Stage, world: World): Promise<string> {
  const file = join(stage.folder, "inventory.json");
  succeeded(await lineup(world, "inventory", "--project", PROJECT, "--output", file));
  return file;
}

/** A plan that finds nothing to do. It holds the AUTH string, so its file is this stage's alone. */
export async function emptyPlanOf(stage: Stage, world: World): Promise<string> {
  const { ran, json } = await world.plan("-detailed-exitcode");
  claimEnd(ran, 0);
  const file = join(stage.folder, "plan.json");
  writeFileSync(file, JSON.stringify(json), { mode: 0o600 });
  return file;
}

/** `lineup`, as anybody would call it, asked about this cloud. */
export function lineup(world: World, ...args: string[]): Promise<Ran> {
  return world.run(process.execPath, ["bin/lineup.js", ...args], { NO_COLOR: "1" }, PROJECT_FOLDER);
}

/** It is broken, and the report says each of these things, wherever its lines end. */
export function claimBroken(ran: Ran, ...said: string[]): void {
  claimEnd(ran, 1);
  const report = ran.stdout.replace(/\s+/g, " ");
  for (const words of said) claim(report.includes(words), `lineup speaks of ${words}:\n${ran.stdout}`);
}
