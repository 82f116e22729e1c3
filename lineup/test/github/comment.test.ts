import { temporaryFolder } from "../../../test/support/folder";
import { comment } from "../../src/github/comment";
import { BOT, Loopback } from "./loopback";
import { outcome, report, runner } from "./reports";

const folder = temporaryFolder();
const MARKER = "<!-- lineup review: staging -->";
const somebody = { login: "somebody", type: "User" };

let github: Loopback;
afterEach(() => github.stop());

type Comments = { id: number; user: object | null; body: string | null }[];

async function having(comments: Comments): Promise<void> {
  github = await Loopback.start({
    "GET /issues/7/comments": comments,
    "POST /issues/7/comments": { id: 1000 },
    ...Object.fromEntries(comments.map(({ id }) => [`PATCH /issues/comments/${id}`, { id }])),
  });
}

test("the first report of an environment creates a comment, with the marker as its first line", async () => {
  await having([{ id: 1, user: somebody, body: "looks good" }]);
  const said = await comment(
    [report(folder, outcome(), "### ✅ lineup: safe\n\nall paths stay\n")],
    runner(github.url),
  );
  expect(said).toBe("comment 1000 created on pull request 7");
  expect(github.writes).toMatchObject([{ method: "POST", path: "/issues/7/comments" }]);
  expect(github.writes[0]?.body.body.split("\n")).toEqual([
    MARKER,
    "**staging** at `111111111111`, [this run](https://github.example/netra/environment/actions/runs/4711)",
    "",
    "### ✅ lineup: safe",
    "",
    "all paths stay",
    "",
  ]);
});

test("the next report updates that comment, even on the fifth page", async () => {
  const others = Array.from({ length: 450 }, (_, index) => ({ id: index + 1, user: somebody, body: "and another" }));
  await having([...others, { id: 999, user: BOT, body: `${MARKER}\r\nold` }, { id: 1001, user: BOT, body: "other" }]);
  expect(await comment([report(folder, outcome())], runner(github.url))).toBe("comment 999 of pull request 7 updated");
  expect(github.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    ...[1, 2, 3, 4, 5].map((page) => `GET /issues/7/comments?per_page=100&page=${page}`),
    "PATCH /issues/comments/999",
  ]);
  expect(new Set(github.seen.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer token-of-the-job"]));
});

test.each<[string, object | null, string | null]>([
  ["somebody else has written", somebody, `${MARKER}\nforged`],
  ["a user has named themself like the bot", { login: "github-actions[bot]", type: "User" }, `${MARKER}\nforged`],
  ["another bot has written", { login: "dependabot[bot]", type: "Bot" }, `${MARKER}\nforged`],
  ["a deleted account has written", null, `${MARKER}\nforged`],
  ["the bot quotes below its own first line", BOT, `somebody says:\n${MARKER}\nforged`],
  ["the bot quotes in its first line", BOT, `> ${MARKER}`],
  ["the bot has written of another environment", BOT, "<!-- lineup review: staging-two -->\n"],
  ["the bot has written about drift", BOT, "<!-- lineup drift: staging -->\n"],
  ["is empty", BOT, null],
])("a marker does not count where %s", async (_, user, body) => {
  await having([{ id: 1, user, body }]);
  expect(await comment([report(folder, outcome())], runner(github.url))).toBe("comment 1000 created on pull request 7");
});

test("a report cannot place a marker of another environment in the first line", async () => {
  await having([]);
  await comment([report(folder, outcome(), "<!-- lineup review: production -->\n")], runner(github.url));
  expect(github.writes[0]?.body.body.startsWith(`${MARKER}\n`)).toBe(true);
});

test("a report of 100,000 characters is shortened to a comment that GitHub accepts, and says what was left out", async () => {
  await having([]);
  const rows = Array.from({ length: 1_000 }, (_, index) => `| ${index} | ${"x".repeat(90)} |`);
  const markdown = ["### ❌ lineup: danger", "", "| | what |", "|---|---|", ...rows, ""].join("\n");
  expect(markdown.length).toBeGreaterThan(98_000);
  await comment([report(folder, outcome({ verdict: "danger", exitCode: 1 }), markdown)], runner(github.url));
  const { body } = github.writes[0]?.body ?? {};
  expect(body.length).toBeLessThanOrEqual(65_536);
  expect(body.length).toBeGreaterThan(64_000);
  const kept = body.split("\n").filter((line: string) => /^\| \d/.test(line));
  expect(kept).toEqual(rows.slice(0, kept.length));
  expect(body).toContain(`_Left out for length: ${1_000 - kept.length} table rows. The summary of [this run](https://`);
});

test("a fork's pull request gets no comment, and the step succeeds", async () => {
  await having([]);
  expect(await comment([report(folder, outcome())], runner(github.url, "fork"))).toMatch(
    /fork: its token may not write/,
  );
  expect(github.seen).toEqual([]);
});

test("another event is refused", async () => {
  await having([]);
  const made = comment([report(folder, outcome())], runner(github.url, "schedule"));
  await expect(made).rejects.toThrow("not one of a pull request");
});

test("missing variables are all named, and no value is printed", async () => {
  await having([]);
  const { GITHUB_TOKEN, GITHUB_API_URL, ...rest } = runner(github.url);
  const made = comment([report(folder, outcome())], rest);
  await expect(made).rejects.toThrow(/^GITHUB_API_URL, GITHUB_TOKEN must be set/);
  await expect(comment([report(folder, outcome())], {})).rejects.toThrow(/^GITHUB_EVENT_PATH, GITHUB_REPOSITORY must/);
});

test("a missing report is an error that names the folder", async () => {
  await having([]);
  await expect(comment([`${folder}/nowhere`], runner(github.url))).rejects.toThrow(/there is no report in .*nowhere/);
});
