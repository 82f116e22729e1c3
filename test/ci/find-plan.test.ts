import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Loopback } from "../../lineup/test/github/loopback";
import { runner } from "../../lineup/test/github/reports";
import { findPlan } from "../../scripts/ci/find-plan";
import { temporaryFolder } from "../support/folder";

const folder = temporaryFolder();

describe("the run that has the plan", () => {
  let github: Loopback;
  afterEach(() => github.stop());

  const MERGED = "9".repeat(40);
  const pull = {
    number: 7,
    merged_at: "2026-01-01T00:00:00Z",
    merge_commit_sha: MERGED,
    head: { sha: "1".repeat(40) },
  };
  const run = { id: 42, path: ".github/workflows/pr.yaml", head_repository: { full_name: "netra/environment" } };
  const artifact = { name: "sealed-plan-staging", expired: false };

  async function find({ pulls = [pull], runs = [run], artifacts = [artifact], number = "" }) {
    github = await Loopback.start({
      [`GET /commits/${MERGED}/pulls`]: pulls,
      "GET /actions/workflows/pr.yaml/runs": { workflow_runs: runs },
      "GET /actions/runs/42": runs[0] ?? {},
      "GET /actions/runs/42/artifacts": { artifacts },
      "GET /actions/runs/43/artifacts": { artifacts },
    });
    const output = join(folder, `found-${github.url.split(":").at(-1)}`);
    const said = await findPlan(["staging"], { ...runner(github.url), GITHUB_OUTPUT: output, PLAN_RUN: number });
    return { said, output: readFileSync(output, "utf8") };
  }

  test("is the youngest of the pull request that was merged as this commit", async () => {
    const other = { ...pull, number: 8, merge_commit_sha: "8".repeat(40) };
    const { said, output } = await find({ pulls: [other, pull], runs: [run, { ...run, id: 43 }] });
    expect(said).toBe("the plan of staging is that of run 43");
    expect(output).toMatch(/^plan_run<<end-\w+\n43\nend-\w+\nartifact<<end-\w+\nsealed-plan-staging\nend-\w+\n$/);
    expect(github.seen.map(({ path }) => path)).toContain(
      `/actions/workflows/pr.yaml/runs?event=pull_request&head_sha=${"1".repeat(40)}&per_page=100&page=1`,
    );
  });

  test("is the one that was named", async () => {
    expect((await find({ pulls: [], number: "42" })).said).toBe("the plan of staging is that of run 42");
  });

  test.each<[string, Parameters<typeof find>[0], string]>([
    ["the commit belongs to no merged pull request", { pulls: [] }, "belongs to no merged pull request"],
    [
      "the pull request is open",
      { pulls: [{ ...pull, merged_at: null as never }] },
      "belongs to no merged pull request",
    ],
    ["it was never planned", { runs: [] }, "pull request 7 has no run of pr.yaml"],
    ["its run is another workflow's", { runs: [{ ...run, path: ".github/workflows/x.yaml" }] }, "run 42 is not one of"],
    [
      "it ran in a fork",
      { runs: [{ ...run, head_repository: { full_name: "stranger/environment" } }] },
      "is not one of",
    ],
    [
      "there is none of this environment",
      { artifacts: [{ name: "sealed-plan-production", expired: false }] },
      "has no plan of",
    ],
    ["it has expired", { artifacts: [{ ...artifact, expired: true }] }, "has no plan of staging, or it has expired"],
    ["the number is none", { number: "42/../../secrets" }, "a run is a number"],
  ])("is refused where %s", async (_, given, message) => {
    await expect(find(given)).rejects.toThrow(message);
  });
});
