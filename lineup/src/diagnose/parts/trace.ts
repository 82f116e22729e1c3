import { CAUSES } from "../../causes";
import type { GoogleTrace } from "../../probe/contract";
import type { Job } from "../../probe/job";
import { jobsFor } from "../../probe/jobs";
import { tracedBy } from "../../probe/trace/trace";
import { SILENCED_BY } from "../consequences";
import { namesOf } from "../names-of";
import type { Clue, Part, Scene, Tell } from "../part";
import { repairCommands } from "../repairs";

/** Google runs a test for a minute or two. */
const TESTING = 200_000;

/** The same paths as Google's connectivity tests see them, which know what verify does not evaluate. */
export const trace: Part = {
  name: "trace",
  what: "the same paths as Google's own connectivity tests see them",
  deadline: TESTING,
  notAsked: ({ asked }) => (asked.trace ? undefined : "Google's connectivity tests were not run: --trace runs them"),
  async look(scene, tell) {
    const { session, asked } = scene;
    const { jobs, unread } = await jobsFor(session, { service: asked.service });
    for (const { region, why } of unread) tell.gap(`the jobs of ${region} could not be read: ${why}`);
    if (jobs.length === 0)
      tell.gap(
        "no job is labelled as the probe of a service, and a test starts from there",
        "deploy: each service with a Redis has one",
      );
    await Promise.all(jobs.map((job) => traced(scene, job, tell)));
  },
};

async function traced(scene: Scene, job: Job, tell: Tell): Promise<void> {
  const service = job.service ?? job.name;
  const about = { service, job: job.name, verdict: "unknown", message: "", findings: [] } as const;
  const { trace: all = [] } = await tracedBy(scene.session, job, { ...about, findings: [] });
  for (const one of all) {
    if (one.verdict === "unknown") tell.gap(`Google's trace of ${service} from its ${one.from}: ${one.message}`);
    if (one.verdict === "blocked") tell.clue(await clueOf(scene, service, one));
  }
}

/** Google's code, where verify has it as well and the thing has a name; else what is seen of the service. */
async function clueOf(
  scene: Scene,
  service: string,
  { from, code = "", message, steps, test }: GoogleTrace,
): Promise<Clue> {
  const last = steps.findLast(({ at }) => at !== "")?.at;
  const rule = code === "FIREWALL_RULE" && last !== undefined ? `google_compute_firewall.${last}` : undefined;
  const own = `google_cloud_run_v2_service.${service}`;
  const at = rule ?? own;
  const known = CAUSES.some(({ id }) => id === code) ? code : "REDIS_SILENT";
  const live = await scene.live.catch(() => undefined);
  const text = `Google's test ${test} from its ${from} drops the packet (${code}): ${message}`;
  return {
    ...{ code: known, certainty: "likely", at, attribute: "", message: text, services: [service] },
    evidence: [
      {
        from: "trace",
        at,
        attribute: "",
        text: [text, ...steps.map((one) => `${one.text} ${one.at}`.trim())].join(", "),
      },
    ],
    repair: {
      text: "compare the steps of Google's test with what verify says, and look at what is named where they part",
      commands: live ? repairCommands(known, namesOf(scene, live, { at, services: [service] })) : [],
    },
    // A rule that Google names is a cause of its own, whatever else is cut.
    ...(rule === undefined ? { explainedBy: [...SILENCED_BY] } : {}),
  };
}
