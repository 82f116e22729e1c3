import "./synthesis/before-cdktf";
import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { written } from "./environments";
import { readEnvironments } from "./environments/environment";
import { bootstrapStackOf } from "./environments/names";
import { dayOf } from "./facts/days";
import { BootstrapStack } from "./stacks/bootstrap-stack";
import { EnvironmentStack } from "./stacks/environment-stack";
import { adopt } from "./synthesis/adopt";
import { explainFailure } from "./synthesis/explain";
import { gate } from "./synthesis/gate";
import { pinsEnd } from "./synthesis/pins";
import { type Inspection, synthesizeInto } from "./synthesis/synthesize";
import { watched } from "./synthesis/watched";

/** The hashes of the provider: whoever works on a stack gets the one that was locked, or an error. */
const LOCK_FILE = ".terraform.lock.hcl";

/**
 * Each environment has two stacks: a bucket for its state, and the environment itself. All environments are read before
 * the first stack is synthesized, and all stacks are inspected before the first file is written.
 */
export function synthesize(outdir: string, ...inspections: Inspection[]): void {
  synthesizeInto(
    outdir,
    (app) => {
      const stacks = readEnvironments(written, app.node.tryGetContext("settings")).map((environment) => {
        new BootstrapStack(app, bootstrapStackOf(environment.name), environment);
        return new EnvironmentStack(app, environment.name, environment);
      });
      adopt(stacks);
    },
    ...inspections,
  );
}

if (require.main === module) {
  const outdir = process.env.CDKTF_OUTDIR ?? "cdktf.out";
  explainFailure(() => {
    synthesize(outdir, gate, watched, pinsEnd(dayOf(new Date())));
    const stacks = readdirSync(`${outdir}/stacks`);
    for (const stack of stacks)
      copyFileSync(join(__dirname, "stacks", LOCK_FILE), join(outdir, "stacks", stack, LOCK_FILE));
    console.log(`synthesized into ${outdir}/stacks: ${stacks.join(", ")}`);
  });
}
