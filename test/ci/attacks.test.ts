import { apply, compare, configuration, find, HEAD, head, MERGED, plan } from "./attack-stage";
import { artifact } from "./attacks/artifact";
import { branch } from "./attacks/attack";
import { code } from "./attacks/code";
import { imports } from "./attacks/imports";
import { plan as plans } from "./attacks/plan";
import { reports } from "./attacks/report";
import { review as reviews } from "./attacks/review";
import { run as runs } from "./attacks/run";
import { secrets } from "./attacks/secrets";
import { settings } from "./attacks/settings";

beforeEach(() => jest.spyOn(console, "log").mockImplementation(() => {}));
afterEach(() => jest.restoreAllMocks());

/** Who can push a branch, and what stops it: each is refused before anything of it is planned, believed or applied. */
const attacks = [...code, ...secrets, ...imports, ...settings, ...artifact, ...plans, ...reports, ...reviews, ...runs];

test.each(attacks)("%s is refused, with the reason", async (_, act, reason) => {
  await expect((async () => act())()).rejects.toThrow(reason);
});

test("what is no attack passes every one of these gates", async () => {
  expect(configuration().check()).toMatch(/^staging may be planned/);
  expect(plan().write()).toMatch(/^\d+ changes of staging at 1{40}, sha256 [0-9a-f]{64}$/);
  expect(compare()).toMatch(/^the plan of staging does what was reviewed: \d+ changes, and no other$/);
  expect(apply()).toMatch(/^the plan of staging does what was reviewed/);
  expect(await head({ sha: MERGED })).toBe(`${MERGED} is what main is now`);
  expect(await head({ sha: HEAD }, "ahead")).toMatch(/^main has moved on to 1{40}, whose own deploy comes after/);
  expect((await find()).said).toBe("pull request 7 was reviewed in run 42");
});

test("a refusal that is not the first is printed, too, and none can speak to the runner", () => {
  const attack = branch((stack) => {
    stack.module = {};
    stack.resource["::stop-commands::x\n::add-mask::y"] = {};
  });
  expect(attack).toThrow(/for 2 reasons/);
  const said = (console.log as jest.Mock).mock.calls.map(([line]) => String(line));
  expect(said).toHaveLength(2);
  for (const line of said) expect(line).toMatch(/^::error title=refused::[^\n]+$/);
});
