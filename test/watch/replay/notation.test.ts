import { valuesIn } from "../../../watch/replay/notation";

describe("a time series in few words", () => {
  test.each([
    ["1 x3", [1, 1, 1]],
    ["0..1 x3", [0, 0.5, 1]],
    ["1 x1 - x2", [1, undefined, undefined]],
    ["[3 0 -] x5", [3, 0, undefined, 3, 0]],
    ["-1.5 x1 2 x*", [-1.5, 2, 2]],
    [
      "{120:40 900:2} x1 - x*",
      [
        new Map([
          [120, 40],
          [900, 2],
        ]),
        undefined,
      ],
    ],
    ["5..5 x1", [5]],
  ])("%s", (notation, values) => expect(valuesIn(notation, values.length)).toEqual(values));

  test.each([
    ["1", 'a piece such as "12 x60"'],
    ["1 x2", "3 minutes are expected, got 2"],
    ["a x3", 'a number is expected, got "a"'],
    ["1 x3 y", 'got "y"'],
    ["1 x3z", "a piece such as"],
    ["{a:1} x3", 'a number is expected, got "a"'],
  ])("not %s", (notation, message) => expect(() => valuesIn(notation, 3)).toThrow(message));
});
