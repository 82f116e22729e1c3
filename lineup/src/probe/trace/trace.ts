import { isIP } from "node:net";
import { ApiFailure, isUnread } from "../../google/refusal";
import type { GoogleTrace, Probed, ProbeFinding, VerifiedPath } from "../contract";
import { containerOf, hostOf, type Job, settingOf } from "../job";
import type { Session } from "../session";
import { readTest } from "./read";
import { servingRevisions } from "./serving";
import { type Tested, tested, testIdOf } from "./test";

/** Beside the probe, what Google's connectivity tests find: from its own job, and from each revision that serves. */
export async function tracedBy(session: Session, job: Job, found: Probed): Promise<Probed> {
  const [ofJob, ofRevisions] = await Promise.all([
    oneTrace(session, job, found, { from: "job", place: 0, source: job.path }),
    revisionTraces(session, job, found),
  ]);
  const trace = [ofJob, ...ofRevisions];
  const findings = [...found.findings, ...trace.flatMap((one) => disagreement(one, found))];
  // The job has shown what it can do; the revision that serves has not.
  const isCut = trace.some(({ from, verdict }) => from === "revision" && verdict === "blocked");
  const verdict = found.verdict === "reachable" && isCut ? "unknown" : found.verdict;
  return { ...found, verdict, trace, findings };
}

async function revisionTraces(session: Session, job: Job, found: Probed): Promise<GoogleTrace[]> {
  const { service: name, region } = job;
  if (name === undefined) return [];
  let sources: (string | Error)[];
  try {
    sources = await servingRevisions(session, { name, region });
  } catch (error) {
    if (!isUnread(error)) throw error;
    sources = [error];
  }
  const none = new ApiFailure("Cloud Run does not say which revision serves now");
  return Promise.all(
    (sources.length > 0 ? sources : [none]).map((source, place) =>
      oneTrace(session, job, found, { from: "revision", place, source }),
    ),
  );
}

async function oneTrace(
  session: Session,
  job: Job,
  found: Probed,
  { from, place, source }: { from: GoogleTrace["from"]; place: number; source: string | Error },
): Promise<GoogleTrace> {
  const host = found.result?.target?.host ?? hostOf(job) ?? "";
  const port = found.result?.target?.port ?? Number(settingOf(containerOf(job), "REDIS_PORT"));
  const of = { name: from === "job" ? job.name : (job.service ?? job.name), region: job.region, place };
  const wanted: Tested = { from, source: typeof source === "string" ? source : "", of, host, port };
  const test = testIdOf(wanted);
  const unknown = (message: string): GoogleTrace => ({
    ...{ from, source: wanted.source, test, verdict: "unknown", message, steps: [] },
  });
  if (isIP(host) === 0 || !Number.isInteger(port) || port < 1 || port > 65_535) {
    return unknown("the job does not say in clear at which address Redis is, and a test needs one");
  }
  try {
    if (typeof source !== "string") throw source;
    return { from, source, test, ...readTest(await tested(session, wanted)) };
  } catch (error) {
    if (!isUnread(error)) throw error;
    return unknown(`Google's connectivity test could not be run: ${error.message}`);
  }
}

/** Google looks at what is configured; the probe has sent packets. */
function disagreement(trace: GoogleTrace, { verdict, phase, verify }: Probed): ProbeFinding[] {
  const from = `Google's trace from the ${trace.from}`;
  const fix = "compare the steps of the two, and look at what is named where they part";
  const finding = (message: string, meanings: string[]) => ({ code: "TRACE_DISAGREES", message, meanings, fix });
  const isNetwork = phase === "tcp";
  return [
    ...(verdict === "reachable" && trace.verdict === "blocked"
      ? [
          finding(`${from} is cut (${trace.code}), and the probe arrived`, [
            trace.from === "revision"
              ? "the revision that serves has another network, tag or egress than the job: it was deployed at another time"
              : "what Google has analysed was changed a moment ago",
          ]),
        ]
      : []),
    ...(verdict === "blocked" && isNetwork && trace.verdict === "reachable"
      ? [
          finding(`${from} arrives, and the probe got no connection`, [
            "nothing listens at the address, or the instance is being restarted: a trace looks at the network alone",
            "something that Google does not analyse drops packets: an appliance, or the peer's own firewall",
          ]),
        ]
      : []),
    ...(verify && trace.verdict !== "unknown" && verify.verdict !== "unknown" && verify.verdict !== trace.verdict
      ? [
          finding(`${from} says ${trace.verdict}, and verify says ${verify.verdict}${whereTheyPart(trace, verify)}`, [
            "what verify has judged is old, or lacks a rule or a route that Google sees",
            "lineup is wrong, which is worth a report",
          ]),
        ]
      : []),
  ];
}

/** Both call their steps by Google's names; that a packet starts from a job or a revision is the same. */
function whereTheyPart(trace: GoogleTrace, verify: VerifiedPath): string {
  const named = new Set(verify.steps.map(({ step }) => step as string));
  const theirs = trace.steps
    .map(({ step, at }) => ({ step: step.replace("CLOUD_RUN_JOB", "CLOUD_RUN_REVISION"), at }))
    .filter(({ step }) => named.has(step) || step === "DROP" || step === "DELIVER");
  const ours = verify.steps;
  const index = theirs.findIndex(({ step }, place) => step !== ours[place]?.step);
  const [one, other] = [theirs[index], ours[index]];
  if (!one) return "";
  const last = index === 0 ? "" : ` after ${theirs[index - 1]?.step}`;
  return `: they part${last}, where Google has ${one.step}${one.at === "" ? "" : ` (${one.at})`} and verify ${other?.step ?? "nothing"}`;
}
