import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pinnedActions } from "../../pipeline/act/find";
import { PROJECT_FOLDER } from "../../scenario-context";
import { assertThat, type ScenarioStep } from "../../steps";
import { Origin } from "../pipeline/origin";
import { commentOn } from "../pipeline/way";
import type { ActStage } from "./stage";
import { assertGreen, type Scene, saidOf } from "./way";

const REPOSITORY = { repository: "strangers/shop", repository_id: "2002", repository_owner_id: "88" };
const PLANS = join(PROJECT_FOLDER, "corpus/recordings/review");

/** What a stranger writes: the action by its commit, its outputs in a later step. */
const workflow = (action: string, checkout: string) => `name: Plan
on: pull_request
permissions: {}
jobs:
  plan:
    runs-on: ubuntu-24.04
    permissions: { contents: read, pull-requests: write }
    steps:
      - uses: ${checkout}
        with: { persist-credentials: false }
      - id: lineup
        uses: ${action}
        with: { plan: terraform/plan.json, comment: "true", environment: shop }
      - if: \${{ always() }}
        env: { VERDICT: "\${{ steps.lineup.outputs.verdict }}", CODE: "\${{ steps.lineup.outputs.exit-code }}" }
        run: echo "the outputs say $VERDICT, $CODE"
`;

/** The action of this project, used by somebody else's workflow in a repository without a line of this one. */
export function abroad(scene: Scene): ScenarioStep[] {
  let stranger: ActStage;
  return [
    {
      title: "action.yml from another repository: a plan is judged, commented on, and its outputs are used",
      run: async () => {
        const { stage: home, context } = scene;
        const commit = home.origin.head();
        const action = context.root("lineup", {});
        home.origin.checkout(commit, action);
        const used = `${home.repository.record.full_name}@${commit}`;
        const checkout = pinnedActions().find((pin) => pin.startsWith("actions/checkout@")) ?? "";
        const origin = Origin.of(context.root("stranger", {}), {
          ".github/workflows/plan.yaml": workflow(used, checkout),
          "terraform/plan.json": readFileSync(join(PLANS, "nothing.json")),
        });
        stranger = await scene.another(REPOSITORY, origin, new Map([[used, action]]));
        const { ran, number } = await propose(stranger, "nothing", (edit) =>
          edit("terraform/plan.json", /\s*$/, "\n\n"),
        );
        assertGreen(ran, "plan");
        assertThat(ran.jobs[0]?.output.includes("the outputs say safe, 0") === true, "the outputs say safe, 0");
        return commentOn(stranger, number);
      },
    },
    {
      title: "and there, too, a dangerous plan fails its job",
      run: async () => {
        const dangerous = readFileSync(join(PLANS, "attack-in-one-plan.json"), "utf8");
        const { ran, number } = await propose(stranger, "attack", (edit) =>
          edit("terraform/plan.json", /[\s\S]+/, dangerous.replaceAll("$", "$$$$")),
        );
        const [job] = ran.jobs;
        assertThat(job?.result === "failure", "the job fails");
        assertThat(job.output.includes("the outputs say danger, 1"), `the outputs say danger, 1:\n  ${saidOf(job)}`);
        return commentOn(stranger, number);
      },
    },
  ];
}

async function propose(stage: ActStage, branch: string, change: Parameters<Origin["branch"]>[1]) {
  stage.origin.branch(branch, change);
  const pull = stage.propose(branch);
  return { ran: await stage.review(pull, "plan.yaml"), number: pull.number };
}
