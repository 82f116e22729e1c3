import { own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import { type ApiObject, block, type LiveResource, picked, textAt, thingsAt } from "../model";
import { HostName } from "./host-name";
import { accountIn } from "./named";
import { shownValue } from "./shown-value";
import { type ApiSource, byRegion, placed } from "./source";

export const SERVICE = "google_cloud_run_v2_service";
const JOB = "google_cloud_run_v2_job";
export const POOL = "google_cloud_run_v2_worker_pool";

function service(thing: ApiObject): LiveResource[] {
  const { name, region } = placed(thing);
  const values = {
    ...shared(thing),
    ...picked(thing, "ingress"),
    template: block(own(thing, "template"), template),
    traffic: targets(thing, "traffic"),
  };
  return [{ type: SERVICE, name, region, values }];
}

function job(thing: ApiObject): LiveResource[] {
  const { name, region } = placed(thing);
  const task = block(own(own(thing, "template"), "template"), template);
  return [{ type: JOB, name, region, values: { ...shared(thing), template: [{ template: task }] } }];
}

function workerPool(thing: ApiObject): LiveResource[] {
  const { name, region } = placed(thing);
  const splits = targets(thing, "instanceSplits");
  const values = { ...shared(thing), template: block(own(thing, "template"), template), instance_splits: splits };
  return [{ type: POOL, name, region, values }];
}

function shared(thing: ApiObject): Record<string, unknown> {
  const { name, region } = placed(thing);
  const revisions = picked(thing, "latestReadyRevision", "latestCreatedRevision");
  // A condition's message may hold what a container printed.
  const condition = block(own(thing, "terminalCondition"), (one) => picked(one, "type", "state", "reason"));
  return { ...revisions, name, location: region, terminal_condition: condition };
}

export function template(thing: ApiObject): Record<string, unknown> {
  const secrets = thingsAt(thing, "volumes").flatMap((volume) => {
    const secret = block(own(volume, "secret"), (one) => ({
      ...picked(one, "secret"),
      items: thingsAt(one, "items").map((item) => picked(item, "path", "version")),
    }));
    return secret.length > 0 ? [{ ...picked(volume, "name"), secret }] : [];
  });
  return {
    ...picked(thing, "revision"),
    ...account(thing),
    containers: thingsAt(thing, "containers").map((container) => ({
      ...picked(container, "name"),
      env: thingsAt(container, "env").map(variable),
      volume_mounts: thingsAt(container, "volumeMounts").map((mount) => picked(mount, "name", "mountPath")),
    })),
    vpc_access: block(own(thing, "vpcAccess"), (access) => ({
      ...picked(access, "connector", "egress"),
      network_interfaces: thingsAt(access, "networkInterfaces").map((one) =>
        picked(one, "network", "subnetwork", "tags"),
      ),
    })),
    volumes: secrets,
  };
}

/** Only what is the name of an account is written: what is not is null, and not the default account. */
function account(thing: ApiObject): Record<string, unknown> {
  const said = textAt(thing, "serviceAccount");
  return said === undefined ? {} : { service_account: accountIn(said) ?? null };
}

/** A secret is referred to and never read; other values are written only where they are addresses. */
function variable(thing: ApiObject): Record<string, unknown> {
  const reference = own(own(thing, "valueSource"), "secretKeyRef");
  if (reference !== undefined) {
    const secret = block(reference, (one) => picked(one, "secret", "version"));
    return { ...picked(thing, "name"), value: "", value_source: [{ secret_key_ref: secret }] };
  }
  const name = textAt(thing, "name") ?? "";
  const value = own(thing, "value") ?? "";
  return { name, value: shownValue(name, value) ?? HostName.in(name, value) ?? null, value_source: [] };
}

/** The revisions that requests go to, or that instances are of. */
function targets(thing: ApiObject, key: "traffic" | "instanceSplits"): Record<string, unknown>[] {
  return thingsAt(thing, key).map((target) => {
    const revision = textAt(target, "revision");
    return {
      ...picked(target, "type", "percent"),
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
