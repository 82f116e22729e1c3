import { nameOfProbe } from "../../../probe/job";
import { worst } from "../verify";
import type { Beside } from "./beside";
import type { Probed, ProbeFinding, ProbeReport } from "./contract";
import type { Job } from "./job";
import { type FoundJobs, jobsFor, type Wanted } from "./jobs";
import { probed } from "./one";
import type { Session } from "./session";
import type { Running } from "./start";
import { tracedBy } from "./trace/trace";

/** What is held beside the probes, or why nothing is. */
export type Compared = { beside: Beside } | { missing: ProbeFinding };

export interface Asked extends Wanted {
  /** Whether Google's connectivity tests are asked as well. */
  trace: boolean;
}

/** Runs the probes that are asked for, all at once, and holds each beside what verify says of its path. */
export async function probeAll(
  session: Session,
  asked: Asked,
  compare: () => Promise<Compared>,
  running: Running,
): Promise<ProbeReport> {
  const found = await jobsFor(session, asked);
  // It takes longer than a probe, and is not worth a request where there is none.
  const compared = found.jobs.length > 0 ? compare() : undefined;
  const probes = await Promise.all(
    [...found.jobs].sort(byName).map((job) => one(session, job, asked, compared, running)),
  );
  const held = await compared;
  const findings = [
    ...unread(found),
    ...(held && "missing" in held ? [held.missing] : []),
    ...(held && "beside" in held && isOpen(asked)
      ? notProbed(held.beside.withoutProbe(found.jobs, asked.environment))
      : []),
  ];
  const all = found.jobs.length > 0 ? probes : [missingJob(session, asked, found)];
  const said = worst([
    ...all.map((it) => it.verdict),
    ...(found.unread.length > 0 && isOpen(asked) ? ["unknown" as const] : []),
  ]);
  // Of no probe at all nothing is known.
  const verdict = said === "none" ? "unknown" : said;
  return { schema: "lineup/probe-report/1", verdict, project: session.project, probes: all, findings };
}

async function one(
  session: Session,
  job: Job,
  asked: Asked,
  compared: Promise<Compared> | undefined,
  running: Running,
) {
  const beside = compared?.then((held) => ("beside" in held ? held.beside : undefined));
  const found = await probed(session, job, running, beside);
  return asked.trace ? tracedBy(session, job, found) : found;
}

function byName(one: Job, other: Job): number {
  return one.path < other.path ? -1 : 1;
}

/** Whether another job could be among what was asked for. */
function isOpen({ job, service }: Wanted): boolean {
  return job === undefined && service === undefined;
}

function missingJob({ project }: Session, { job, service, environment }: Wanted, { unread }: FoundJobs): Probed {
  const more = unread.length > 0 ? `, and ${unread.length} regions could not be asked` : "";
  const where = `in ${project}${environment === undefined ? "" : ` with the label environment=${environment}`}`;
  const what =
    job !== undefined
      ? `there is no Cloud Run job ${job} ${where}${more}`
      : service !== undefined
        ? `there is no job ${where} that is labelled as the probe of ${service}${more}`
        : `there is no job ${where} that is labelled as a probe${more}`;
  return {
    service: service ?? null,
    job: null,
    verdict: "unknown",
    code: "JOB_MISSING",
    message: what,
    fix: `deploy: each service with a Redis has a job ${nameOfProbe("SERVICE")}. Without this project's stacks: lineup probe --print-job`,
    findings: [],
  };
}

function notProbed(names: readonly string[]): ProbeFinding[] {
  if (names.length === 0) return [];
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  const message = `nothing was learned of ${names.slice(0, 5).join(", ")}${more}: verify finds a path to a Redis, and no job is labelled as its probe`;
  const fix =
    "deploy: each service with a Redis has a job of its own. Without this project's stacks: lineup probe --print-job";
  return [{ code: "NOT_PROBED", message, meanings: [], fix }];
}

function unread({ unread }: FoundJobs): ProbeFinding[] {
  const [first] = unread;
  if (!first) return [];
  const places = unread.map(({ region }) => region).slice(0, 5);
  const more = unread.length > places.length ? ` and ${unread.length - places.length} more regions` : "";
  const message = `the jobs of ${places.join(", ")}${more} could not be read: ${first.why}`;
  return [{ code: "JOBS_UNREAD", message, meanings: [], fix: "" }];
}
