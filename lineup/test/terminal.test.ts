import { ascii, terminalOf } from "../src/terminal";

const TTY = { isTTY: true, columns: 72 };
const PIPE = { isTTY: false, columns: 72 };

test("the width is that of the terminal, 100 where there is none, and never less than 40", () => {
  expect(terminalOf(TTY, {}).width).toBe(72);
  expect(terminalOf({ isTTY: true, columns: 12 }, {}).width).toBe(40);
  expect(terminalOf({ isTTY: true, columns: 0 }, {}).width).toBe(100);
  expect(terminalOf(PIPE, {}).width).toBe(100);
  expect(terminalOf(undefined, {}).width).toBe(100);
});

test.each<[string, Parameters<typeof terminalOf>[0], NodeJS.ProcessEnv, boolean]>([
  ["on a terminal", TTY, {}, true],
  ["on a terminal where NO_COLOR is empty", TTY, { NO_COLOR: "" }, true],
  ["not where NO_COLOR is set", TTY, { NO_COLOR: "0" }, false],
  ["not on a dumb terminal", TTY, { TERM: "dumb" }, false],
  ["not in a pipe", PIPE, {}, false],
  ["in a pipe where FORCE_COLOR is set", PIPE, { FORCE_COLOR: "1" }, true],
  ["in a pipe where FORCE_COLOR is empty", PIPE, { FORCE_COLOR: "" }, true],
  ["where FORCE_COLOR is set beside NO_COLOR", TTY, { FORCE_COLOR: "3", NO_COLOR: "1" }, true],
  ["not where FORCE_COLOR is 0", TTY, { FORCE_COLOR: "0" }, false],
  ["not where FORCE_COLOR is false", TTY, { FORCE_COLOR: "false" }, false],
  ["never in a file", undefined, { FORCE_COLOR: "1" }, false],
])("colour is shown %s", (_, stream, env, colour) => {
  expect(terminalOf(stream, env).colour).toBe(colour);
});

test.each<[NodeJS.ProcessEnv, boolean]>([
  [{}, true],
  [{ LANG: "" }, true],
  [{ LANG: "en_US.UTF-8" }, true],
  [{ LANG: "de_DE.utf8" }, true],
  [{ LC_CTYPE: "UTF-8" }, true],
  [{ LANG: "C" }, false],
  [{ LANG: "POSIX" }, false],
  [{ LANG: "en_US.ISO-8859-1" }, false],
  [{ LC_ALL: "C", LANG: "en_US.UTF-8" }, false],
  [{ LC_ALL: "C.UTF-8", LANG: "C" }, true],
  [{ LC_ALL: "", LC_CTYPE: "", LANG: "C" }, false],
])("%j shows more than ASCII: %s", (env, unicode) => {
  expect(terminalOf(TTY, env).unicode).toBe(unicode);
});

test("what has no form in ASCII is a question mark, and no name can break out of it", () => {
  expect(ascii("✓ a ──╳ b … c → d · é 😀 \u202e")).toBe("+ a --x b ... c -> d - ? ? ?");
});
