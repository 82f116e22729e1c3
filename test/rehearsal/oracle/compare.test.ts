import { isKeptOut, relation } from "../../../rehearsal/oracle/compare";

type Verdict = "reachable" | "blocked" | "unknown";
const opinion = (...paths: Verdict[]) => ({ said: paths[0] ?? ("none" as const), why: "", paths });

describe("what lineup says beside what is true", () => {
  test.each([
    ["reachable", "reachable", "agrees"],
    ["blocked", "reachable", "broken promise"],
    ["reachable", "blocked", "false alarm"],
    ["blocked", "unknown", "undecided"],
    ["unknown", "blocked", "decided more"],
  ] as const)("the cloud %s, lineup %s: %s", (truth, said, expected) => {
    expect(relation(opinion(truth), opinion(said))).toBe(expected);
  });

  test("the same verdict of other paths is no agreement", () => {
    expect(relation(opinion("blocked", "reachable"), opinion("blocked"))).toBe("other paths");
  });

  test("a program that is kept out while its packets arrive is told apart, and only then", () => {
    const said = { ...opinion("blocked"), packets: ["reachable" as const] };
    expect(isKeptOut(opinion("reachable"), said)).toBe(true);
    expect(isKeptOut(opinion("blocked"), said)).toBe(false);
    expect(isKeptOut(opinion("reachable"), opinion("blocked"))).toBe(false);
    // Packets do stop: no password explains it.
    expect(isKeptOut(opinion("reachable"), { ...opinion("blocked"), packets: ["blocked"] })).toBe(false);
  });
});
