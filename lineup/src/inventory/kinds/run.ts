import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import { own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import { block, type LiveResource, picked } from "../model";
import { shaped, shapedBlock } from "../shape/shaped";
import { type ApiSource, byRegion, placed } from "./source";

export const SERVICE = "google_cloud_run_v2_service";
const JOB = "google_cloud_run_v2_job";
export const POOL = "google_cloud_run_v2_worker_pool";

function service(thing: ApiObject): LiveResource[] {
  const { name, region } = placed(thing);
  const values = { ...shared(thing), ...shaped(SERVICE, thing), name, traffic: targets(thing, "traffic") };
  return [{ type: SERVICE, name, region, values }];
}

function job(thing: ApiObject): LiveResource[] {
  const { name, region } = placed(thing);
  return [{ type: JOB, name, region, values: { ...shared(thing), ...shaped(JOB, thing), name } }];
}

function workerPool(thing: ApiObject): LiveResource[] {
  const { name, region } = placed(thing);
  const splits = targets(thing, "instanceSplits");
  const values = { ...shared(thing), template: template(own(thing, "template")), instance_splits: splits };
  return [{ type: POOL, name, region, values }];
}

function shared(thing: ApiObject): Record<string, unknown> {
  const { name, region } = placed(thing);
  const revisions = picked(thing, "latestReadyRevision", "latestCreatedRevision");
  // A condition's message may hold what a container printed.
  const condition = block(own(thing, "terminalCondition"), (one) => picked(one, "type", "state", "reason"));
  return { ...revisions, name, location: region, terminal_condition: condition };
}

/** Of a worker pool it is a service's, as far as they have it. */
export function template(thing: unknown): Record<string, unknown>[] {
  return shapedBlock(SERVICE, "template", thing);
}

/** The revisions that requests go to, or that instances are of. */
function targets(thing: ApiObject, key: "traffic" | "instanceSplits"): Record<string, unknown>[] {
  return thingsAt(thing, key).map((target) => {
    const revision = textAt(target, "revision");
    return {
      ...picked(target, "type", "percent", "tag"),
      ...(revision === undefined ? {} : { revision: lastSegment(revision) }),
    };
  });
}

export const run: ApiSource[] = [
  byRegion(
    {
      what: "Cloud Run services",
      types: [SERVICE],
      api: "CLOUD_RUN_V2",
      permissions: ["run.services.list", "run.locations.list"],
    },
    "services",
    service,
  ),
  byRegion(
    {
      what: "Cloud Run jobs",
      types: [JOB],
      api: "CLOUD_RUN_V2",
      permissions: ["run.jobs.list", "run.locations.list"],
    },
    "jobs",
    job,
  ),
  byRegion(
    {
      what: "Cloud Run worker pools",
      types: [POOL],
      api: "CLOUD_RUN_V2",
      permissions: ["run.workerpools.list", "run.locations.list"],
    },
    "workerPools",
    workerPool,
  ),
];
