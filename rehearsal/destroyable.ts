import { written } from "../environments";
import { synthesize } from "../main";
import { explainFailure } from "../synthesis/explain";
import { gate } from "../synthesis/gate";

/** The app as it is, with the one sentence in each environment that takes its protection off. */
for (const environment of Object.values(written)) {
  environment.destroyable = { reason: "a rehearsal takes down what it has built on this machine" };
}
explainFailure(() => synthesize(process.env.CDKTF_OUTDIR ?? "cdktf.out.destroyable", gate));
