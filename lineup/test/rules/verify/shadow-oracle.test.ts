import fc from "fast-check";
import type { AuditedRule } from "../../../src/rules/verify/firewall/audited";
import { shadowedRules } from "../../../src/rules/verify/firewall/shadowed";
import { IntervalSet } from "../../../src/sets/intervals";

/** Small enough to send every packet from every machine: five destinations, four kinds of traffic, three tags. */
const [TO, TRAFFIC, TAGS] = [5, 4, ["a", "b", "c"]];
const stretch = (size: number) =>
  fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).map(([a, b]) => IntervalSet.of(Math.min(a, b), Math.max(a, b)));
const several = (size: number) => fc.array(stretch(size), { minLength: 1, maxLength: 2 }).map(IntervalSet.union);
const rules = fc.array(
  fc.record({
    action: fc.constantFrom("allow" as const, "deny" as const),
    priority: fc.nat(3),
    box: fc.record({ to: several(TO), traffic: several(TRAFFIC) }),
    tags: fc.oneof(fc.constant(undefined), fc.subarray(TAGS, { minLength: 1 })),
    group: fc.constantFrom("vpc EGRESS", "vpc EGRESS", "vpc INGRESS"),
  }),
  { maxLength: 7 },
);
type Drawn = typeof rules extends fc.Arbitrary<(infer One)[]> ? One & { address: string } : never;

const named = rules.map((list) => list.map((item, index): Drawn => ({ ...item, address: `rule-${index}` })));
const audited = ({ address, tags, ...rest }: Drawn) =>
  ({ ...rest, rule: { address }, targets: tags?.join(" ") }) as unknown as AuditedRule;

const MACHINES = Array.from({ length: 2 ** TAGS.length }, (_, bits) => TAGS.filter((_, index) => bits & (1 << index)));
const PACKETS = ["vpc EGRESS", "vpc INGRESS"].flatMap((group) =>
  MACHINES.flatMap((machine) =>
    Array.from({ length: TO * TRAFFIC }, (_, n) => ({ group, machine, to: n % TO, traffic: Math.floor(n / TO) })),
  ),
);

/** Of every packet the rule that decides it: lowest number, deny before allow, then the first by name. */
function deciders(list: readonly Drawn[]): (Drawn | undefined)[] {
  return PACKETS.map(({ group, machine, to, traffic }) => {
    let winner: Drawn | undefined;
    for (const one of list) {
      const matches = one.group === group && one.box.to.has(to) && one.box.traffic.has(traffic);
      if (!matches || (one.tags && !one.tags.some((tag) => machine.includes(tag)))) continue;
      if (!winner || one.priority < winner.priority) winner = one;
      else if (one.priority === winner.priority && one.action === "deny" && winner.action === "allow") winner = one;
    }
    return winner;
  });
}

const verdicts = (list: readonly Drawn[]) => deciders(list).map((winner) => winner?.action);
const found = (list: readonly Drawn[]) => shadowedRules(list.map(audited)).map(({ address }) => address);

test("a rule is called shadowed exactly where it decides no packet and its absence changes none", () => {
  let shadowed = 0;
  fc.assert(
    fc.property(named, (list) => {
      const deciding = new Set(deciders(list));
      const before = verdicts(list);
      const idle = list.filter((one) => {
        const after = verdicts(list.filter((other) => other !== one));
        return !deciding.has(one) && after.every((verdict, index) => verdict === before[index]);
      });
      shadowed += idle.length;
      expect(found(list).sort()).toEqual(idle.map(({ address }) => address).sort());
    }),
    { numRuns: 2000 },
  );
  expect(shadowed).toBeGreaterThan(200);
});

test("the order in which rules are written is nothing to them", () => {
  fc.assert(
    fc.property(named, (list) => {
      expect(found([...list].reverse()).sort()).toEqual(found(list).sort());
    }),
  );
});

test("without the shadowed rules no packet fares differently", () => {
  fc.assert(
    fc.property(named, (list) => {
      const gone = new Set(found(list));
      expect(verdicts(list.filter(({ address }) => !gone.has(address)))).toEqual(verdicts(list));
    }),
  );
});
