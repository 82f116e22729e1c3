import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { objectFrom } from "../../lineup/src/github/artifact";
import { asStep, type Env, environmentName, required, StepError } from "../../lineup/src/github/entry";
import { annotation, setOutputs } from "../../lineup/src/github/workflow-commands";
import { notAsChecked } from "./changes/as-checked";
import { CHANGES, type Changes, changesIn, sha256 } from "./changes/changes";
import { parseExactly } from "./changes/exact-json";
import { PLAN, type PlanJson } from "./changes/plan-json";
import { LOCK_FILE } from "./check-configuration";

/**
 * plan-changes.ts ENVIRONMENT PLAN CHECKED FILE: writes what a plan does (`terraform show -json`) into FILE, and refuses a
 * plan that is not of the configuration in the folder CHECKED, or is not whole.
 */
export function planChanges([name, planFile, checked, file]: string[], env: Env, now = new Date()): string {
  if (!planFile || !checked || !file) throw new StepError("plan-changes.ts takes ENVIRONMENT PLAN CHECKED FILE");
  const environment = environmentName(name);
  const { COMMIT, GITHUB_RUN_ID } = required(env, "COMMIT", "GITHUB_RUN_ID");
  const plan = readPlan(planFile);
  if (plan.errored || plan.complete === false) {
    throw new StepError("the plan is not whole: terraform plan has failed or was told to plan a part - see its step");
  }
  const configuration = objectFrom(join(checked, "cdk.tf.json"));
  const refused = notAsChecked(plan, configuration);
  for (const why of refused) console.log(annotation("error", "refused", why));
  if (refused.length > 0) throw new StepError(`the plan does more than was checked: ${refused[0]}`);
  const changes: Changes = {
    schema: "lineup/plan-changes/2",
    environment,
    commit: COMMIT,
    run: GITHUB_RUN_ID,
    ...(env.PULL_REQUEST ? { pullRequest: env.PULL_REQUEST } : {}),
    made: now.toISOString(),
    terraform: plan.terraform_version,
    lockFile: sha256(readFileSync(join(checked, LOCK_FILE))),
    changes: changesIn(plan, configuration),
  };
  const { error } = CHANGES.safeParse(changes);
  if (error)
    throw new StepError(
      `the changes cannot be written down: ${error.issues[0]?.path.join(".")} ${error.issues[0]?.message}`,
    );
  const text = `${JSON.stringify(changes, null, 2)}\n`;
  writeFileSync(file, text);
  if (env.GITHUB_OUTPUT) setOutputs(env.GITHUB_OUTPUT, { sha256: sha256(text) });
  return `${changes.changes.length} changes of ${environment} at ${COMMIT}, sha256 ${sha256(text)}`;
}

function readPlan(file: string): PlanJson {
  let json: unknown;
  try {
    json = parseExactly(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof StepError) throw error;
    throw new StepError(`${file} is not JSON: terraform plan or terraform show has failed - see its step`);
  }
  const { data, error } = PLAN.safeParse(json);
  if (!data)
    throw new StepError(
      `${file} is not a plan of Terraform's: ${error.issues[0]?.path.join(".")} ${error.issues[0]?.message}`,
    );
  return data;
}

if (require.main === module) asStep("plan-changes", planChanges);
