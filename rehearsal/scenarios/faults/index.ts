import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { apply, init } from "../../plans";
import type { CommandResult } from "../../sandbox";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import type { Scenario } from "../scenario";
import { lostConnections } from "./connections";
import { FRONTEND, isThere, RULE, type Scene, sandboxOf } from "./context";
import { someoneElsesLock } from "./lock";
import { assertFinishes, assertStateIntact } from "./recovery";

/** Failures between Terraform and the cloud, and the state that each leaves. */
export const faults: Scenario = {
  name: "faults",
  about: "API errors, locks, lost connections, Ctrl-C",
  steps: (context) => {
    const scene: Scene = { context };
    return [apiError(scene), ...someoneElsesLock(scene), ...lostConnections(scene), interruption(scene)];
  },
};

function apiError(scene: Scene): ScenarioStep {
  return {
    title: "the API refuses Redis during the first apply: the state has the rest, and a second apply finishes",
    run: async () => {
      const sandbox = await scene.context.sandboxWithBucket(join(await scene.context.synthesize(), "staging"));
      scene.sandbox = sandbox;
      await init(sandbox);
      const refusal = { status: 403, message: "this fault was asked for" };
      sandbox.cloud.expect({ method: "POST", path: /^\/redis\/.*\/instances$/, does: refusal });
      const failed = await apply(sandbox);
      assertExitCode(failed, 1);
      assertThat(failed.stderr.includes(refusal.message), "terraform says what the API said");
      await assertStateIntact(sandbox);
      return assertFinishes(sandbox);
    },
  };
}

function interruption(scene: Scene): ScenarioStep {
  return {
    title:
      "Ctrl-C while a service is being made: terraform winds down and gives the lock back, a second apply finishes",
    run: async () => {
      const sandbox = sandboxOf(scene);
      await sandbox.callApi("DELETE", FRONTEND);
      await sandbox.callApi("DELETE", RULE);
      sandbox.cloud.expect({ method: "POST", path: /^\/run\/.*\/services$/, does: { delay: 2000 } });
      const running = apply(sandbox);
      // Interrupted while the service is being created, after the rule was.
      await until(() => isThere(sandbox, RULE), running);
      sandbox.interrupt();
      const ended = await running;
      assertExitCode(ended, 1);
      assertThat(ended.stdout.includes("Interrupt received"), "terraform was interrupted, and says so");
      await assertStateIntact(sandbox);
      return assertFinishes(sandbox);
    },
  };
}

async function until(holds: () => boolean, running: Promise<CommandResult>): Promise<void> {
  let over = false;
  void running.finally(() => {
    over = true;
  });
  while (!holds()) {
    assertThat(!over, "terraform is still running when it is interrupted");
    await sleep(20);
  }
}
