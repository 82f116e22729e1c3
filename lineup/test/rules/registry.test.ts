import { explain } from "../../src/commands/explain";
import { ALL_RULES, anchorOf, describe as describeRule, rulesNamed } from "../../src/rules/registry";
import { silenceOf } from "../../src/rules/silence";
import { VERIFY_RULES } from "../../src/rules/verify";
import { terminalOf } from "../../src/terminal";
import { UsageError } from "../../src/usage-error";

describe("the registry", () => {
  test("knows every rule of verify by its id", () => {
    for (const { id, title, severity } of VERIFY_RULES) {
      expect(describeRule(id)).toMatchObject({ kind: "verify", id, title, level: severity });
    }
  });

  test("does not compile with an id that is not registered", () => {
    // @ts-expect-error: this is no id
    expect(() => describeRule("no-such-rule")).toThrow("no-such-rule");
  });

  test("has no id twice within a kind, and no anchor twice at all", () => {
    expect(new Set(ALL_RULES.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(ALL_RULES.length);
    expect(new Set(ALL_RULES.map(anchorOf)).size).toBe(ALL_RULES.length);
  });

  test("says of every rule what it means", () => {
    for (const { title, help } of ALL_RULES) {
      expect(title).toMatch(/\S/);
      expect(help).toMatch(/\S/);
    }
  });

  test("gives nothing for a name that a report invented", () => {
    for (const name of ["", "constructor", "__proto__", "brand-new"]) expect(rulesNamed(name)).toEqual([]);
  });
});

describe("silence", () => {
  const silenceOfId = (id: string) => rulesNamed(id).map(silenceOf).join();

  test.each(["FIREWALL_RULE", "REDIS_DELETED", "PLAN_ERRORED", "DELETED", "PATH_BROKEN"])(
    "%s is never silenced",
    (id) => {
      expect(silenceOfId(id)).toMatch(/^Never/);
    },
  );

  test.each(["REDIS_RESIZED", "ALLOW_WIDENED"])("%s is silenced by an exception", (id) => {
    expect(silenceOfId(id)).toContain("--exceptions FILE");
  });

  test("a finding has no exceptions", () => {
    expect(silenceOfId("redis-url")).toContain("--strict");
  });
});

describe("lineup explain", () => {
  const explained = async (...codes: string[]) =>
    explain.run(
      codes,
      { output: undefined },
      { caller: {}, terminal: { ...terminalOf(undefined, {}), width: 80 }, progress: () => {}, say: () => {} },
    );

  test("prints of a code what it means, the fix, how to silence it and where its example is", async () => {
    const { text, exitCode } = await explained("redis-url");
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^redis-url \(lineup verify, warning, house rule\)\n {2}REDIS_URL is deprecated\.\n/);
    for (const part of ["Fix: Give REDIS_HOST", "To accept it: ", "docs/rules.md#verify-redis-url"])
      expect(text).toContain(part);
  });

  test("fits a narrow terminal", async () => {
    const { text } = await explained(...ALL_RULES.map(({ id }) => id));
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test("finds a code in any case", async () => {
    expect((await explained("firewall_rule")).text).toMatch(/^FIREWALL_RULE \(cause/);
  });

  test("lists every code where none is named", async () => {
    const { text } = await explained();
    for (const { id } of ALL_RULES) expect(text).toMatch(new RegExp(`^  ${id}( |$)`, "m"));
  });

  test("names the nearest codes where there is none of that name", async () => {
    await expect(explained("redis-ulr")).rejects.toThrow(UsageError);
    await expect(explained("redis-ulr")).rejects.toThrow('there is no code "redis-ulr" - the nearest are redis-url,');
    await expect(explained("x".repeat(100_000))).rejects.toThrow("the nearest are");
  });
});
