import fc from "fast-check";
import { IPv4 } from "ipaddr.js";
import { addressesOf, blocksOf } from "../../src/sets/addresses";
import { IntervalSet } from "../../src/sets/intervals";

const span = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => IntervalSet.of(Math.min(a, b), Math.max(a, b)));
const set = fc.array(span, { maxLength: 6 }).map((spans) => IntervalSet.union(spans));
const members = (of: IntervalSet) => Array.from({ length: 42 }, (_, value) => value).filter((value) => of.has(value));

describe("sets of numbers are exact", () => {
  test("union, intersection and difference hold what their parts say", () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const [inA, inB] = [new Set(members(a)), new Set(members(b))];
        expect(members(IntervalSet.union([a, b]))).toEqual(
          members(a)
            .concat(members(b))
            .sort((x, y) => x - y)
            .filter((v, i, all) => v !== all[i - 1]),
        );
        expect(members(a.intersect(b))).toEqual(members(a).filter((value) => inB.has(value)));
        expect(members(a.subtract(b))).toEqual(members(a).filter((value) => !inB.has(value)));
        expect(a.contains(b)).toBe(members(b).every((value) => inA.has(value)));
        expect(a.overlaps(b)).toBe(members(b).some((value) => inA.has(value)));
        expect(a.size).toBe(inA.size);
      }),
      { numRuns: 2000 },
    );
  });
});

const octet = fc.nat(255);
const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));

describe("sets of addresses agree with ipaddr.js", () => {
  test("on whether an address is in a range", () => {
    fc.assert(
      fc.property(address, fc.nat(32), address, (base, length, probe) => {
        const expected = IPv4.parse(probe).match(IPv4.parse(base), length);
        const range = addressesOf(`${base}/${length}`);
        const point = addressesOf(probe);
        expect(point && range?.contains(point)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test("and are written as the fewest blocks that hold exactly them", () => {
    fc.assert(
      fc.property(address, fc.integer({ min: 8, max: 32 }), address, fc.integer({ min: 8, max: 32 }), (a, i, b, j) => {
        const [x, y] = [addressesOf(`${a}/${i}`), addressesOf(`${b}/${j}`)] as [IntervalSet, IntervalSet];
        const difference = x.subtract(y);
        const again = IntervalSet.union(blocksOf(difference).map((block) => addressesOf(block) ?? IntervalSet.empty));
        expect(again.equals(difference)).toBe(true);
      }),
    );
  });

  test.each(["10.0.0", "10.0.0.0/33", "010.0.0.1", "10.0.0.1/", "ten", ""])("%p is no range", (text) => {
    expect(addressesOf(text)).toBeUndefined();
  });

  test("IPv6 holds no IPv4 address", () => {
    expect(addressesOf("::/0")?.isEmpty).toBe(true);
  });
});
