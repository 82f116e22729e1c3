import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { apply, init } from "../../plans";
import { claim, claimEnd, type Step } from "../../steps";
import type { Ran } from "../../world";
import type { Scenario } from "../scenario";
import { claimFinishes, claimUnharmed } from "./aftermath";
import { lostConnections } from "./connections";
import { someoneElsesLock } from "./lock";
import { FRONTEND, isThere, RULE, type Scene, worldOf } from "./scene";

/** What goes wrong between Terraform and a cloud, and what is left of the state then. */
export const faults: Scenario = {
  name: "faults",
  about: "an API error, somebody else's lock, lost connections, Ctrl-C: what is left, and how it goes on",
  steps: (stage) => {
    const scene: Scene = { stage };
    return [apiError(scene), ...someoneElsesLock(scene), ...lostConnections(scene), interruption(scene)];
  },
};

function apiError(scene: Scene): Step {
  return {
    title: "the API refuses Redis in the middle of the first apply: the state knows the rest, a second apply finishes",
    run: async () => {
      const world = await scene.stage.worldWithBucket(join(await scene.stage.synthesize(), "staging"));
      scene.world = world;
      await init(world);
      const refusal = { status: 403, message: "this fault was asked for" };
      world.cloud.expect({ method: "POST", path: /^\/redis\/.*\/instances$/, does: refusal });
      const failed = await apply(world);
      claimEnd(failed, 1);
      claim(failed.stderr.includes(refusal.message), "terraform says what the API said");
      await claimUnharmed(world);
      return claimFinishes(world);
    },
  };
}

function interruption(scene: Scene): Step {
  return {
    title:
      "Ctrl-C while a service is being made: terraform winds down and gives the lock back, a second apply finishes",
    run: async () => {
      const world = worldOf(scene);
      await world.byHand("DELETE", FRONTEND);
      await world.byHand("DELETE", RULE);
      world.cloud.expect({ method: "POST", path: /^\/run\/.*\/services$/, does: { delay: 2000 } });
      const running = apply(world);
      // The rule is made at once, and the service is asked for at the same time: then it is in the middle.
      await until(() => isThere(world, RULE), running);
      world.interrupt();
      const ended = await running;
      claimEnd(ended, 1);
      claim(ended.stdout.includes("Interrupt received"), "terraform was interrupted, and says so");
      await claimUnharmed(world);
      return claimFinishes(world);
    },
  };
}

async function until(holds: () => boolean, running: Promise<Ran>): Promise<void> {
  let over = false;
  void running.finally(() => {
    over = true;
  });
  while (!holds()) {
    claim(!over, "terraform is still running when it is interrupted");
    await sleep(20);
  }
}
