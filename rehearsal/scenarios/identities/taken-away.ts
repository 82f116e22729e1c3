import { readFileSync } from "node:fs";
import { apply } from "../../plans";
import { succeeded } from "../../sandbox";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { FRONTEND } from "../faults/context";
import { lineup } from "../incident/lineup-commands";
import type { Scene } from "./scene";
import { assertRefused, inventoryOf, planAs } from "./work";

/** One role taken away: what is refused, and how Terraform and lineup say it. */
export function takenAway(scene: Scene): ScenarioStep[] {
  return [
    {
      title: "lineup-plan without roles/redis.viewer: the plan names the permission, and the bootstrap gives it back",
      run: async () => {
        await scene.takeAway("plan", "roles/redis.viewer");
        assertRefused(await planAs(scene.as("plan")), "Error 403", "redis.instances.get");
        await scene.bootstrapAgain();
        succeeded(await planAs(scene.as("plan")));
        return "redis.instances.get";
      },
    },
    {
      title: "lineup-deploy without roles/iam.serviceAccountUser: no service is made, and with the role it is",
      run: async () => {
        await scene.takeAway("deploy", "roles/iam.serviceAccountUser");
        await scene.owner.callApi("DELETE", FRONTEND);
        scene.wait(1);
        assertRefused(
          await apply(scene.as("deploy")),
          "Permission 'iam.serviceaccounts.actAs' denied on service account",
        );
        await scene.bootstrapAgain();
        succeeded(await apply(scene.as("deploy")));
        return "iam.serviceAccounts.actAs";
      },
    },
    {
      title:
        "the inventory's identity without roles/vpcaccess.viewer: the gap has its permission and a role, the verdict is unknown",
      run: async () => {
        await scene.takeAway("inventory", "roles/vpcaccess.viewer");
        const file = await inventoryOf(scene, "inventory", 3);
        const { unread } = JSON.parse(readFileSync(file, "utf8")) as { unread: { what: string; why: string }[] };
        const why = unread.map((one) => `${one.what}: ${one.why}`).join("\n");
        assertThat(/vpcaccess\.\w+\.list.*roles\/vpcaccess\.viewer/.test(why), `the gap names both:\n${why}`);
        assertExitCode(await lineup(scene.owner, "verify", file), 3);
        await scene.give("inventory");
        return why.split("\n")[0];
      },
    },
  ];
}
