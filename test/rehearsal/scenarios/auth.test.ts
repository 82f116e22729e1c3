import { itNeeds } from "../../support/needs";
import { google, played } from "../../support/rehearsed";

jest.setTimeout(900_000);

describe("the rehearsal", () => {
  itNeeds(google, "turns AUTH on, rotates it and turns it off with real terraform, in one apply each", async () => {
    const { said, kept } = await played("auth");
    const orders = said.flatMap((line) => /ok: (Redis.*|password.*) \(/.exec(line)?.[1] ?? []);
    const given = "Redis, then password, then services";
    const [rotated, off] = ["password, then services", "Redis, then services, then secret deleted"];
    const adopted = [given, rotated, off];
    const each = [given, "Redis", rotated, given, off, ...adopted];
    expect(orders).toEqual([rotated, off, ...each, ...each]);
    const table = said.find((line) => line.includes("| AUTH | Redis and services | BASIC | STANDARD_HA |")) ?? "";
    expect(table.match(/^\| (on|rotated|off) \| (fresh|adopted) \| \d+ \| \d+ \|/gm)).toHaveLength(6);
    for (const text of kept) expect(text).not.toMatch(/"(auth_string|authString)":\s*"(?!\(secret\)|")/);
  });
});
