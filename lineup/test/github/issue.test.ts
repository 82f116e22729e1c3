import { temporaryFolder } from "../../../test/support/folder";
import { issue } from "../../src/github/issue";
import type { Outcome } from "../../src/github/outcome";
import { BOT, Loopback } from "./loopback";
import { outcome, report, runner } from "./reports";

const folder = temporaryFolder();
const MARKER = "<!-- lineup drift: staging -->";

let github: Loopback;
afterEach(() => github.stop());

interface Known {
  number: number;
  state: "open" | "closed";
  user?: object;
  body?: string;
  pull_request?: object;
}

/** One night on which lineup finds this, with these issues there. */
async function night(found: Partial<Outcome>, known: Known[]) {
  const issues = known.map((one) => ({ user: BOT, body: `${MARKER}\nlast night`, ...one }));
  github = await Loopback.start({
    "GET /issues": issues,
    "POST /issues": { number: 50 },
    ...Object.fromEntries(issues.map(({ number }) => [`PATCH /issues/${number}`, { number }])),
  });
  const made = report(folder, outcome({ kind: "drift", ...found }), "### lineup: drift\n\ntonight\n");
  const said = await issue([made], runner(github.url, "schedule"));
  return { said, writes: github.writes.map(({ method, path, body }) => ({ asked: `${method} ${path}`, ...body })) };
}

const breaks = { verdict: "breaks", exitCode: 1 } as const;
const clean = { verdict: "clean", exitCode: 0 } as const;

test("the first drift opens an issue", async () => {
  const { said, writes } = await night(breaks, []);
  expect(said).toBe("issue 50 opened: staging breaks");
  expect(writes).toEqual([
    {
      asked: "POST /issues",
      title: "Drift in staging: breaks",
      body: expect.stringContaining("\n\n### lineup: drift\n\ntonight\n"),
    },
  ]);
  expect(writes[0]?.body.split("\n")[0]).toBe(MARKER);
});

test("the next night updates it", async () => {
  const { said, writes } = await night({ verdict: "weakens", exitCode: 1 }, [{ number: 3, state: "open" }]);
  expect(said).toBe("issue 3 updated: staging weakens");
  expect(writes).toMatchObject([{ asked: "PATCH /issues/3", title: "Drift in staging: weakens", state: "open" }]);
});

test.each(["clean", "benign"] as const)("a %s night closes it", async (verdict) => {
  const { said, writes } = await night({ verdict, exitCode: 0 }, [{ number: 3, state: "open" }]);
  expect(said).toBe(`issue 3 closed: staging is ${verdict}`);
  expect(writes).toMatchObject([{ asked: "PATCH /issues/3", state: "closed", state_reason: "completed" }]);
});

test("drift that comes back reopens the latest issue and creates no second one", async () => {
  const known: Known[] = [
    { number: 3, state: "closed" },
    { number: 9, state: "closed" },
  ];
  const { said, writes } = await night(breaks, known);
  expect(said).toBe("issue 9 reopened: staging breaks");
  expect(writes).toMatchObject([{ asked: "PATCH /issues/9", state: "open" }]);
});

test("a clean night leaves an issue closed, and writes into it that it was judged this night", async () => {
  const { said, writes } = await night(clean, [{ number: 3, state: "closed" }]);
  expect(said).toBe("issue 3 stays closed: staging is clean");
  expect(writes).toMatchObject([{ asked: "PATCH /issues/3", state: "closed", body: expect.stringContaining("4711") }]);
});

test("a clean night opens no issue", async () => {
  expect((await night(clean, [])).writes).toEqual([]);
});

test.each<[string, Partial<Outcome>]>([
  ["could not tell", { verdict: "unknown", exitCode: 3 }],
  ["could not look", { verdict: "unusable", exitCode: 2 }],
])("a night that %s does not close it", async (_, found) => {
  const { writes } = await night(found, [{ number: 3, state: "open" }]);
  expect(writes).toMatchObject([
    { asked: "PATCH /issues/3", state: "open", title: `Drift in staging: ${found.verdict}` },
  ]);
});

test.each<[string, Partial<Known>]>([
  ["a person's with the same marker", { user: { login: "somebody", type: "User" } }],
  ["the bot's own of another environment", { body: "<!-- lineup drift: production -->\n" }],
  ["one in which the bot quotes the marker", { body: `somebody wrote\n${MARKER}\n` }],
  ["a pull request of the bot's", { pull_request: {} }],
])("%s is not taken for the workflow's own issue", async (_, strange) => {
  expect((await night(clean, [{ number: 3, state: "open", ...strange }])).writes).toEqual([]);
});

test("it is found behind four pages of others", async () => {
  const others = Array.from(
    { length: 430 },
    (_, index): Known => ({ number: index + 100, state: "open", body: "else" }),
  );
  const { writes } = await night(breaks, [...others, { number: 3, state: "open" }]);
  expect(writes).toMatchObject([{ asked: "PATCH /issues/3" }]);
  expect(github.seen.filter(({ method }) => method === "GET")).toHaveLength(5);
  expect(github.seen[0]?.path).toBe("/issues?state=all&creator=github-actions%5Bbot%5D&per_page=100&page=1");
});

test("a report of a review is refused", async () => {
  github = await Loopback.start({});
  await expect(issue([report(folder, outcome())], runner(github.url))).rejects.toThrow("issue takes a report of drift");
});

describe("a probe", () => {
  const PROBE = "<!-- lineup probe: staging -->";
  const probeIssue = (number: number, state: Known["state"]) => ({ number, state, body: `${PROBE}\nbefore` });
  const drift: Known = { number: 2, state: "open" };

  test("that does not arrive opens an issue of its own beside that of drift", async () => {
    const { said, writes } = await night({ kind: "probe", verdict: "blocked", exitCode: 1 }, [drift]);
    expect(said).toBe("issue 50 opened: staging blocked");
    expect(writes).toMatchObject([{ asked: "POST /issues", title: "Probe of staging: blocked" }]);
    expect(writes[0]?.body.split("\n")[0]).toBe(PROBE);
  });

  test("that is unknown updates it, and one that arrives closes it", async () => {
    const unknown = await night({ kind: "probe", verdict: "unknown", exitCode: 3 }, [drift, probeIssue(4, "open")]);
    expect(unknown.writes).toMatchObject([{ asked: "PATCH /issues/4", state: "open" }]);
    await github.stop();
    const arrived = await night({ kind: "probe", verdict: "reachable", exitCode: 0 }, [drift, probeIssue(4, "open")]);
    expect(arrived.writes).toMatchObject([{ asked: "PATCH /issues/4", state: "closed" }]);
  });
});
