import { written } from "../environments";
import { synthesize } from "../main";
import { explainFailure } from "../synthesis/explain";
import { gate } from "../synthesis/gate";

/** The app with `destroyable` set in every environment, which removes the protection. */
for (const environment of Object.values(written)) {
  environment.destroyable = { reason: "a rehearsal destroys what it has created on this machine" };
}
explainFailure(() => synthesize(process.env.CDKTF_OUTDIR ?? "cdktf.out.destroyable", gate));
