import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { asStep, type Env, environmentName, required, StepError } from "../../lineup/src/github/entry";
import { setOutputs } from "../../lineup/src/github/workflow-commands";
import { NEW_PLAN, unseal } from "./sealed-plan";
import { currentTree } from "./tree";

/** An older plan must be made and reviewed again. Artifacts are kept as long. */
const OLDEST_DAYS = 5;

/**
 * unseal.ts ENVIRONMENT SEALED PLANFILE: the plan as it was reviewed. Refuses one of another environment, of other
 * files than those checked out, too old, or (EXPECTED_SHA256) not the approved one.
 */
export function unsealPlan([name, sealed, planFile]: string[], env: Env, folder = ".", now = Date.now()): string {
  if (!sealed || !planFile) throw new StepError("unseal.ts takes ENVIRONMENT SEALED PLANFILE");
  const environment = environmentName(name);
  const { PLAN_PASSPHRASE, GITHUB_OUTPUT } = required(env, "PLAN_PASSPHRASE", "GITHUB_OUTPUT");
  const { label, plan } = unseal(readFileSync(sealed, "utf8"), PLAN_PASSPHRASE);
  if (label.environment !== environment) {
    throw new StepError(`the plan is for ${label.environment}, and this deploys ${environment}`);
  }
  const tree = currentTree(folder);
  if (label.tree !== tree) {
    throw new StepError(
      `the plan was made from other files than those checked out (of commit ${label.commit}) - ${NEW_PLAN}`,
    );
  }
  const days = (now - Date.parse(label.made)) / 86_400_000;
  if (days > OLDEST_DAYS)
    throw new StepError(`the plan is ${Math.floor(days)} days old, ${OLDEST_DAYS} are allowed - ${NEW_PLAN}`);
  if (env.EXPECTED_SHA256 && env.EXPECTED_SHA256 !== label.sha256) {
    throw new StepError(
      `the plan is not the one that was reviewed (sha256 ${env.EXPECTED_SHA256}) - start the deploy again`,
    );
  }
  mkdirSync(dirname(planFile), { recursive: true });
  // The plan holds the AUTH string of Redis.
  writeFileSync(planFile, plan, { mode: 0o600 });
  writeFileSync(join(dirname(planFile), ".terraform.lock.hcl"), label.lockFile);
  setOutputs(GITHUB_OUTPUT, { sha256: label.sha256, commit: label.commit });
  return `the plan of ${environment} for ${label.commit}, made ${label.made}, sha256 ${label.sha256}`;
}

if (require.main === module) asStep("unseal", unsealPlan);
