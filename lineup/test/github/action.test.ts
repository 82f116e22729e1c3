import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../test/support/folder";
import { action } from "../../src/github/action";
import { BOT, Loopback } from "./loopback";
import { runner } from "./reports";
import { review, stubbed } from "./stub-lineup";

const folder = temporaryFolder();
const lineup = stubbed(folder);
const plan = join(folder, "plan.json");
writeFileSync(plan, "{}");

describe("action.yml's step", () => {
  const env = (change: object) => ({
    PLAN: plan,
    RUNNER_TEMP: folder,
    GITHUB_OUTPUT: join(folder, "o"),
    GITHUB_STEP_SUMMARY: join(folder, "s"),
    ENVIRONMENT: "plan",
    ...change,
  });
  const quietly = async (run: () => Promise<number>) => {
    const log = jest.spyOn(console, "log").mockImplementation(() => {});
    const code = await run();
    const said = log.mock.calls.map(([line]) => String(line)).join("\n");
    log.mockRestore();
    return { code, said };
  };

  test("ends with the exit code of the review, unless `fail` is false", async () => {
    const program = lineup(review("unknown"), 3);
    expect((await quietly(() => action(env({}), program))).code).toBe(3);
    expect((await quietly(() => action(env({ FAIL: "false" }), program))).code).toBe(0);
  });

  test("prints a report to the log without letting it run workflow commands", async () => {
    const program = lineup(review("safe"), 0, { markdown: "::set-env name=PATH::/tmp\n" });
    const { said } = await quietly(() => action(env({ FORMAT: "markdown" }), program));
    const [, token] = /^::stop-commands::([0-9a-f]{32})\n::set-env/m.exec(said) ?? [];
    expect(said.trimEnd().endsWith(`::${token}::`)).toBe(true);
  });

  test("comments on a pull request when `comment` is true", async () => {
    const github = await Loopback.start({
      "GET /issues/7/comments": [{ id: 5, user: BOT, body: "<!-- lineup review: plan -->\n" }],
      "PATCH /issues/comments/5": {},
    });
    await quietly(() => action({ ...runner(github.url), ...env({ COMMENT: "true" }) }, lineup(review("safe"), 0)));
    await github.stop();
    expect(github.writes).toMatchObject([{ path: "/issues/comments/5" }]);
  });

  test("refuses an unknown format", async () => {
    await expect(action(env({ FORMAT: "xml" }), "lineup.js")).rejects.toThrow(
      'format is one of none, markdown, json, got "xml"',
    );
  });
});
