import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { asStep, type Env, environmentName, required, StepError } from "../../lineup/src/github/entry";
import { seal, sha256 } from "./sealed-plan";
import { currentTree } from "./tree";

/** seal.ts ENVIRONMENT PLANFILE SEALED: encrypts the plan and the lock file beside it, so that it can be an artifact. */
export function sealPlan([name, planFile, sealed]: string[], env: Env, folder = "."): string {
  if (!planFile || !sealed) throw new StepError("seal.ts takes ENVIRONMENT PLANFILE SEALED");
  const given = required(env, "PLAN_PASSPHRASE", "GITHUB_RUN_ID", "COMMIT");
  const plan = readFileSync(planFile);
  const label = {
    schema: "lineup/sealed-plan/1" as const,
    environment: environmentName(name),
    commit: given.COMMIT,
    tree: currentTree(folder),
    run: given.GITHUB_RUN_ID,
    made: new Date().toISOString(),
    sha256: sha256(plan),
    lockFile: readFileSync(join(dirname(planFile), ".terraform.lock.hcl"), "utf8"),
  };
  writeFileSync(sealed, seal(plan, label, given.PLAN_PASSPHRASE));
  return `the plan of ${label.environment} for ${label.commit}, sha256 ${label.sha256}`;
}

if (require.main === module) asStep("seal", sealPlan);
