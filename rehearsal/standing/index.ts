import { LoopbackCloud } from "../server/http";
import { movedTo, readStanding } from "./standing";

const HOUR = 60 * 60 * 1000;
/** How long ago it was deployed, for whoever asks it. */
const AGE = 26 * HOUR;

/** A loopback cloud in which staging stands as it was recorded, deployed yesterday. */
export async function openStanding(now = new Date()): Promise<LoopbackCloud> {
  const recorded = readStanding();
  const { contents, buckets } = movedTo(recorded, recorded.at, now, AGE);
  const loopback = await LoopbackCloud.start();
  loopback.cloud.store.restore(contents);
  loopback.objects.restore(buckets);
  return loopback;
}
