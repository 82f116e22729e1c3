import { written } from "../environments";
import { synthesize } from "../main";
import { explainFailure } from "../synthesis/explain";
import { gate } from "../synthesis/gate";

/**
 * The app with something changed of everything that an apply changes in place, a secret that somebody else keeps, and
 * nothing protected: what its apply and its destruction ask, a deploy may have to ask.
 */
for (const environment of Object.values(written)) {
  environment.destroyable = { reason: "a rehearsal destroys what it has created on this machine" };
  environment.redis.memoryGb += 1;
  environment.redis.auth = false;
  environment.connector.machineType = environment.connector.machineType === "e2-micro" ? "e2-standard-4" : "e2-micro";
  environment.network.flowLogs = !environment.network.flowLogs;
  environment.cloudSql.ports = [5432, 3306];
  environment.cloudSql.reason = "Cloud SQL by private address, changed";
  for (const service of Object.values(environment.services)) {
    service.concurrency = 10;
    service.ingress = "internal";
    service.public = ["group:support@example.com"];
    service.publicBecause = undefined;
    service.secrets = { OPENAI_API_KEY: "openai-api-key" };
  }
}
explainFailure(() => synthesize(process.env.CDKTF_OUTDIR ?? "cdktf.out.changed", gate));
