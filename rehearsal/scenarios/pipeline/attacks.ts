import { assertThat, type ScenarioStep } from "../../steps";
import { PROJECT } from "../incident/names";
import { climb, ownerFor, program } from "./hostile-branches";
import type { Played } from "./stage";
import { assertGreen, commentOn, type Scene } from "./way";

const COLOUR = [/COLOUR: "\w+"/, "environments/staging.ts"] as const;
/** What somebody tries who may push any branch, and open any pull request. Each step leaves staging as main has it. */
export function attacks(scene: Scene): ScenarioStep[] {
  const attempt = (title: string, run: () => Promise<string | undefined>): ScenarioStep => ({ title, run });
  const paint = (branch: string, colour: string) => {
    const [written, file] = COLOUR;
    scene.stage.origin.branch(branch, (edit) => edit(file, written, `COLOUR: "${colour}"`));
    return branch;
  };
  /** Whoever approves it reads what it does, and that is what is done. */
  const deployByHand = () =>
    scene.stage.deploy({ name: "workflow_dispatch", inputs: { environment: "staging", accept: false } });

  return [
    attempt("refused: a branch that runs a program where it is planned, before a job has a token", async () => {
      const { stage } = scene;
      const played = await stage.review(stage.propose(program(stage.origin)));
      assertThat(played.accounts.length === 0, `nobody signs in: ${played.accounts.join(", ")}`);
      return refusedWith(played, /provisioner/, "pull request");
    }),
    attempt("refused: a branch that makes an outsider the owner of the project", async () => {
      const { stage } = scene;
      const pull = stage.propose(ownerFor(stage.origin, "user:mallory@example.com"));
      const played = await stage.review(pull);
      assertRed(played, "pull request");
      const [comment] = stage.repository.comments.get(pull.number) ?? [];
      assertThat(/IAM_WIDENED/.test(comment?.body ?? ""), "the comment names IAM_WIDENED");
      assertThat(/mallory/.test(comment?.body ?? ""), "the comment names who gains the role");
      return commentOn(stage, pull.number);
    }),
    attempt("refused: a branch whose own workflow asks for the deploying account", async () => {
      const { stage } = scene;
      const played = await stage.review(stage.propose(climb(stage.origin)));
      assertThat(played.accounts.length === 0, `nobody signs in: ${played.accounts.join(", ")}`);
      return refusedWith(played, /iam\.serviceAccounts\.getAccessToken/, "pull request");
    }),
    attempt("refused: a second pull request of a commit, into a branch of one's own", async () => {
      const { stage } = scene;
      stage.origin.branch("own-base", (edit) => edit("environments/staging.ts", /COLOUR: "\w+"/, 'COLOUR: "grey"'));
      const played = await stage.review(stage.propose(paint("second", "grey"), "own-base"));
      assertThat(played.accounts.length === 0, `nobody signs in: ${played.accounts.join(", ")}`);
      return refusedWith(played, /rejected by the attribute condition/, "pull request");
    }),
    attempt("refused: a merge of something else than its forged review says", async () => {
      const { stage } = scene;
      const pull = stage.propose(paint("forged", "red"));
      const reviewed = await stage.review(pull);
      assertGreen(reviewed);
      stage.forge(reviewed.run, "review-staging", (files) => {
        const said = JSON.parse(String(files["changes.json"]));
        files["changes.json"] = Buffer.from(JSON.stringify({ ...said, changes: [] }));
      });
      stage.merge(pull);
      return refusedWith(await stage.deploy(), /does not do what was reviewed/, "review of the plan");
    }),
    attempt("refused: an apply, where the world has changed since it was approved", async () => {
      const { stage, owner } = scene;
      const rule = `compute/v1/projects/${PROJECT}/global/firewalls`;
      const played = await stage.deploy({
        name: "workflow_dispatch",
        inputs: { environment: "staging", accept: false },
        approval: async (environment) => {
          if (environment !== "staging") return;
          const { items } = (await owner.callApi("GET", rule)) as { items: { name: string }[] };
          await owner.callApi("DELETE", `${rule}/${items[0]?.name}`);
        },
      });
      return refusedWith(played, /does not do what was reviewed/, "apply");
    }),
    attempt("the way out: Deploy by hand applies what its own review has shown", async () => {
      assertGreen(await deployByHand());
      return undefined;
    }),
    attempt("refused: a review that was made after the merge", async () => {
      const { stage } = scene;
      const pull = stage.propose(paint("late", "green"));
      stage.merge(pull);
      const reviewed = await stage.review(pull);
      assertGreen(reviewed);
      return refusedWith(await stage.deploy(), /was made after the merge/, "review of the plan");
    }),
    attempt("nothing is done: Deploy started by hand on a branch", async () => {
      const { stage } = scene;
      const ref = "refs/heads/forged";
      const played = await stage.play("deploy.yaml", {
        ...{ name: "workflow_dispatch", commit: stage.origin.head("forged"), ref },
        inputs: { environment: "staging", accept: true },
      });
      assertThat(played.accounts.length === 0, `nobody signs in: ${played.accounts.join(", ")}`);
      const done = played.ends.filter(({ result }) => result !== "skipped").map(({ name }) => name);
      assertThat(done.length === 0, `no job runs: ${done.join(", ")}`);
      return undefined;
    }),
    attempt("the way out once more, and the night after all of it: staging is as main has it", async () => {
      assertGreen(await deployByHand());
      assertGreen(await scene.stage.drift(), "withdraw");
      return undefined;
    }),
  ];
}

/** This job is red, and a step of the run says why. */
function refusedWith(played: Played, why: RegExp, job: string): string {
  assertRed(played, job);
  const words = [...played.reasons, ...played.ends.flatMap(({ steps }) => steps.map(({ title }) => title))];
  const said = words.find((text) => why.test(text));
  assertThat(said !== undefined, `a step says ${why}: ${played.reasons.join("; ")}`);
  return said.length > 160 ? `${said.slice(0, 160)}…` : said;
}

function assertRed({ ends, reasons }: Played, job: string): void {
  const results = ends.filter(({ name }) => name === job).map(({ result }) => result);
  assertThat(
    results.length === 1 && results[0] === "failure",
    `${job} fails: ${results.join(", ")} ${reasons.join("; ")}`,
  );
}
