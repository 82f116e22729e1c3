import { action } from "./action";
import { comment } from "./comment";
import { asStep, type Env, StepError } from "./entry";
import { issue } from "./issue";
import { judge } from "./judge";
import { mark } from "./mark";
import { publish } from "./publish";
import { annotation } from "./workflow-commands";

/** What a step of a workflow does with its arguments, where `lineup` is the file to start; returns what it came to. */
type Step = (args: string[], env: Env, lineup: string) => Promise<string> | string;

const STEPS: Record<string, Step> = {
  judge: (args, _, lineup) => judge(args, lineup),
  publish,
  comment,
  issue,
  mark: (args, env) => mark(args, env),
};

/** `node github.js STEP [arguments]`: a step of a workflow; `action` is all of action.yml. */
export function github([name = "", ...args]: string[], lineup: string): Promise<void> {
  if (name === "action") return runAction(lineup);
  return asStep(name === "judge" ? "lineup" : name, (_, env) => {
    const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
    if (step) return step(args, env, lineup);
    throw new StepError(`the steps are action, ${Object.keys(STEPS).join(", ")}, got ${JSON.stringify(name)}`);
  });
}

/** Its exit code is that of the review, so whatever goes wrong besides is 2: nothing was judged. */
async function runAction(lineup: string): Promise<void> {
  try {
    process.exitCode = await action(process.env, lineup);
  } catch (error) {
    console.log(annotation("error", "lineup review", (error as Error).message));
    process.exitCode = 2;
  }
}
