import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { written } from "../../../environments";
import { readEnvironments } from "../../../environments/environment";
import { Rehearsal } from "../../../rehearsal/rehearse";
import { scenarios } from "../../../rehearsal/scenarios";
import { findTools } from "../../../rehearsal/tools";
import { temporaryFolder } from "../../support/folder";
import { itNeeds, provider } from "../../support/needs";
import { synthesizeEnvironment } from "../../support/synth";

jest.setTimeout(400_000);

const [staging] = readEnvironments(written);
if (!staging) throw new Error("staging is the first environment");
const google = provider(synthesizeEnvironment(staging).terraform.required_providers);
google.remove();

const out = google.missing ? "" : temporaryFolder();

describe("the rehearsal", () => {
  itNeeds(google, "plays the whole life of staging with real terraform", async () => {
    const said: string[] = [];
    const print = (line: string) => said.push(line);
    const rehearsal = new Rehearsal({ print, printError: print, hasTerminal: false, tools: findTools, out, scenarios });
    const code = await rehearsal.run(["life"]);
    // What was said is what one wants to see where this fails.
    expect({ code, said: code === 0 ? [] : said }).toEqual({ code: 0, said: [] });
    expect(said.join("\n")).toContain("36 resources");

    const folder = join(out, "life");
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    const states = kept.filter((text) => text.includes('"auth_string"'));
    expect(states.length).toBeGreaterThan(0);
    for (const text of states) expect(text).not.toMatch(/"auth_string":\s*"(?!\(secret\))/);
  });
});
