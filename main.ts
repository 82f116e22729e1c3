import { written } from "./environments";
import { readEnvironments } from "./environments/environment";
import { explainFailure } from "./scripts/explain";
import { BootstrapStack } from "./stacks/bootstrap-stack";
import { EnvironmentStack } from "./stacks/environment-stack";
import { synthesizeInto } from "./synthesis/synthesize";

/**
 * For each environment, a bucket for its state and the environment itself. All environments are read before anything is
 * synthesized, and all stacks are synthesized before anything is written.
 */
explainFailure(() => {
  const environments = readEnvironments(written);
  synthesizeInto(process.env.CDKTF_OUTDIR ?? "cdktf.out", (app) => {
    for (const environment of environments) {
      new BootstrapStack(app, `${environment.name}-bootstrap`, environment);
      new EnvironmentStack(app, environment.name, environment);
    }
  });
});
