import { assertThat, type ScenarioStep } from "../../steps";
import { accountOf } from "../identities/grants";
import { climb, program } from "../pipeline/hostile-branches";
import type { Ran } from "./stage";
import { assertGreen, assertRan, assertSignedIn, type Scene, saidOf } from "./way";

const WORKFLOW = ".github/workflows/pr.yaml";
/** The step that writes down what a plan does, and after it one of the branch's own, which says that it does nothing. */
const WRITTEN_DOWN = /^( +)(run: node build\/run\.js scripts\/ci\/plan-changes\.ts .*reports\/changes\.json)$/m;
const FORGES = [
  "$1$2",
  `      - run: jq '.changes = []' reports/changes.json >forged && mv forged reports/changes.json`,
].join("\n");

/** The attacks in which something of a workflow file is what stops them. Each leaves staging as main has it. */
export function attacks(scene: Scene): ScenarioStep[] {
  const plans = accountOf("plan");
  return [
    {
      title: "refused: a branch that runs a program where it is planned, before a job has a token",
      run: async () => {
        const { stage } = scene;
        const ran = await stage.review(stage.propose(program(stage.origin)));
        assertSignedIn(ran);
        assertFails(ran, "required", /plan with failure/);
        return assertFails(ran, "plan", /thing has provisioner/);
      },
    },
    {
      title: "refused: a branch whose own workflow asks for the deploying account",
      run: async () => {
        const { stage } = scene;
        const ran = await stage.review(stage.propose(climb(stage.origin)));
        assertSignedIn(ran);
        assertFails(ran, "required", /plan with failure/);
        return assertFails(ran, "plan", /iam\.serviceAccounts\.getAccessToken/);
      },
    },
    {
      title: "refused: the merge of a branch whose own workflow has forged what was reviewed",
      run: async () => {
        const { stage } = scene;
        stage.origin.branch("forged", (edit) => {
          edit("environments/staging.ts", /ENVIRONMENT: "staging",/, '$& SHADE: "dark",');
          edit(WORKFLOW, WRITTEN_DOWN, FORGES);
        });
        const pull = stage.propose("forged");
        const reviewed = await stage.review(pull);
        assertGreen(reviewed, "check", "withdraw", "environments", "synthesize", "plan", "review", "required");
        stage.merge(pull);
        const ran = await stage.deploy();
        assertRan(ran, "target", "review");
        assertSignedIn(ran, `review: ${plans}`);
        return assertFails(ran, "review", /does not do what was reviewed/);
      },
    },
    {
      title: "refused: Deploy by hand of an environment that is none, with a command in its name",
      run: async () => {
        const ran = await byHand(scene, "staging; terraform apply");
        assertRan(ran, "target");
        assertSignedIn(ran);
        return assertFails(ran, "target", /staging; terraform apply/);
      },
    },
    {
      title: "nothing is done: Deploy started by hand on a branch",
      run: async () => {
        const { stage } = scene;
        const commit = stage.origin.branch("aside", (edit) => edit("environments/staging.ts", /$/, "\n"));
        const ran = await byHand(scene, "staging", { commit, ref: "refs/heads/aside" });
        assertRan(ran);
        assertSignedIn(ran);
        return undefined;
      },
    },
    {
      title: "the way out: Deploy by hand applies what its own review has shown",
      run: async () => {
        const ran = await byHand(scene, "staging");
        assertGreen(ran, "target", "review", "apply", "verify", "probe", "issue");
        return ran.jobs.find(({ id }) => id === "apply")?.output.match(/Apply complete! .*/)?.[0];
      },
    },
  ];
}

function byHand({ stage }: Scene, environment: string, at: { commit?: string; ref?: string } = {}): Promise<Ran> {
  return stage.deploy({ name: "workflow_dispatch", inputs: { environment, accept: false }, ...at });
}

/** This job has failed and says why; returns its words. */
function assertFails({ jobs }: Ran, id: string, why: RegExp): string {
  const [job] = jobs.filter((one) => one.id === id);
  const results = jobs.map((one) => `${one.id}: ${one.result}`).join(", ");
  assertThat(job?.result === "failure", `the job ${id} fails; got ${results}`);
  const said = [...job.errors, ...job.output.split("\n")].find((text) => why.test(text));
  assertThat(said !== undefined, `the job ${id} says ${why}:\n  ${saidOf(job)}`);
  return said.length > 160 ? `${said.slice(0, 160)}…` : said;
}
