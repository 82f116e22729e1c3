import { PROBE_LABEL } from "../../../probe/job";
import { type ApiObject, textAt } from "../google/answer";
import { ApiDisabled, ApiFailure, isUnread, NotThere } from "../google/refusal";
import { own } from "../inputs/blocks";
import { UnusableInput } from "../inputs/model";
import { isPlaceName } from "../inventory/located";
import { regionIn } from "../inventory/model";
import { UsageError } from "../usage-error";
import { lastSegment } from "../values";
import type { Job } from "./job";
import type { Session } from "./session";

export interface Wanted {
  service?: string | undefined;
  job?: string | undefined;
  environment?: string | undefined;
}

export interface FoundJobs {
  jobs: Job[];
  /** Regions that could not be asked, and why. */
  unread: { region: string; why: string }[];
}

const JOB_PATH = /^projects\/[a-z0-9:.-]{1,140}\/locations\/[a-z0-9-]{1,63}\/jobs\/[a-z0-9-]{1,63}$/;
const JOB_NAME = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Refuses what can be no job and no service, before it becomes a part of a URL. */
export function refuseBadNames({ job, service }: Wanted, project: string | undefined): void {
  if (job !== undefined && !JOB_NAME.test(job) && !JOB_PATH.test(job)) {
    throw new UsageError(
      `--job takes the name of a Cloud Run job, or projects/P/locations/R/jobs/J, got ${JSON.stringify(job.slice(0, 80))}`,
    );
  }
  const other = job !== undefined && JOB_PATH.test(job) ? job.split("/")[1] : project;
  if (project !== undefined && other !== project) {
    throw new UsageError(`--job is of the project ${other}, and --project says ${project}: name the same`);
  }
  if (service !== undefined && !JOB_NAME.test(service)) {
    throw new UsageError(
      `--service takes the name of a Cloud Run service, as gcloud run services list prints it, got ${JSON.stringify(service.slice(0, 80))}`,
    );
  }
}

/** The job that is named, else every job with the label that says what it stands for. */
export async function jobsFor(session: Session, wanted: Wanted): Promise<FoundJobs> {
  if (wanted.job !== undefined && JOB_PATH.test(wanted.job)) return oneAt(session, wanted.job);
  const { jobs, unread } = await allJobs(session);
  const named = jobs.filter(
    ({ name, service, environment }) =>
      (wanted.job === undefined ? service !== undefined : name === wanted.job) &&
      (wanted.service === undefined || service === wanted.service) &&
      (wanted.environment === undefined || environment === wanted.environment),
  );
  return { jobs: named, unread };
}

async function oneAt({ reader, project }: Session, path: string): Promise<FoundJobs> {
  try {
    const body = await reader.one({ api: "CLOUD_RUN_V2", path, permission: "run.jobs.get" });
    return { jobs: jobsIn([{ ...body, name: path }]), unread: [] };
  } catch (error) {
    if (error instanceof NotThere) return { jobs: [], unread: [] };
    throw unreadable(project, error);
  }
}

/** Region by region: Cloud Run lists its jobs in no other way. */
async function allJobs({ reader, project, progress }: Session): Promise<FoundJobs> {
  const at = `projects/${project}/locations`;
  let regions: string[];
  progress("looking for the jobs");
  try {
    const question = { api: "CLOUD_RUN_V2", path: at, permission: "run.locations.list" } as const;
    const named = (await reader.list("locations", question)).map(
      (one) => textAt(one, "locationId") ?? regionIn(textAt(one, "name")) ?? "",
    );
    regions = named.filter(isPlaceName);
  } catch (error) {
    throw unreadable(project, error);
  }
  const read = await Promise.allSettled(
    regions.map((region) =>
      reader.list("jobs", { api: "CLOUD_RUN_V2", path: `${at}/${region}/jobs`, permission: "run.jobs.list" }),
    ),
  );
  const failed = read.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  const [other] = failed.filter((error) => !isUnread(error));
  if (other !== undefined) throw other;
  if (failed.length === read.length && failed.length > 0) throw unreadable(project, failed[0]);
  return {
    jobs: jobsIn(read.flatMap((one) => (one.status === "fulfilled" ? one.value : []))),
    unread: read.flatMap((one, index) =>
      one.status === "rejected" ? [{ region: regions[index] ?? "", why: (one.reason as Error).message }] : [],
    ),
  };
}

function jobsIn(bodies: readonly ApiObject[]): Job[] {
  return bodies.flatMap((body) => {
    const path = textAt(body, "name") ?? "";
    if (!JOB_PATH.test(path)) return [];
    const label = (key: string) => textAt(own(body, "labels"), key);
    const { service, environment } = { service: label(PROBE_LABEL), environment: label("environment") };
    return [{ path, name: lastSegment(path), region: regionIn(path) ?? "", service, environment, body }];
  });
}

/** Nothing can be learned without the jobs: nothing was judged. */
function unreadable(project: string, error: unknown): unknown {
  if (error instanceof NotThere) {
    return new UnusableInput(
      `Google knows no project ${project}, or these credentials may not see it: gcloud projects describe ${project} tells`,
    );
  }
  if (error instanceof ApiDisabled) {
    return new UnusableInput(
      `the Cloud Run API is off in ${project}, so it runs no job: gcloud services enable run.googleapis.com --project ${project}`,
    );
  }
  if (error instanceof ApiFailure) {
    return new UnusableInput(`the Cloud Run jobs of ${project} could not be read: ${error.message}`);
  }
  return error;
}
