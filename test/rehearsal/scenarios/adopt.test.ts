import { itNeeds } from "../../support/needs";
import { google, played } from "../../support/rehearsed";

jest.setTimeout(1_800_000);

describe("the rehearsal", () => {
  itNeeds(google, "takes over what an old folder and people have made, with real terraform", async () => {
    const { said, kept } = await played("adopt");
    expect(said.filter((line) => /^ {2}ok: .*REACHABLE/.test(line)).length).toBeGreaterThan(8);
    for (const text of kept) expect(text).not.toMatch(/"(auth_string|authString)":\s*"(?!\(secret\)|")/);
  });
});
