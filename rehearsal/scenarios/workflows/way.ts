import { join } from "node:path";
import { REPOSITORY } from "../../bootstrapped";
import { type Act, findAct } from "../../pipeline/act/find";
import type { ActJob } from "../../pipeline/act/log";
import type { Pull } from "../../pipeline/github/records";
import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { assertThat, type ScenarioStep } from "../../steps";
import { accountOf } from "../identities/grants";
import { Identities } from "../pipeline/identities";
import { Origin } from "../pipeline/origin";
import { commentOn } from "../pipeline/way";
import { ActStage, type Place, type Ran } from "./stage";

/** `check` runs all of CI, which is an hour: its steps are run, and the last of them has nothing to do. */
const NO_CI = "#!/usr/bin/env bash\necho 'CI itself is not run here'\n";

/** What the scenario has built so far. */
export class Scene {
  private built: { stage: ActStage; owner: Sandbox; act: Act; identities: Identities } | undefined;

  constructor(readonly context: ScenarioContext) {}

  get stage(): ActStage {
    return this.now.stage;
  }

  get owner(): Sandbox {
    return this.now.owner;
  }

  async begin(): Promise<string> {
    const { context } = this;
    const act = findAct();
    const owner = await context.sandbox(join(await context.synthesize(), "staging"));
    const identities = new Identities(owner);
    const origin = Origin.create(context.root("origin", {}), context.lockFile, (edit) => {
      edit(".ci/run", /[\s\S]+/, NO_CI);
    });
    const stage = await this.open({ act, origin, owner, identities, repository: REPOSITORY }, "act");
    this.built = { stage, owner, act, identities };
    await identities.begin();
    return `${act.version}; in the place of ${act.stubbed.map((pin) => pin.split("@")[0]).join(", ")} a few lines`;
  }

  /** The place of another repository, whose workflows use this project's action. */
  another(repository: Place["repository"], origin: Origin, actions: Map<string, string>): Promise<ActStage> {
    const { act, owner, identities } = this.now;
    return this.open({ act, origin, owner, identities, repository, actions }, "act-of-another");
  }

  private async open(place: Omit<Place, "folder">, folder: string): Promise<ActStage> {
    const stage = await ActStage.open({ ...place, folder: this.context.root(folder, {}) });
    this.context.atTheEnd(() => stage.close());
    return stage;
  }

  private get now() {
    if (!this.built) throw new Error("nothing has been built yet");
    return this.built;
  }
}

/** What a failed job leaves to read: its steps that failed, the last lines of each, and its errors. */
export const saidOf = ({ name, failed, errors }: ActJob): string =>
  [`the job "${name}" fails`, ...failed, ...errors].join("\n  ");

/** These jobs have run, and no others. */
export function assertRan({ jobs }: Ran, ...ids: string[]): void {
  const ran = jobs.map(({ id }) => id).sort();
  const bad = jobs.filter(({ result }) => result !== "success").map((job) => `\n${saidOf(job)}`);
  const expected = [...ids].sort();
  assertThat(
    ran.join() === expected.join(),
    `these jobs run: ${expected.join(", ") || "none"}; got ${ran.join(", ") || "none"}${bad.join("")}`,
  );
}

/** The same, and each has ended well. */
export function assertGreen(ran: Ran, ...ids: string[]): void {
  const bad = ran.jobs.filter(({ result }) => result !== "success").map(saidOf);
  assertThat(bad.length === 0, `every job succeeds:\n${bad.join("\n")}`);
  assertRan(ran, ...ids);
}

/** In whatever order: jobs that need nothing of each other run beside each other. */
export function assertSignedIn({ accounts }: Ran, ...expected: string[]): void {
  assertThat(
    [...accounts].sort().join() === [...expected].sort().join(),
    `signed in is ${expected.join(", ") || "nobody"}; got ${accounts.join(", ") || "nobody"}`,
  );
}

/** From a branch to the night after its deploy. */
export function way(scene: Scene): ScenarioStep[] {
  let pull: Pull;
  const [plans, deploys, proves] = [accountOf("plan"), accountOf("deploy"), accountOf("probe")];
  return [
    {
      title: "a repository, and a project that was bootstrapped for it",
      run: () => scene.begin(),
    },
    {
      title: "a pull request: pr.yaml checks, plans and reviews it, and comments",
      run: async () => {
        const { stage } = scene;
        stage.origin.branch("colour", (edit) =>
          edit("environments/staging.ts", /ENVIRONMENT: "staging",/, '$& COLOUR: "blue",'),
        );
        pull = stage.propose("colour");
        const ran = await stage.review(pull);
        assertGreen(ran, "check", "withdraw", "environments", "synthesize", "plan", "review", "required");
        assertSignedIn(ran, `plan: ${plans}`);
        const comment = commentOn(stage, pull.number);
        assertThat(comment.includes("safe"), `the comment says safe: ${comment}`);
        return comment;
      },
    },
    {
      title: "its merge: deploy.yaml plans main again, finds what was reviewed, applies, verifies and probes",
      run: async () => {
        const { stage } = scene;
        stage.merge(pull);
        const ran = await stage.deploy();
        assertGreen(ran, "target", "review", "apply", "verify", "probe", "issue");
        assertSignedIn(ran, `review: ${plans}`, `apply: ${deploys}`, `verify: ${plans}`, `probe: ${proves}`);
        return ran.jobs.find(({ id }) => id === "apply")?.output.match(/Apply complete! .*/)?.[0];
      },
    },
    {
      title: "the night after: drift.yaml finds nothing, and no issue says otherwise",
      run: async () => {
        const { stage } = scene;
        const ran = await stage.drift();
        assertGreen(ran, "environments", "drift", "issue", "mark", "probe", "probe-issue");
        assertSignedIn(ran, `drift: ${plans}`, `mark: ${proves}`, `probe: ${proves}`);
        assertThat(stage.repository.issues.length === 0, "there is no issue");
        const said = ran.jobs.find(({ id }) => id === "issue")?.summary.match(/lineup drift: .*/)?.[0];
        assertThat(said === "lineup drift: clean", `the report says clean: ${said}`);
        return said;
      },
    },
  ];
}
