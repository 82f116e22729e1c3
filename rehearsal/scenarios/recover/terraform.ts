import { rmSync } from "node:fs";
import { join } from "node:path";
import { named } from "../../breaks";
import { assertNothingToDo } from "../../plans";
import { tokens } from "../../shell";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { assertHealthy, diagnosed, handsOf, type Recovery, sandboxOf } from "./context";

/** What is left behind by a deploy: the terraform command that was printed is run as it is. */
export function repairedByTerraform(state: Recovery): ScenarioStep[] {
  return ["lock left behind", "state not saved"].map((id) => ({
    title: `${named(id).title}: the printed command repairs it`,
    run: async () => {
      state.restore?.();
      await named(id).happens(handsOf(state));
      const { causes } = await diagnosed(state);
      for (const command of causes[0]?.repair.commands ?? []) await run(state, command);
      // The text says that the file goes once its state is saved: it holds secrets in clear.
      rmSync(join(sandboxOf(state).folder, "errored.tfstate"), { force: true });
      await assertNothingToDo(sandboxOf(state));
      return assertHealthy(state);
    },
  }));
}

async function run(state: Recovery, command: string): Promise<void> {
  const [program = "", ...args] = tokens(command);
  assertThat(["terraform", "rm"].includes(program), `terraform or rm repairs it, got ${command}`);
  const sandbox = sandboxOf(state);
  if (program === "rm") {
    assertExitCode(await sandbox.run(program, args), 0);
    return;
  }
  // At a terminal it asks whether that is meant; here nobody is asked.
  const force = args.indexOf("force-unlock");
  if (force >= 0) args.splice(force + 1, 0, "-force");
  assertExitCode(await sandbox.terraform(...args), 0);
}
