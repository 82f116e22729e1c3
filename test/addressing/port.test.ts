import { Port } from "../../addressing/port";

test.each([1, 443, 6379, 65535])("%d is a port", (number) => {
  expect(Port.tcp(number).number).toBe(number);
});

test.each([
  [0, "0"],
  [-1, "-1"],
  [65536, "65536"],
  [6379.5, "6379.5"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  ["6379", "6379"],
  [null, "null"],
])("%p is refused with what it must be, what it is and the way out", (number, got) => {
  expect(() => Port.tcp(number as number)).toThrow(
    new RangeError(`must be a TCP port, got ${got} - a whole number from 1 to 65535`),
  );
});

test("a port says its protocol", () => {
  expect(String(Port.tcp(6379))).toBe("tcp:6379");
});
