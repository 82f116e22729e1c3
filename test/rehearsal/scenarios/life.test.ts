import { itNeeds } from "../../support/needs";
import { google, played } from "../../support/rehearsed";

jest.setTimeout(400_000);

describe("the rehearsal", () => {
  itNeeds(google, "plays the whole life of staging with real terraform", async () => {
    const { said, kept } = await played("life");
    expect(said.join("\n")).toContain("36 resources");
    const states = kept.filter((text) => text.includes('"auth_string"'));
    expect(states.length).toBeGreaterThan(0);
    for (const text of states) expect(text).not.toMatch(/"auth_string":\s*"(?!\(secret\))/);
  });
});
