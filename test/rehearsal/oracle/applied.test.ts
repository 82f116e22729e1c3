import { oracleCases } from "../../../rehearsal/oracle/cases";
import { compare } from "../../../rehearsal/oracle/compare";
import { attempt } from "../../../rehearsal/oracle/trial";
import { type Tools, toolsOrWhyNot } from "../../../rehearsal/tools";
import { temporaryFolder } from "../../support/folder";
import { itNeeds, type Need } from "../../support/needs";

jest.setTimeout(240_000);

function atHand(): Need & { tools?: Tools } {
  const tools = toolsOrWhyNot();
  return typeof tools === "string" ? { missing: tools } : { missing: undefined, tools };
}

const need = atHand();
const folder = need.missing ? "" : temporaryFolder();

/** What the cloud makes of a mutant that real terraform has applied, and what lineup makes of its papers. */
async function applied(id: string) {
  const mutant = oracleCases().find((one) => one.id === id);
  if (!mutant || !need.tools) throw new Error(`${id} cannot be applied`);
  const trial = await attempt(mutant, folder, need.tools);
  expect(trial.leftOut).toBeUndefined();
  const { truth, lineup } = compare(trial, mutant.outOfBand !== undefined);
  const said = Object.entries(lineup).map(([input, opinion]) => [input, opinion.said]);
  return { truth: truth.said, ...Object.fromEntries(said) };
}

describe("what real terraform has built", () => {
  // One test for all: which skips are allowed is a list of titles, and must not grow with every mutant.
  itNeeds(need, "is judged alike by the oracle and by lineup", async () => {
    const everywhere = (said: string) => ({ truth: said, synth: said, plan: said, state: said });
    expect(await applied("ok")).toEqual(everywhere("reachable"));
    expect(await applied("port-of-test-default")).toEqual(everywhere("blocked"));
    expect(await applied("by-hand-connector-detached")).toEqual({ truth: "blocked", state: "blocked" });
  });
});
