import { orphans } from "../../objects";
import { apply, assertNothingToDo } from "../../plans";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { FRONTEND, RULE, type Scene, sandboxOf } from "./context";
import { assertFinishes, assertStateIntact, lockOf } from "./recovery";

/** Connections that break: before the API has done anything, after it has, and where the state is kept. */
export function lostConnections(scene: Scene): ScenarioStep[] {
  return [
    {
      title: "the connection breaks before a service is created: a second apply finishes",
      run: async () => {
        const sandbox = sandboxOf(scene);
        await sandbox.callApi("DELETE", FRONTEND);
        sandbox.cloud.expect({ method: "POST", path: /^\/run\/.*\/services$/, does: { cut: "before" } });
        assertExitCode(await apply(sandbox), 1);
        await assertStateIntact(sandbox);
        return assertFinishes(sandbox);
      },
    },
    {
      title:
        "the connection breaks after a firewall rule was created: a second apply names the object that no state has, and import adds it",
      run: async () => {
        const sandbox = sandboxOf(scene);
        await sandbox.callApi("DELETE", RULE);
        sandbox.cloud.expect({ method: "POST", path: /^\/compute\/.*\/firewalls$/, does: { cut: "after" } });
        assertExitCode(await apply(sandbox), 1);
        // The provider does not check whether a creation succeeded when its answer was lost.
        const { unknown, gone } = orphans(sandbox.cloud.cloud.store, await sandbox.state());
        assertThat(
          unknown.length === 1 && gone.length === 0,
          `only the rule is not in the state: ${unknown.join(", ")}`,
        );
        const again = await apply(sandbox);
        assertExitCode(again, 1);
        assertThat(/already exists/.test(again.stderr), "terraform says that it exists already");
        const id = RULE.replace("compute/v1/", "");
        await sandbox.mustSucceed(
          "import",
          "-input=false",
          "-no-color",
          "google_compute_firewall.firewall_health_checks",
          id,
        );
        return assertFinishes(sandbox);
      },
    },
    {
      title:
        "the connection breaks where the state is kept: terraform keeps it in a file, and state push brings it home",
      run: async () => {
        const sandbox = sandboxOf(scene);
        await sandbox.callApi("DELETE", RULE);
        // The request for the rule is delayed until Terraform holds the lock; from then on no request reaches the bucket.
        sandbox.cloud.expect({ method: "POST", path: /^\/compute\/.*\/firewalls$/, does: { delay: 500 } });
        const running = apply(sandbox);
        while (lockOf(sandbox) === undefined) await new Promise((done) => setTimeout(done, 20));
        sandbox.cloud.expect({ path: /^\/upload\/storage\//, times: 1000, does: { cut: "before" } });
        const failed = await running;
        sandbox.cloud.calm();
        assertExitCode(failed, 1);
        assertThat(failed.stderr.includes("errored.tfstate"), "terraform says where it has kept the state");
        await sandbox.mustSucceed("state", "push", "errored.tfstate");
        await assertStateIntact(sandbox);
        await assertNothingToDo(sandbox);
        return undefined;
      },
    },
  ];
}
