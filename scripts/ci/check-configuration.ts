import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { objectFrom, refuseOtherFiles } from "../../lineup/src/github/artifact";
import { asStep, environmentName, StepError } from "../../lineup/src/github/entry";
import { annotation } from "../../lineup/src/github/workflow-commands";
import { refusals } from "./configuration/refusals";

const CONFIGURATION = "cdk.tf.json";
const SOURCES = "sources.json";
/** What lineup adopt reads: no plan does. */
const SETTINGS = "settings.json";
/** What review reads: which pins there are. */
const EXPECTED = "expected.json";
export const LOCK_FILE = ".terraform.lock.hcl";
/** Main's own, which synth copies into each stack. */
const LOCKED = join(__dirname, "../../stacks", LOCK_FILE);

/**
 * check-configuration.ts ENVIRONMENT FROM MAIN TO: before any token is there. FROM is the folder of the stack, maybe of a
 * branch: data, not trusted. MAIN is what main synthesizes. TO is written anew, with main's lock file: what is planned is
 * what was checked, and nothing that Terraform could read otherwise.
 */
export function checkConfiguration([name, from, main, to]: string[]): string {
  const environment = environmentName(name);
  if (!from || !main || !to) throw new StepError("check-configuration.ts takes ENVIRONMENT FROM MAIN TO");
  refuseOtherFiles(from, [CONFIGURATION, SOURCES, SETTINGS, EXPECTED, LOCK_FILE]);
  const lockFile = join(from, LOCK_FILE);
  if (existsSync(lockFile) && !readFileSync(lockFile).equals(readFileSync(LOCKED))) {
    throw new StepError(`${lockFile} is not main's - merge such a change and start Deploy by hand`);
  }
  const configuration = objectFrom(join(from, CONFIGURATION));
  const refused = refusals(configuration, objectFrom(join(main, CONFIGURATION)));
  for (const why of refused) console.log(annotation("error", "refused", why));
  if (refused.length > 0) {
    throw new StepError(
      `the configuration of ${environment} is not planned, for ${refused.length} reasons: ${refused[0]}`,
    );
  }
  if (existsSync(to)) throw new StepError(`${to} is there already: a step before this one has made it`);
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, CONFIGURATION), JSON.stringify(configuration, null, 2));
  for (const file of [SOURCES, EXPECTED]) {
    if (existsSync(join(from, file))) writeFileSync(join(to, file), JSON.stringify(objectFrom(join(from, file))));
  }
  copyFileSync(LOCKED, join(to, LOCK_FILE));
  return `${environment} may be planned: it holds nothing that runs code, reads a file or a secret, or sends a token elsewhere`;
}

if (require.main === module) asStep("check-configuration", checkConfiguration);
