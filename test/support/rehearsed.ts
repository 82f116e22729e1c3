import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import { Rehearsal } from "../../rehearsal/rehearse";
import { scenarios } from "../../rehearsal/scenarios";
import { findTools } from "../../rehearsal/tools";
import { temporaryFolder } from "./folder";
import { type Need, provider } from "./needs";
import { synthesizeEnvironment } from "./synth";

const [staging] = readEnvironments(written);
if (!staging) throw new Error("staging is the first environment");

const installed = provider(synthesizeEnvironment(staging).terraform.required_providers);
installed.remove();
/** The provider that the rehearsal runs; a scenario is skipped where it cannot be installed. */
export const google: Need = installed;

const out = google.missing ? "" : temporaryFolder();

/** Plays a scenario with real Terraform: what it said, and the text of every file that it kept. */
export async function played(scenario: string): Promise<{ said: string[]; kept: string[] }> {
  const said: string[] = [];
  const print = (line: string) => said.push(line);
  const rehearsal = new Rehearsal({ print, printError: print, hasTerminal: false, tools: findTools, out, scenarios });
  const code = await rehearsal.run([scenario]);
  // What was said is what one wants to see where this fails.
  expect({ code, said: code === 0 ? [] : said }).toEqual({ code: 0, said: [] });
  const folder = join(out, scenario);
  return { said, kept: readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8")) };
}
