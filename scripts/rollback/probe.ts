import { whenSignalled } from "../../lineup/src/commands/signals";
import { ApiDisabled, ApiFailure } from "../../lineup/src/google/refusal";
import { UnusableInput } from "../../lineup/src/inputs/model";
import { cancelled } from "../../lineup/src/probe/cancel";
import type { Probed } from "../../lineup/src/probe/contract";
import { jobsFor } from "../../lineup/src/probe/jobs";
import { probed } from "../../lineup/src/probe/one";
import type { Session } from "../../lineup/src/probe/session";
import type { Running } from "../../lineup/src/probe/start";

/** What a probe is worth here: it stands beside the service, with what is deployed and not with what the revision has. */
const PROVES = "It proves the place, not the variables of the revision: those were judged before.";

/** What came of the service's probe, and which exit code that is. */
export async function proof(
  session: Session,
  service: string,
  environment: string,
): Promise<{ code: number; lines: string[] }> {
  const running: Running = new Set();
  const signals = whenSignalled(async () => {
    for (const line of await cancelled(session, running)) session.say(line);
  });
  try {
    const { jobs } = await jobsFor(session, { service, environment });
    const [job] = jobs;
    if (!job) {
      return { code: 0, lines: [`${service} has no probe, so nothing was proved: look at its log`] };
    }
    return inWords(await probed(session, job, running));
  } catch (error) {
    if (!(error instanceof ApiFailure || error instanceof ApiDisabled || error instanceof UnusableInput)) throw error;
    return { code: 3, lines: [`the probe of ${service} was not run: ${error.message}`] };
  } finally {
    signals.close();
  }
}

function inWords({ verdict, job, message, fix, findings }: Probed): { code: number; lines: string[] } {
  if (verdict === "reachable") return { code: 0, lines: [`The probe ${job} reaches its Redis: ${message}`, PROVES] };
  const more = findings.flatMap((one) => [one.message, ...one.meanings, one.fix]).filter((line) => line !== "");
  const told =
    verdict === "unknown" ? `Nothing was proved: ${message}` : `The probe ${job} does not reach its Redis: ${message}`;
  return { code: verdict === "unknown" ? 3 : 1, lines: [told, ...(fix ? [fix] : []), ...more] };
}
