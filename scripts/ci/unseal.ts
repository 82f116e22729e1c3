import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { asStep, type Env, environmentName, required, StepError } from "./entry";
import { unseal } from "./sealed-plan";
import { currentTree } from "./tree";
import { setOutputs } from "./workflow-commands";

/** The world moves on: after this long a plan is reviewed anew. Artifacts are kept as long. */
const OLDEST_DAYS = 5;
const WAY_OUT = 'run the workflow "Pull request" by hand on main, and give "Deploy" the number of that run';

/**
 * unseal.ts ENVIRONMENT SEALED PLANFILE: the plan as it was reviewed, or a refusal: of another environment, of other
 * files than are checked out, too old, or (EXPECTED_SHA256) not the one that was approved.
 */
export function unsealPlan([name, sealed, planFile]: string[], env: Env, folder = ".", now = Date.now()): string {
  if (!sealed || !planFile) throw new StepError("unseal.ts takes ENVIRONMENT SEALED PLANFILE");
  const environment = environmentName(name);
  const { PLAN_PASSPHRASE, GITHUB_OUTPUT } = required(env, "PLAN_PASSPHRASE", "GITHUB_OUTPUT");
  const { label, plan } = unseal(readFileSync(sealed, "utf8"), PLAN_PASSPHRASE);
  if (label.environment !== environment) {
    throw new StepError(`the plan is of ${label.environment}, and this deploys ${environment}`);
  }
  const tree = currentTree(folder);
  if (label.tree !== tree) {
    throw new StepError(
      `the plan is of other files than these (${label.commit}, not what is checked out) - ${WAY_OUT}`,
    );
  }
  const days = (now - Date.parse(label.made)) / 86_400_000;
  if (days > OLDEST_DAYS)
    throw new StepError(`the plan is ${Math.floor(days)} days old, ${OLDEST_DAYS} are allowed - ${WAY_OUT}`);
  if (env.EXPECTED_SHA256 && env.EXPECTED_SHA256 !== label.sha256) {
    throw new StepError(
      `the plan is not the one that was reviewed (sha256 ${env.EXPECTED_SHA256}) - start the deploy again`,
    );
  }
  mkdirSync(dirname(planFile), { recursive: true });
  // It has Redis's AUTH string in it.
  writeFileSync(planFile, plan, { mode: 0o600 });
  writeFileSync(join(dirname(planFile), ".terraform.lock.hcl"), label.lockFile);
  setOutputs(GITHUB_OUTPUT, { sha256: label.sha256, commit: label.commit });
  return `the plan of ${environment} for ${label.commit}, made ${label.made}, sha256 ${label.sha256}`;
}

if (require.main === module) asStep("unseal", unsealPlan);
