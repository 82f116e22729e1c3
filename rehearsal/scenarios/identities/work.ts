import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { apply, init } from "../../plans";
import { runnableCopy } from "../../project-copy";
import { type CommandResult, type Sandbox, succeeded } from "../../sandbox";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { lineup } from "../incident/lineup-commands";
import { PROJECT } from "../incident/names";
import { probesSay } from "../pipeline/probes";
import type { Scene } from "./scene";

/** What each identity is for, done by it. */
export function work(scene: Scene): ScenarioStep[] {
  return [
    {
      title: "roles decide from now on; who bootstraps has the documented ones, and no other",
      run: async () => {
        await scene.begin();
        return undefined;
      },
    },
    {
      title:
        "lineup-bootstrap makes the bucket, the pool, the accounts and roles of the pipeline; its state moves into the bucket",
      run: async () => {
        await scene.bootstrap();
        // The role that lists policies is then there, and the accounts of the services are.
        await scene.give("inventory");
        await scene.give("release");
        return undefined;
      },
    },
    {
      title: "the first init writes an empty state, which the plan identity may not: the deploy identity does it",
      run: async () => {
        const refused = await scene.as("plan").terraform("init", "-input=false", "-no-color");
        assertRefused(refused, "storage.objects.create");
        await init(scene.as("deploy"));
        return undefined;
      },
    },
    {
      title: "lineup-plan plans",
      run: async () => {
        succeeded(await planAs(scene.as("plan"), "-out=plan.tfplan"));
        return undefined;
      },
    },
    {
      title: "lineup-deploy applies that plan: nothing is refused but, at most, alerts on counts that are too new",
      run: async () => {
        const ran = await scene.as("deploy").terraform("apply", "-input=false", "-no-color", "plan.tfplan");
        if (ran.code === 0) return "every count of log lines was known before the alert on it";
        assertRefused(ran, "Cannot find metric(s) that match type");
        const others = ran.stderr.split("\n").filter((line) => /^Error: (?!Error creating AlertPolicy: )/.test(line));
        assertThat(others.length === 0, `nothing else is refused: ${others.join("; ")}`);
        return "ten minutes later the same deploy makes them, as its runbook says";
      },
    },
    {
      title: "ten minutes later it deploys again: nothing is refused",
      run: async () => {
        scene.wait(10);
        succeeded(await apply(scene.as("deploy")));
        return undefined;
      },
    },
    {
      title: "lineup-plan plans again: nothing to do",
      run: async () => {
        assertExitCode(await planAs(scene.as("plan"), "-detailed-exitcode"), 0);
        return undefined;
      },
    },
    {
      title: "lineup inventory, as its documented identity, reads everything, and every path is reachable",
      run: async () => {
        const file = await inventoryOf(scene, "inventory", 0);
        succeeded(await lineup(scene.owner, "verify", file));
        return undefined;
      },
    },
    {
      title: "lineup probe, as its identity, starts each probe and reads what came of it and its log",
      run: async () => {
        probesSay(scene.owner);
        const ran = await lineup(scene.as("probe"), "probe", "--project", PROJECT);
        succeeded(ran);
        return ran.stdout.trim().split("\n").at(-1);
      },
    },
    {
      title: "npm run drift as lineup-plan: clean",
      run: async () => {
        const copy = runnableCopy(join(scene.context.folder, "drift"), scene.context.lockFile);
        const drift = ["build/run.js", "scripts/drift.ts", "staging"];
        succeeded(await scene.as("plan").run(process.execPath, drift, { NO_COLOR: "1" }, copy));
        return undefined;
      },
    },
    {
      title: "the night's drift detection as lineup-plan, plan and then inventory: clean",
      run: async () => {
        const kept = (name: string, text: string) => {
          const file = join(scene.context.folder, name);
          // A plan holds the AUTH string.
          writeFileSync(file, text, { mode: 0o600 });
          return file;
        };
        const planned = succeeded(await planAs(scene.as("plan"), "-json", "-out=plan.tfplan"));
        const shown = await scene.as("plan").mustSucceed("show", "-json", "plan.tfplan");
        const files = [kept("plan.json", shown.stdout), "--log", kept("plan.jsonl", planned.stdout)];
        const inventory = await inventoryOf(scene, "plan", 0);
        const config = ["--config", scene.owner.folder];
        succeeded(await lineup(scene.as("plan"), "drift", ...files, "--inventory", inventory, ...config));
        return undefined;
      },
    },
  ];
}

/** A plan does not take the lock: that is a write. */
export function planAs(sandbox: Sandbox, ...args: string[]): Promise<CommandResult> {
  return sandbox.terraform("plan", "-input=false", "-no-color", "-lock=false", ...args);
}

/** What lineup reads of the project as this identity; it ends with this code. */
export async function inventoryOf(scene: Scene, identity: "plan" | "inventory", code: number): Promise<string> {
  const file = join(scene.context.folder, `live-as-${identity}.json`);
  assertExitCode(await lineup(scene.as(identity), "inventory", "--project", PROJECT, "--output", file), code);
  return file;
}

/** A command fails, and says which permission is lacking. */
export function assertRefused(ran: CommandResult, ...said: string[]): void {
  assertExitCode(ran, 1);
  const words = ran.stderr.replace(/[\s│]+/g, " ");
  for (const one of said) assertThat(words.includes(one), `terraform says ${one}:\n${ran.stderr}`);
}
