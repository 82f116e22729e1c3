import { actOrWhyNot } from "../../../rehearsal/pipeline/act/find";
import { itNeeds, type Need } from "../../support/needs";
import { google, played } from "../../support/rehearsed";

// Each of some forty jobs installs the packages anew.
jest.setTimeout(3_600_000);

const [why] = actOrWhyNot()?.split(":") ?? [];
const act: Need = { missing: google.missing ?? why };

describe("the rehearsal", () => {
  itNeeds(act, "runs the workflow files as they ship with act, and attacks them", async () => {
    const { said } = await played("workflows");
    expect(said.join("\n")).toMatch(/workflows: \d+ passed, 0 failed, 0 skipped/);
  });
});
