import fc from "fast-check";
import { allowed, byPrecedence, decide, type RuleOnSender } from "../../src/reachability/firewall";
import { IntervalSet } from "../../src/sets/intervals";
import type { Space } from "../../src/sets/space";

/** Ten destinations by eight kinds of traffic: every class boundary of a rule set of this size occurs in it. */
const [TO, TRAFFIC] = [10, 8];
const stretch = (size: number) =>
  fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).map(([a, b]) => IntervalSet.of(Math.min(a, b), Math.max(a, b)));
const box = fc.record({ to: stretch(TO), traffic: stretch(TRAFFIC) });
const rule = fc.record({
  action: fc.constantFrom("allow" as const, "deny" as const),
  priority: fc.nat(5),
  boxes: fc.array(box, { minLength: 1, maxLength: 3 }),
});
const rules = fc
  .array(rule, { maxLength: 8 })
  .map((list) => list.map((item, index): RuleOnSender => ({ ...item, address: `rule-${index}` })));
const EVERYTHING = { to: IntervalSet.of(0, TO - 1), traffic: IntervalSet.of(0, TRAFFIC - 1) };

/** One packet at a time, by reading the rules out loud. Knows nothing of sets. */
function isAllowed(list: readonly RuleOnSender[], to: number, traffic: number): boolean {
  let winner: RuleOnSender | undefined;
  for (const candidate of list) {
    if (!candidate.boxes.some((part) => part.to.has(to) && part.traffic.has(traffic))) continue;
    if (!winner || candidate.priority < winner.priority) winner = candidate;
    else if (candidate.priority === winner.priority && candidate.action === "deny") winner = candidate;
  }
  return winner?.action !== "deny";
}

const holds = (space: Space, to: number, traffic: number) =>
  space.some((part) => part.to.has(to) && part.traffic.has(traffic));
const packets = Array.from(
  { length: TO * TRAFFIC },
  (_, index) => [Math.floor(index / TRAFFIC), index % TRAFFIC] as const,
);
const outcome = (list: readonly RuleOnSender[]) => decide([...list].sort(byPrecedence), [EVERYTHING]);
const picture = (list: readonly RuleOnSender[]) => {
  const space = allowed(outcome(list));
  return packets.map(([to, traffic]) => holds(space, to, traffic));
};

test("agrees with reading the rules one packet at a time", () => {
  fc.assert(
    fc.property(rules, (list) => {
      expect(picture(list)).toEqual(packets.map(([to, traffic]) => isAllowed(list, to, traffic)));
    }),
    { numRuns: 5000 },
  );
});

test("decides each packet exactly once", () => {
  fc.assert(
    fc.property(rules, (list) => {
      const { decisions, undecided } = outcome(list);
      for (const [to, traffic] of packets) {
        const deciders = [...decisions.map((decision) => decision.packets), undecided].filter((space) =>
          holds(space, to, traffic),
        );
        expect(deciders).toHaveLength(1);
      }
    }),
  );
});

describe("nothing changes when", () => {
  test("rules are reordered", () => {
    fc.assert(
      fc.property(
        rules.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(picture(shuffled)).toEqual(picture(list));
        },
      ),
    );
  });

  test("priorities are renumbered in the same order", () => {
    fc.assert(
      fc.property(rules, (list) => {
        expect(picture(list.map((item) => ({ ...item, priority: item.priority * 100 + 7 })))).toEqual(picture(list));
      }),
    );
  });

  test("a range is split into two rules", () => {
    fc.assert(
      fc.property(rules, fc.nat(TO - 1), (list, at) => {
        const halves = [IntervalSet.of(0, at), IntervalSet.of(at + 1, TO - 1)];
        const split = list.flatMap((item) =>
          halves.map((half, index) => ({
            ...item,
            address: `${item.address}-${index}`,
            boxes: item.boxes
              .map((part) => ({ ...part, to: part.to.intersect(half) }))
              .filter((part) => !part.to.isEmpty),
          })),
        );
        expect(picture(split)).toEqual(picture(list));
      }),
    );
  });
});

test("an allow that is added never takes a packet away, and a deny never gives one", () => {
  fc.assert(
    fc.property(rules, rule, (list, extra) => {
      const before = picture(list);
      const after = picture([...list, { ...extra, address: "extra" }]);
      for (const [index, was] of before.entries()) {
        if (extra.action === "allow" && was) expect(after[index]).toBe(true);
        if (extra.action === "deny" && !was) expect(after[index]).toBe(false);
      }
    }),
  );
});
