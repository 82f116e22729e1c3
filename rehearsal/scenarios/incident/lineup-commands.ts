import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CommandResult, type Sandbox, succeeded } from "../../sandbox";
import { PROJECT_FOLDER, type ScenarioContext } from "../../scenario-context";
import { assertExitCode, assertThat } from "../../steps";
import { PROJECT } from "./names";

/** What is live, as `lineup inventory` reads it from the APIs. Returns the file. */
export async function inventoryOf(context: ScenarioContext, sandbox: Sandbox): Promise<string> {
  const file = join(context.folder, "inventory.json");
  succeeded(await lineup(sandbox, "inventory", "--project", PROJECT, "--output", file));
  return file;
}

/** A plan without changes. It holds the AUTH string, so only the owner may read its file. */
export async function emptyPlanOf(context: ScenarioContext, sandbox: Sandbox): Promise<string> {
  const { ran, json } = await sandbox.plan("-detailed-exitcode");
  assertExitCode(ran, 0);
  const file = join(context.folder, "plan.json");
  writeFileSync(file, JSON.stringify(json), { mode: 0o600 });
  return file;
}

/** `lineup` as a user runs it, with the endpoints of this cloud. */
export function lineup(sandbox: Sandbox, ...args: string[]): Promise<CommandResult> {
  return sandbox.run(process.execPath, ["lineup/bin/lineup.js", ...args], { NO_COLOR: "1" }, PROJECT_FOLDER);
}

/** lineup exits 1, and its report contains each of these texts, wherever its lines are wrapped. */
export function assertBroken(ran: CommandResult, ...said: string[]): void {
  assertExitCode(ran, 1);
  const report = ran.stdout.replace(/\s+/g, " ");
  for (const words of said) assertThat(report.includes(words), `lineup prints ${words}:\n${ran.stdout}`);
}
