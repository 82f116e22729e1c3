import fc from "fast-check";
import { Coverage, Cuts, coverersOf, isCovered } from "../../src/sets/coverage";
import { IntervalMap } from "../../src/sets/interval-map";
import { IntervalSet } from "../../src/sets/intervals";
import type { Box } from "../../src/sets/space";

const [TO, TRAFFIC] = [9, 6];
const stretch = (size: number) =>
  fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).map(([a, b]) => IntervalSet.of(Math.min(a, b), Math.max(a, b)));
const several = (size: number) => fc.array(stretch(size), { minLength: 1, maxLength: 3 }).map(IntervalSet.union);
const box = fc.record({ to: several(TO), traffic: several(TRAFFIC) });
const numbers = (size: number) => Array.from({ length: size }, (_, number) => number);
const packetsOf = ({ to, traffic }: Box) =>
  numbers(TO * TRAFFIC).filter((n) => to.has(n % TO) && traffic.has(Math.floor(n / TO)));

test("boxes cover what they cover together, in one layer or in two", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(box, fc.boolean()), { maxLength: 9 }), box, (boxes, asked) => {
      const cuts = new Cuts([asked, ...boxes.map(([one]) => one)].map(({ to }) => to));
      const [one, other] = [new Coverage<number>(cuts), new Coverage<number>(cuts)];
      for (const [index, [added, isOne]] of boxes.entries()) (isOne ? one : other).add(added, index);
      const covered = (list: Box[]) => {
        const held = new Set(list.flatMap(packetsOf));
        return packetsOf(asked).every((packet) => held.has(packet));
      };
      const isAll = covered(boxes.map(([added]) => added));
      expect(isCovered(asked, cuts, [one, other])).toBe(isAll);
      expect(isCovered(asked, cuts, [one])).toBe(covered(boxes.flatMap(([added, isOne]) => (isOne ? [added] : []))));
      if (!isAll) return;
      const by = [...coverersOf(asked, cuts, [one, other], Number.POSITIVE_INFINITY)];
      expect(covered(by.map((index) => (boxes[index] as [Box, boolean])[0]))).toBe(true);
      expect(coverersOf(asked, cuts, [one, other], 1).size).toBe(1);
    }),
    { numRuns: 2000 },
  );
});

test("a line keeps the first paint of every number, and says what was blank", () => {
  const SIZE = 20;
  fc.assert(
    fc.property(fc.array(fc.tuple(several(SIZE), fc.nat(2)), { maxLength: 12 }), several(SIZE), (strokes, asked) => {
      const line = new IntervalMap<number>();
      const paints: (number | undefined)[] = numbers(SIZE).map(() => undefined);
      for (const [set, paint] of strokes) {
        const fresh = numbers(SIZE).filter((number) => set.has(number) && paints[number] === undefined);
        for (const number of fresh) paints[number] = paint;
        const gained = line.add(set, paint);
        expect(numbers(SIZE).filter((number) => gained.has(number))).toEqual(fresh);
      }
      const blank = line.missing(asked);
      for (const number of numbers(SIZE)) {
        expect(blank.has(number)).toBe(asked.has(number) && paints[number] === undefined);
      }
      const seen = new Set(numbers(SIZE).flatMap((number) => (asked.has(number) ? (paints[number] ?? []) : [])));
      expect(new Set(line.valuesIn(asked))).toEqual(seen);
    }),
  );
});
