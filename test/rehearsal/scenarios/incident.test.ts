import { itNeeds } from "../../support/needs";
import { google, played } from "../../support/rehearsed";

jest.setTimeout(400_000);

describe("the rehearsal", () => {
  itNeeds(google, "plays the incident with real terraform, and lineup says what it was", async () => {
    const { said } = await played("incident");
    expect(said.join("\n")).toContain("firewall block-redis-while-debugging: not managed by Terraform");
  });
});
