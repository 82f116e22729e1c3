import { bootstrapStackOf } from "../../environments/names";
import { programInUse } from "../../facts/programs";
import { explainLock, lockIn } from "../lock";
import { explainInit, unwrapped } from "../prerequisites";
import type { Failed } from "./flow";

/** What a failed step means here, and the way out. Terraform has already said its own part. */
export function explainFailed(
  { step, run }: Failed,
  environment: string,
  { stateFile, command }: { stateFile: string; command: string },
): string {
  const again = `run the same command again: npm run bootstrap -- ${command}`;
  const stack = bootstrapStackOf(environment);
  const said = unwrapped(run.stderr);
  const lock = lockIn(run.stderr);
  if (lock) return explainLock(lock, `cdktf.out/stacks/${stack}`, programInUse());
  if (step === "init") return explainInit(run.stderr, stack) ?? `nothing was changed - ${again}`;
  if (step === "apply" && /marked for deletion/i.test(said)) {
    return `a custom role of this id was deleted, and can be brought back for 7 days only; its id is free 37 days after it was deleted - wait until then, or give the role another id in facts/identities.ts, and ${again}`;
  }
  if (step === "apply")
    return TAKEN.test(said)
      ? `the id of something is taken: it is there already, or was deleted, and Google keeps the id of a deleted pool or provider for 30 days - ${again}: it takes over what is there, and says how to bring back what was deleted`
      : `what was made is in the state, and is not made twice - ${again}`;
  if (step === "migrate") return `the state is still in ${stateFile}, and is kept - ${again}`;
  return run.code === 2
    ? `the plan after the apply is not empty, so the apply did not do what is written, or somebody changes the same things - read the plan above; a state on this machine is kept - ${again}`
    : `that the apply is complete could not be proved; a state on this machine is kept - ${again}`;
}

/** Looked for before the apply: it was deleted, or made, meanwhile. The next run finds out which, and says the command. */
const TAKEN = /\balready exists\b/i;
