import { join } from "node:path";
import { objectsIn, orphans } from "../objects";
import { apply, applyPlan, claimNothingToDo, claimReachable, init, type Planned, plan } from "../plans";
import { fingerprint } from "../stage";
import { claim, claimEnd, type Step } from "../steps";
import { succeeded, type World } from "../world";
import { throughCli } from "./cli";
import type { Scenario } from "./scenario";

/** From nothing to nothing: built, proven, planned again, destroyed. */
export const life: Scenario = {
  name: "life",
  about: "the environment from its first init to its destruction",
  steps: (stage) => {
    let world: World;
    let bootstrap: World;
    let protectedRoot = "";
    let shipped = "";
    let planned: Planned;
    let destroyable: World;

    const built: Step[] = [
      {
        title: "what ships is synthesized, into a folder of its own",
        run: async () => {
          const stacks = await stage.synthesize();
          protectedRoot = join(stacks, "staging", "cdk.tf.json");
          shipped = fingerprint(protectedRoot);
          world = await stage.world(join(stacks, "staging"));
          bootstrap = world.beside(join(stacks, "staging-bootstrap"));
          return `sha256 ${shipped.slice(0, 12)}`;
        },
      },
      {
        title: "the bootstrap stack makes the bucket for the state",
        run: async () => {
          await init(bootstrap);
          succeeded(await apply(bootstrap));
          return undefined;
        },
      },
      {
        title: "init takes the gcs backend",
        run: async () => {
          const { stdout } = await init(world);
          claim(stdout.includes('backend "gcs"'), "terraform says that it uses the gcs backend");
          return undefined;
        },
      },
      {
        title: "the first plan creates everything",
        run: async () => {
          planned = await plan(world);
          claim(planned.created.length > 0, "there is something to create");
          claim(planned.changed.length + planned.removed.length === 0, "a first plan only creates");
          return `${planned.created.length} to create`;
        },
      },
      {
        title: "apply",
        run: async () => {
          await applyPlan(world);
          const { unknown, gone } = orphans(world.cloud.cloud.store, await world.state());
          claim(unknown.length + gone.length === 0, `state and cloud agree: ${[...unknown, ...gone].join(", ")}`);
          return `${planned.created.length} resources`;
        },
      },
      { title: "lineup: every service reaches its Redis in this state", run: () => claimReachable(stage, world) },
      {
        title: "the second plan is empty",
        run: async () => {
          await claimNothingToDo(world);
          return undefined;
        },
      },
    ];

    const takenDown: Step[] = [
      {
        title: "terraform refuses to destroy what is protected",
        run: async () => {
          const before = objectsIn(world.cloud.cloud.store).length;
          const refused = await world.terraform("destroy", "-input=false", "-no-color", "-auto-approve");
          claimEnd(refused, 1);
          claim(refused.stderr.includes("prevent_destroy"), "terraform gives prevent_destroy as its reason");
          claim(objectsIn(world.cloud.cloud.store).length === before, "nothing is gone");
          return undefined;
        },
      },
      {
        title: "destroyable, with a reason, is deployed: the protection goes, nothing else",
        run: async () => {
          destroyable = world.beside(
            join(await stage.synthesize("rehearsal/destroyable.ts", "destroyable"), "staging"),
          );
          await init(destroyable);
          const { created, removed, changed } = await plan(destroyable);
          claim(created.length + removed.length === 0, "a written reason creates nothing and removes nothing");
          await applyPlan(destroyable);
          return `${changed.length} changed`;
        },
      },
      {
        title: "destroy leaves nothing but the enabled APIs",
        run: async () => {
          await destroyable.must("destroy", "-input=false", "-no-color", "-auto-approve");
          // Turning an API off would take down what others in the project have built with it.
          const left = objectsIn(world.cloud.cloud.store).filter((name) => !name.startsWith("serviceusage/"));
          claim(left.length === 0, `nothing is left: ${left.join(", ")}`);
          claim(fingerprint(protectedRoot) === shipped, "what terraform was given is what was synthesized");
          return undefined;
        },
      },
    ];

    return [...built, ...takenDown, throughCli(stage)];
  },
};
