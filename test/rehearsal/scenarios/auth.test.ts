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

jest.setTimeout(900_000);

const [staging] = readEnvironments(written);
if (!staging) throw new Error("staging is the first environment");
const google = provider(synthesizeEnvironment(staging).terraform.required_providers);
google.remove();

const out = google.missing ? "" : temporaryFolder();

describe("the rehearsal", () => {
  itNeeds(google, "turns AUTH on, rotates it and turns it off with real terraform, in one apply each", async () => {
    const said: string[] = [];
    const print = (line: string) => said.push(line);
    const rehearsal = new Rehearsal({ print, printError: print, hasTerminal: false, tools: findTools, out, scenarios });
    const code = await rehearsal.run(["auth"]);
    // What was said is what one wants to see where this fails.
    expect({ code, said: code === 0 ? [] : said }).toEqual({ code: 0, said: [] });
    const orders = said.flatMap((line) => /ok: (Redis.*|password.*) \(/.exec(line)?.[1] ?? []);
    const given = "Redis, then password, then services";
    const each = [given, "Redis", "password, then services", given, "Redis, then services, then secret deleted", given];
    const finished = ["password, then services", "Redis, then services, then secret deleted"];
    expect(orders).toEqual([...finished, ...each, ...each]);

    const folder = join(out, "auth");
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name), "utf8")).not.toMatch(/"(auth_string|authString)":\s*"(?!\(secret\)|")/);
    }
  });
});
