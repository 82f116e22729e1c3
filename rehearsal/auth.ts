import { written } from "../environments";
import { synthesize } from "../main";
import { explainFailure } from "../synthesis/explain";
import { gate } from "../synthesis/gate";

/** The app with another Redis in every environment: REDIS_AUTH, REDIS_TIER and REDIS_MEMORY say which. */
const { REDIS_AUTH, REDIS_TIER, REDIS_MEMORY } = process.env;
for (const { redis } of Object.values(written)) {
  redis.auth = REDIS_AUTH === "on";
  redis.tier = REDIS_TIER === "STANDARD_HA" ? "STANDARD_HA" : "BASIC";
  redis.memoryGb = Number(REDIS_MEMORY);
}
explainFailure(() => synthesize(process.env.CDKTF_OUTDIR ?? "cdktf.out.auth", gate));
