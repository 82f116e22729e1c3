import { orphans } from "../../objects";
import { apply, claimNothingToDo } from "../../plans";
import { claim, claimEnd, type Step } from "../../steps";
import { claimFinishes, claimUnharmed, lockOf } from "./aftermath";
import { FRONTEND, RULE, type Scene, worldOf } from "./scene";

/** Connections that break: before the API has done anything, after it has, and where the state is kept. */
export function lostConnections(scene: Scene): Step[] {
  return [
    {
      title: "the connection breaks before a service is made: a second apply finishes",
      run: async () => {
        const world = worldOf(scene);
        await world.byHand("DELETE", FRONTEND);
        world.cloud.expect({ method: "POST", path: /^\/run\/.*\/services$/, does: { cut: "before" } });
        claimEnd(await apply(world), 1);
        await claimUnharmed(world);
        return claimFinishes(world);
      },
    },
    {
      title:
        "the connection breaks after a rule was made: a second apply names what nobody knows, and import takes it in",
      run: async () => {
        const world = worldOf(scene);
        await world.byHand("DELETE", RULE);
        world.cloud.expect({ method: "POST", path: /^\/compute\/.*\/firewalls$/, does: { cut: "after" } });
        claimEnd(await apply(world), 1);
        // The provider does not ask again what became of a creation whose answer it has lost.
        const { unknown, gone } = orphans(world.cloud.cloud.store, await world.state());
        claim(unknown.length === 1 && gone.length === 0, `only the rule is not in the state: ${unknown.join(", ")}`);
        const again = await apply(world);
        claimEnd(again, 1);
        claim(/already exists/.test(again.stderr), "terraform says that it exists already");
        const id = RULE.replace("compute/v1/", "");
        await world.must("import", "-input=false", "-no-color", "google_compute_firewall.firewall_health_checks", id);
        return claimFinishes(world);
      },
    },
    {
      title:
        "the connection breaks where the state is kept: terraform keeps it in a file, and state push brings it home",
      run: async () => {
        const world = worldOf(scene);
        await world.byHand("DELETE", RULE);
        // The rule is held up until the lock is taken; from then on nothing reaches the bucket.
        world.cloud.expect({ method: "POST", path: /^\/compute\/.*\/firewalls$/, does: { delay: 500 } });
        const running = apply(world);
        while (lockOf(world) === undefined) await new Promise((done) => setTimeout(done, 20));
        world.cloud.expect({ path: /^\/upload\/storage\//, times: 1000, does: { cut: "before" } });
        const failed = await running;
        world.cloud.calm();
        claimEnd(failed, 1);
        claim(failed.stderr.includes("errored.tfstate"), "terraform says where it has kept the state");
        await world.must("state", "push", "errored.tfstate");
        await claimUnharmed(world);
        await claimNothingToDo(world);
        return undefined;
      },
    },
  ];
}
