import { join } from "node:path";
import { NIGHT_MARK } from "../../../facts/night-mark";
import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { thingOf } from "../../server/kind";
import { assertThat, type ScenarioStep } from "../../steps";
import { accountOf } from "../identities/grants";
import { PROJECT } from "../incident/names";
import { Identities } from "./identities";
import { Origin } from "./origin";
import { probesSay } from "./probes";
import { type Played, Stage } from "./stage";

/** What the scenario has built so far. */
export class Scene {
  private built: { stage: Stage; owner: Sandbox } | undefined;

  constructor(readonly context: ScenarioContext) {}

  get stage(): Stage {
    return this.now.stage;
  }

  /** The owner of the project, in staging as main has synthesized it. */
  get owner(): Sandbox {
    return this.now.owner;
  }

  async begin(): Promise<void> {
    const { context } = this;
    const owner = await context.sandbox(join(await context.synthesize(), "staging"));
    const origin = Origin.create(context.root("pipeline", {}), context.lockFile);
    const identities = new Identities(owner);
    const stage = await Stage.open(origin, owner, identities, context.root("runs", {}));
    context.atTheEnd(() => stage.close());
    this.built = { stage, owner };
    await identities.begin();
  }

  private get now() {
    if (!this.built) throw new Error("nothing has been built yet");
    return this.built;
  }
}

/** All jobs of a run have ended well; those that are needed only after a failure were skipped. */
export function assertGreen({ ends, reasons }: Played, ...afterFailure: string[]): void {
  const isAsWanted = ({ id, result }: Played["ends"][number]) =>
    result === (afterFailure.includes(id) ? "skipped" : "success");
  const bad = ends.filter((end) => !isAsWanted(end)).map(({ name, result }) => `${name}: ${result}`);
  assertThat(bad.length === 0, `every job succeeds: ${[...bad, ...reasons].join("; ")}`);
}

/** Returns what the comment on a pull request says first. */
export function commentOn(stage: Pick<Stage, "repository">, number: number): string {
  const [comment] = stage.repository.comments.get(number) ?? [];
  return comment?.body.split("\n").find((line) => line.startsWith("###")) ?? "no comment";
}

/** What the nights were judged, as the log of the project has it. */
function marksIn({ cloud }: Sandbox): string[] {
  const entries = cloud.cloud.store.list(`logging/projects/${PROJECT}/entries`);
  const nights = entries.map(({ jsonPayload }) => thingOf({ jsonPayload }, "jsonPayload"));
  return nights.filter((one) => one?.schema === NIGHT_MARK.schema).map((one) => String(one?.verdict));
}

/** From a branch to the night after its deploy. */
export function way(scene: Scene): ScenarioStep[] {
  let number = 0;
  return [
    {
      title: "a repository, the bucket of the state, and accounts that may do what is documented and nothing else",
      run: async () => {
        await scene.begin();
        return undefined;
      },
    },
    {
      title: "a pull request: pr.yaml checks, plans and reviews it, and comments",
      run: async () => {
        const { stage } = scene;
        stage.origin.branch("colour", (edit) =>
          edit("environments/staging.ts", /ENVIRONMENT: "staging",/, '$& COLOUR: "blue",'),
        );
        const pull = stage.propose("colour");
        const played = await stage.review(pull);
        assertGreen(played);
        assertThat(
          played.accounts.every((account) => account === accountOf("plan")) && played.accounts.length === 1,
          `one job signs in, as the planning account: ${played.accounts.join(", ")}`,
        );
        assertThat(
          commentOn(stage, pull.number).includes("safe"),
          `the comment says safe: ${commentOn(stage, pull.number)}`,
        );
        number = pull.number;
        return commentOn(stage, pull.number);
      },
    },
    {
      title: "its merge: deploy.yaml plans main again, finds what was reviewed, applies, verifies and probes",
      run: async () => {
        const { stage } = scene;
        const pull = stage.repository.pulls.find((one) => one.number === number);
        if (!pull) throw new Error("there is no pull request");
        stage.merge(pull);
        const played = await stage.deploy();
        assertGreen(played);
        return played.output.match(/Apply complete! .*/)?.[0];
      },
    },
    {
      title: "the night after: drift.yaml finds nothing, and no issue says otherwise",
      run: async () => {
        const { stage } = scene;
        assertGreen(await stage.drift(), "withdraw");
        assertThat(stage.repository.issues.length === 0, "there is no issue");
        const marks = marksIn(scene.owner);
        assertThat(marks.join() === "clean", `the night has left its mark in the log: ${marks.join() || "none"}`);
        return undefined;
      },
    },
    {
      title: "a night on which Redis does not answer: the probe is red, and an issue says at which step",
      run: async () => {
        const { stage } = scene;
        probesSay(scene.owner, "tcp");
        const { ends } = await stage.drift();
        const red = ends.filter(({ result }) => result === "failure").map(({ id }) => id);
        assertThat(red.join() === "probe", `the probe fails and nothing else does; got ${red.join(", ") || "none"}`);
        const [issue] = stage.repository.issues;
        assertThat(issue?.title === "Probe of staging: blocked", `there is an issue; got ${issue?.title}`);
        assertThat(/\btcp\b/.test(issue.body), `it names the phase:\n${issue.body}`);
        return issue.title;
      },
    },
    {
      title: "the night after, on which it answers: the issue is closed",
      run: async () => {
        const { stage } = scene;
        probesSay(scene.owner);
        assertGreen(await stage.drift(), "withdraw");
        const [issue] = stage.repository.issues;
        assertThat(issue?.state === "closed", `the issue is closed; got ${issue?.state}`);
        return issue.title;
      },
    },
  ];
}
