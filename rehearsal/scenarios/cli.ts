import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { objectsIn } from "../objects";
import { PROJECT_FOLDER, type Stage } from "../stage";
import { claim, type Step } from "../steps";
import { succeeded } from "../world";

/** To lock the providers for other platforms the CLI asks their registry, even where a mirror has them. */
const LOCKLESS = ["--skip-provider-lock"];

/** The same life by way of the CDKTF CLI, which synthesizes, initializes and applies in one command. */
export function throughCli(stage: Stage): Step {
  return {
    title: "the same with the cdktf CLI: deploy, an empty diff, destroy",
    missing: installed() ? undefined : "the cdktf CLI is not installed: npm install --global cdktf-cli@0.21",
    run: async () => {
      const app = join(PROJECT_FOLDER, "rehearsal/destroyable.ts");
      const settings = {
        language: "typescript",
        app: `${process.execPath} --import ${pathToFileURL(require.resolve("tsx"))} ${app}`,
        sendCrashReports: "false",
      };
      const world = await stage.world(stage.root("cdktf", { "cdktf.json": JSON.stringify(settings) }));
      await world.byHand("POST", "storage/v1/b?project=netra-staging", { name: "netra-staging-terraform-state" });
      const cdktf = async (...args: string[]) =>
        succeeded(
          await world.run("cdktf", args, {
            CI: "1",
            FORCE_COLOR: "0",
            NODE_PATH: join(PROJECT_FOLDER, "node_modules"),
          }),
        );

      await cdktf("deploy", "staging", "--auto-approve", ...LOCKLESS);
      claim(objectsIn(world.cloud.cloud.store).length > 0, "cdktf deploy has built something");
      const { stdout } = await cdktf("diff", "staging", ...LOCKLESS);
      claim(/No changes/.test(stdout), "cdktf diff finds nothing to do");
      await cdktf("destroy", "staging", "--auto-approve", ...LOCKLESS);
      const left = objectsIn(world.cloud.cloud.store).filter((name) => !name.startsWith("serviceusage/"));
      claim(left.length === 0, `nothing is left: ${left.join(", ")}`);
      return undefined;
    },
  };
}

function installed(): boolean {
  return spawnSync("cdktf", ["--version"], { stdio: "ignore" }).status === 0;
}
