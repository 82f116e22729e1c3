import fc from "fast-check";
import { IPv4 } from "ipaddr.js";
import { Range } from "../../addressing/range";

describe("what a range can be", () => {
  test.each(["10.0.0.0/24", "0.0.0.0/0", "255.255.255.255/32", "192.168.128.0/17", "10.2.0.16/28"])("%s", (cidr) => {
    expect(String(Range.parse(cidr))).toBe(cidr);
  });

  test.each([
    "",
    "10.0.0.0",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/+8",
    "10.0.0.0/8.0",
    "10.0.0.0/8/8",
    " 10.0.0.0/8",
    "10.0.0.0/8\n",
    "10.0.0/24",
    "10.1/16",
    "010.0.0.0/8",
    "0x0a.0.0.0/8",
    "256.0.0.0/8",
    "::/0",
    "staging-vpc",
  ])("%j is not one", (cidr) => {
    expect(() => Range.parse(cidr)).toThrow(
      new RangeError(`must be an IPv4 range in CIDR form, got ${JSON.stringify(cidr)} - such as "10.0.0.0/24"`),
    );
  });

  test.each([
    ["10.0.0.7/24", "10.0.0.0/24"],
    ["10.2.0.8/28", "10.2.0.0/28"],
    ["255.255.255.255/0", "0.0.0.0/0"],
  ])("%s begins inside its block, and the error names the block", (cidr, block) => {
    expect(() => Range.parse(cidr)).toThrow(
      new RangeError(`must start at the first address of its block, got "${cidr}" - the block is ${block}`),
    );
  });

  test("an error stays short however long the text", () => {
    expect(() => Range.parse("1".repeat(1_000_000))).toThrow(/^.{1,120}$/);
  });
});

describe("compared with ipaddr.js", () => {
  const number = fc.oneof(
    fc.nat(2 ** 32 - 1),
    fc
      .tuple(
        fc.constantFrom("10.0.0.0", "11.0.0.0", "172.16.0.0", "172.32.0.0", "192.168.0.0", "192.169.0.0"),
        fc.nat(2),
      )
      .map(([edge, over]) => IPv4.parse(edge).octets.reduce((sum, octet) => sum * 256 + octet, 0) + over - 1),
  );
  const block = (address: number, prefixLength: number) => {
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
    return `${IPv4.networkAddressFromCIDR(`${octets}/${prefixLength}`)}/${prefixLength}`;
  };
  const one = fc.tuple(number, fc.integer({ min: 0, max: 32 })).map((parts) => block(...parts));
  /** Random blocks hardly ever meet: the second one is near the first, often inside it or around it. */
  const two = fc
    .tuple(number, fc.nat(32), fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 32 }))
    .map(([address, bit, first, second]) => {
      const neighbour = bit === 32 ? address : (address + 2 ** bit) % 2 ** 32;
      return [block(address, first), block(neighbour, second)] as const;
    });
  const holds = (outer: string, inner: string) => {
    const [[outerAddress, outerLength], [innerAddress, innerLength]] = [IPv4.parseCIDR(outer), IPv4.parseCIDR(inner)];
    return outerLength <= innerLength && innerAddress.match(outerAddress, outerLength);
  };

  test("contains", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        expect(Range.parse(a).contains(Range.parse(b))).toBe(holds(a, b));
      }),
      { numRuns: 1000 },
    );
  });

  test("overlaps, from either side", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const [addressOfA, lengthOfA] = IPv4.parseCIDR(a);
        const [addressOfB, lengthOfB] = IPv4.parseCIDR(b);
        const meet = addressOfA.match(addressOfB, Math.min(lengthOfA, lengthOfB));
        expect(Range.parse(a).overlaps(Range.parse(b))).toBe(meet);
        expect(Range.parse(b).overlaps(Range.parse(a))).toBe(meet);
      }),
      { numRuns: 1000 },
    );
  });

  test("isPrivate, which is true when the first and the last address are", () => {
    fc.assert(
      fc.property(one, (cidr) => {
        const ends = [IPv4.networkAddressFromCIDR(cidr), IPv4.broadcastAddressFromCIDR(cidr)];
        expect(Range.parse(cidr).isPrivate).toBe(ends.every((end) => end.range() === "private"));
      }),
      { numRuns: 1000 },
    );
  });

  test("the text of a range reads back as the same range", () => {
    fc.assert(
      fc.property(one, (cidr) => {
        const range = Range.parse(cidr);
        expect([String(range), range.address, range.size]).toEqual([
          cidr,
          cidr.split("/")[0],
          2 ** (32 - range.prefixLength),
        ]);
      }),
    );
  });
});
