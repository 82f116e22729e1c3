import { itNeeds } from "../../support/needs";
import { google, played } from "../../support/rehearsed";

jest.setTimeout(900_000);

describe("the rehearsal", () => {
  itNeeds(google, "turns AUTH on, rotates it and turns it off with real terraform, in one apply each", async () => {
    const { said, kept } = await played("auth");
    const orders = said.flatMap((line) => /ok: (Redis.*|password.*) \(/.exec(line)?.[1] ?? []);
    const given = "Redis, then password, then services";
    const each = [given, "Redis", "password, then services", given, "Redis, then services, then secret deleted", given];
    const finished = ["password, then services", "Redis, then services, then secret deleted"];
    expect(orders).toEqual([...finished, ...each, ...each]);
    for (const text of kept) expect(text).not.toMatch(/"(auth_string|authString)":\s*"(?!\(secret\)|")/);
  });
});
