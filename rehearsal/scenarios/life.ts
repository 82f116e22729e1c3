import { join } from "node:path";
import { bootstrap } from "../bootstrapped";
import { assertReadAsImported } from "../imported";
import { isOfBootstrap, objectsIn, orphans } from "../objects";
import { applyPlan, assertNothingToDo, assertReachable, init, type Planned, plan } from "../plans";
import type { Sandbox } from "../sandbox";
import { fingerprint } from "../scenario-context";
import { assertExitCode, assertThat, type ScenarioStep } from "../steps";
import { throughCli } from "./cli";
import { PROJECT } from "./incident/names";
import type { Scenario } from "./scenario";

/** One environment: applied, verified, planned again without change, destroyed. */
export const life: Scenario = {
  name: "life",
  about: "staging, from the first init to its end",
  steps: (context) => {
    let sandbox: Sandbox;
    let bootstrapping: Sandbox;
    let protectedRoot = "";
    let shipped = "";
    let planned: Planned;
    let destroyable: Sandbox;

    const built: ScenarioStep[] = [
      {
        title: "what ships is synthesized, into a folder of its own",
        run: async () => {
          const stacks = await context.synthesize();
          protectedRoot = join(stacks, "staging", "cdk.tf.json");
          shipped = fingerprint(protectedRoot);
          sandbox = await context.sandbox(join(stacks, "staging"));
          bootstrapping = sandbox.beside(join(stacks, "staging-bootstrap"));
          return `sha256 ${shipped.slice(0, 12)}`;
        },
      },
      {
        title:
          "the bootstrap stack makes the bucket of the state, the pipeline's identities and the services' accounts",
        run: async () => {
          await bootstrap(bootstrapping);
          return "its own state has moved into the bucket, and nothing is left to do";
        },
      },
      {
        title: "init configures the gcs backend",
        run: async () => {
          const { stdout } = await init(sandbox);
          assertThat(stdout.includes('backend "gcs"'), "terraform says that it uses the gcs backend");
          return undefined;
        },
      },
      {
        title: "the first plan creates everything",
        run: async () => {
          planned = await plan(sandbox);
          assertThat(planned.created.length > 0, "there is something to create");
          assertThat(planned.changed.length + planned.removed.length === 0, "a first plan only creates");
          return `${planned.created.length} to create`;
        },
      },
      {
        title: "apply",
        run: async () => {
          await applyPlan(sandbox);
          const { unknown, gone } = orphans(sandbox.cloud.cloud.store, await sandbox.state());
          assertThat(unknown.length + gone.length === 0, `state and cloud agree: ${[...unknown, ...gone].join(", ")}`);
          return `${planned.created.length} resources`;
        },
      },
      { title: "lineup: every service reaches its Redis in this state", run: () => assertReachable(context, sandbox) },
      {
        title: "the second plan is empty",
        run: async () => {
          await assertNothingToDo(sandbox);
          return undefined;
        },
      },
      {
        title: "lineup: what it reads of each thing is what an import of it puts into the state",
        run: () => assertReadAsImported(sandbox, PROJECT),
      },
    ];

    const destroyed: ScenarioStep[] = [
      {
        title: "terraform refuses to destroy what is protected",
        run: async () => {
          const before = objectsIn(sandbox.cloud.cloud.store).length;
          const refused = await sandbox.terraform("destroy", "-input=false", "-no-color", "-auto-approve");
          assertExitCode(refused, 1);
          assertThat(refused.stderr.includes("prevent_destroy"), "terraform gives prevent_destroy as its reason");
          assertThat(objectsIn(sandbox.cloud.cloud.store).length === before, "nothing is gone");
          return undefined;
        },
      },
      {
        title: "deploying `destroyable` with a reason removes the protection and changes nothing else",
        run: async () => {
          destroyable = sandbox.beside(
            join(await context.synthesize("rehearsal/destroyable.ts", "destroyable"), "staging"),
          );
          await init(destroyable);
          const { created, removed, changed } = await plan(destroyable);
          assertThat(created.length + removed.length === 0, "a written reason creates nothing and removes nothing");
          await applyPlan(destroyable);
          return `${changed.length} changed`;
        },
      },
      {
        title: "destroy leaves nothing but what the bootstrap made",
        run: async () => {
          await destroyable.mustSucceed("destroy", "-input=false", "-no-color", "-auto-approve");
          const left = objectsIn(sandbox.cloud.cloud.store).filter((name) => !isOfBootstrap(name));
          assertThat(left.length === 0, `nothing is left: ${left.join(", ")}`);
          assertThat(fingerprint(protectedRoot) === shipped, "what terraform was given is what was synthesized");
          return undefined;
        },
      },
    ];

    return [...built, ...destroyed, throughCli(context)];
  },
};
