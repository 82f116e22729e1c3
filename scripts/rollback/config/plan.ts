import { writeFileSync } from "node:fs";
import { programInUse } from "../../../facts/programs";
import { run, wasInterrupted } from "../../child";
import { explainLock, lockIn } from "../../lock";
import { thisMachine } from "../../machine";
import { explainInit, findTerraform, missingFrom } from "../../prerequisites";
import { Refused } from "../world";
import type { Tree } from "./tree";

/** Where terraform is; refused with all that is missing. */
export function terraformHere(): string {
  const machine = thisMachine();
  const [terraform, missing] = [findTerraform(machine), missingFrom(machine)];
  if (!terraform || missing.length > 0) throw new Refused(2, ...missing);
  return terraform;
}

/** Against the state and the world of today; false where nothing would change. */
export async function planned(terraform: string, folder: string, tree: Tree, environment: string): Promise<boolean> {
  const init = await run(terraform, ["init", "-input=false"], { folder, hearing: true });
  refuseWhereInterrupted();
  if (init.code !== 0) throw new Refused(2, explainInit(init.stderr, environment) ?? "it could not be initialized");
  const args = ["plan", "-input=false", "-detailed-exitcode", `-out=${tree.plan}`];
  const { code, stderr } = await run(terraform, args, { folder, hearing: true });
  refuseWhereInterrupted();
  const lock = lockIn(stderr);
  if (lock) throw new Refused(2, explainLock(lock, `cdktf.out/stacks/${environment}`, programInUse()));
  if (code !== 0 && code !== 2) throw new Refused(2, `${programInUse()} could not plan it, and nothing was changed`);
  const shown = await run(terraform, ["show", "-json", tree.plan], { folder, asking: true });
  if (shown.code !== 0) throw new Refused(2, `${programInUse()} could not show the plan`);
  // It holds what is secret in clear, as the plan does.
  writeFileSync(tree.json, shown.stdout, { mode: 0o600 });
  return code === 2;
}

export function refuseWhereInterrupted(): void {
  if (wasInterrupted()) throw new Refused(130, "broken off: nothing was changed");
}
