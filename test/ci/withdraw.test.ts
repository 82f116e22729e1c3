import { spawn } from "node:child_process";
import { BOT, Loopback, REPOSITORY } from "../../lineup/test/github/loopback";
import { temporaryFolder } from "../support/folder";
import { scriptsIn } from "./scripts-in";

const folder = temporaryFolder();
const HEAD = "1".repeat(40);
const RUN = `https://github.example/${REPOSITORY}/actions/runs/4711`;

/** Runs the step as the runner does, with neither npm nor a checkout. */
async function withdraw(file: string, github: Loopback) {
  const [script = ""] = scriptsIn(`.github/workflows/${file}`).filter((one) => one.includes("withdrawn:"));
  const env = {
    PATH: process.env.PATH,
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_RUN_ID: "4711",
    GITHUB_TOKEN: "token-of-the-job",
    PULL_REQUEST: "7",
    COMMIT: HEAD,
  };
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], { cwd: folder, env });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const status = await new Promise((ended) => child.on("close", ended));
  const writes = github.writes.map(({ method, path, body, authorization }) => ({
    asked: `${method} ${path}`,
    authorization,
    ...body,
  }));
  await github.stop();
  return { status, said, writes };
}

const SAFE = "<!-- lineup review: staging -->\n**staging** at `222222222222`\n\n### safe";
const stranger = { login: "attacker", type: "User" };

async function onPullRequest(comments: object[]) {
  const patches = comments.map((one) => [`PATCH /issues/comments/${(one as { id: number }).id}`, {}]);
  return withdraw(
    "pr.yaml",
    await Loopback.start({ "GET /issues/7/comments": comments, ...Object.fromEntries(patches) }),
  );
}

describe("at the start of a run on a pull request", () => {
  test("every comment of an earlier one is withdrawn, and says which run judges now", async () => {
    const { status, said, writes } = await onPullRequest([
      { id: 1, user: BOT, body: SAFE },
      { id: 2, user: BOT, body: SAFE.replace("staging", "production").replaceAll("\n", "\r\n") },
    ]);
    expect({ status, said }).toEqual({ status: 0, said: "withdrawn: comment 1\nwithdrawn: comment 2\n" });
    const body = `Nothing has been judged at \`111111111111\` so far. [This run](${RUN}) judges it; if it has ended and this is still here, it has judged nothing.`;
    expect(writes).toEqual([
      {
        asked: "PATCH /issues/comments/1",
        authorization: "Bearer token-of-the-job",
        body: `<!-- lineup review: staging -->\n${body}\n`,
      },
      expect.objectContaining({ body: `<!-- lineup review: production -->\n${body}\n` }),
    ]);
  });

  test("what others have written stays, and so does what only quotes the mark", async () => {
    const { writes } = await onPullRequest([
      { id: 1, user: stranger, body: SAFE },
      { id: 2, user: null, body: SAFE },
      { id: 3, user: { ...BOT, type: "User" }, body: SAFE },
      { id: 4, user: BOT, body: `> ${SAFE}` },
      { id: 5, user: BOT, body: `\n${SAFE}` },
      { id: 6, user: BOT, body: null },
      { id: 7, user: BOT, body: "" },
    ]);
    expect(writes).toEqual([]);
  });

  test("a comment behind a hundred others is found", async () => {
    const others = [...Array(150).keys()].map((index) => ({ id: index + 10, user: stranger, body: "+1" }));
    const { writes } = await onPullRequest([...others, { id: 1, user: BOT, body: SAFE }]);
    expect(writes).toHaveLength(1);
  });

  test("GitHub's refusal fails the step", async () => {
    const { status } = await withdraw("pr.yaml", await Loopback.start({}));
    expect(status).not.toBe(0);
  });
});

describe("at the end of a night that was not judged whole", () => {
  const OLD =
    "<!-- lineup drift: staging -->\n**staging** at `2`, [this run](https://github.example/x/actions/runs/471)\n\nclean";

  async function nightWith(issues: object[]) {
    const patches = issues.map((one) => [`PATCH /issues/${(one as { number: number }).number}`, {}]);
    return withdraw("drift.yaml", await Loopback.start({ "GET /issues": issues, ...Object.fromEntries(patches) }));
  }

  test("an issue of an earlier night is opened, and says that nothing was judged", async () => {
    const { status, writes } = await nightWith([{ number: 3, state: "closed", user: BOT, body: OLD }]);
    expect(status).toBe(0);
    expect(writes).toEqual([
      expect.objectContaining({
        asked: "PATCH /issues/3",
        state: "open",
        title: "Drift in staging: nothing was judged",
        body: `<!-- lineup drift: staging -->\nNothing was judged: [this run](${RUN}) has ended early.\n`,
      }),
    ]);
  });

  test("one about the probe is withdrawn as one about drift is, and called what it is about", async () => {
    const body = OLD.replace("drift", "probe").replace("clean", "reachable");
    const { writes } = await nightWith([{ number: 8, state: "closed", user: BOT, body }]);
    expect(writes).toEqual([
      expect.objectContaining({
        asked: "PATCH /issues/8",
        title: "Probe of staging: nothing was judged",
        body: expect.stringMatching(/^<!-- lineup probe: staging -->\nNothing was judged/),
      }),
    ]);
  });

  test("an issue that this run has written stays, and so do those of others and pull requests", async () => {
    const mine = OLD.replace("https://github.example/x/actions/runs/471", RUN);
    const { writes } = await nightWith([
      { number: 3, user: BOT, body: mine },
      { number: 4, user: stranger, body: OLD },
      { number: 5, user: BOT, body: OLD, pull_request: {} },
      { number: 6, user: BOT, body: "<!-- lineup review: staging -->\nx" },
    ]);
    expect(writes).toEqual([]);
  });
});
