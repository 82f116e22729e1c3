import { cut, plain, visibleJson } from "../../src/text/plain";
import { HOSTILE, INVISIBLE } from "./reports";

const ESC = String.fromCodePoint(0x1b);

describe("text from an input", () => {
  test.each(Object.entries(HOSTILE))("is one visible line of at most 200 characters: %s", (_, text) => {
    const shown = plain(text);
    expect(shown).not.toMatch(INVISIBLE);
    expect(shown.length).toBeLessThanOrEqual(200);
    expect(plain(shown)).toBe(shown);
  });

  test.each([
    ["colours", `a${ESC}[1;31mb${ESC}[0mc`, "abc"],
    ["cursor movements", `a${ESC}[2J${ESC}[Hb`, "ab"],
    ["window titles", `a${ESC}]0;title${ESC}\\b`, "ab"],
    ["links", `${ESC}]8;;http://evil.example${String.fromCodePoint(7)}a${ESC}]8;;${String.fromCodePoint(7)}`, "a"],
    ["eight-bit colours", "a\u009b31mb", "ab"],
    ["an escape without an end", `a${ESC}]0;b`, "a0;b"],
    ["half an escape", `a${ESC}`, "a"],
  ])("loses %s", (_, text, shown) => {
    expect(plain(text)).toBe(shown);
  });

  test("has newlines and tabs folded into single spaces", () => {
    expect(plain(" a\r\n\tb\u2028c ")).toBe("a b c");
  });

  test("reads in one direction only", () => {
    expect(plain("a\u202Ecba\u202C\u2067x\u2069")).toBe("acbax");
  });

  test("keeps letters of every script", () => {
    expect(plain("büro-東京-שלום-😀")).toBe("büro-東京-שלום-😀");
  });

  test("that is cut says so", () => {
    expect(cut("abcdef", 4)).toBe("abc…");
    expect(cut("abcd", 4)).toBe("abcd");
  });

  test("is never cut through a character", () => {
    for (const length of [4, 5, 6, 7]) expect(cut("a😀😀😀😀", length)).toMatch(/^a😀*…$/u);
    for (const length of [4, 5, 6, 7]) expect(cut("a😀😀😀😀", length)).not.toMatch(/\p{Cs}/u);
  });

  test("costs time in proportion to its length", () => {
    const started = performance.now();
    for (const unit of [`${ESC}]`, `${ESC}[`, `${ESC}P`, " ", "\u202e", "\ud800"]) plain(unit.repeat(300_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe("JSON", () => {
  test.each(Object.entries(HOSTILE))("shows what would not be seen, and means the same: %s", (_, text) => {
    const json = visibleJson({ [text]: [text] });
    expect(json.replaceAll("\n", "")).not.toMatch(INVISIBLE);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ [text]: [text] })));
  });
});
