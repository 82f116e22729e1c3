import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { objectsIn } from "../objects";
import { succeeded } from "../sandbox";
import { PROJECT_FOLDER, type ScenarioContext } from "../scenario-context";
import { assertThat, type ScenarioStep } from "../steps";

/** To lock the providers for other platforms the CLI asks their registry, even where a mirror has them. */
const LOCKLESS = ["--skip-provider-lock"];

/** The same with the CDKTF CLI, which synthesizes, initializes and applies in one command. */
export function throughCli(context: ScenarioContext): ScenarioStep {
  return {
    title: "the same with the cdktf CLI: deploy, an empty diff, destroy",
    missing: installed() ? undefined : "the cdktf CLI is not installed: npm install --global cdktf-cli@0.21",
    run: async () => {
      const app = join(PROJECT_FOLDER, "rehearsal/destroyable.ts");
      const settings = {
        language: "typescript",
        app: `${process.execPath} ${join(PROJECT_FOLDER, "build/run.js")} ${app}`,
        sendCrashReports: "false",
      };
      const sandbox = await context.sandbox(context.root("cdktf", { "cdktf.json": JSON.stringify(settings) }));
      await sandbox.callApi("POST", "storage/v1/b?project=netra-staging", { name: "netra-staging-terraform-state" });
      const cdktf = async (...args: string[]) =>
        succeeded(
          await sandbox.run("cdktf", args, {
            CI: "1",
            FORCE_COLOR: "0",
            NODE_PATH: join(PROJECT_FOLDER, "node_modules"),
          }),
        );

      await cdktf("deploy", "staging", "--auto-approve", ...LOCKLESS);
      assertThat(objectsIn(sandbox.cloud.cloud.store).length > 0, "cdktf deploy has built something");
      const { stdout } = await cdktf("diff", "staging", ...LOCKLESS);
      assertThat(/No changes/.test(stdout), "cdktf diff finds nothing to do");
      await cdktf("destroy", "staging", "--auto-approve", ...LOCKLESS);
      const left = objectsIn(sandbox.cloud.cloud.store).filter((name) => !name.startsWith("serviceusage/"));
      assertThat(left.length === 0, `nothing is left: ${left.join(", ")}`);
      return undefined;
    },
  };
}

function installed(): boolean {
  return spawnSync("cdktf", ["--version"], { stdio: "ignore" }).status === 0;
}
