import { whyNoMachine } from "../../../rehearsal/machine/needs";
import { itNeeds } from "../../support/needs";
import { google, played } from "../../support/rehearsed";

jest.setTimeout(900_000);

const needed = { missing: google.missing ?? whyNoMachine() };

describe("the rehearsal", () => {
  itNeeds(
    needed,
    "proves staging from inside Cloud Run, with real terraform and a real Redis, through each of the incident's breaks",
    async () => {
      const { said } = await played("proof");
      expect(said.join("\n")).toContain("the probe named the phase after");
      expect(said.join("\n")).toContain("none in any");
    },
  );
});
