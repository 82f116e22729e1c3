import type { OutOfBandChange } from "../recorder/case";

// Changes that people and the cloud make outside Terraform, in the terms of the APIs.

const PROJECT = "projects/acme-staging";
const REGIONAL = `${PROJECT}/locations/europe-west1`;
const NETWORK = `${PROJECT}/global/networks/acme-vpc`;

export const SERVICE = `run/${REGIONAL}/services/orders-api`;
export const REVISIONS = `${REGIONAL}/services/orders-api/revisions`;
export const POOL = `run/${REGIONAL}/workerPools/queue`;
export const REDIS = `redis/${REGIONAL}/instances/orders-cache`;
export const SPARE_REDIS = `redis/${REGIONAL}/instances/orders-spare`;
export const CONNECTOR = `vpcaccess/${REGIONAL}/connectors/orders-conn`;
export const RULE = (name: string) => `compute/${PROJECT}/global/firewalls/${name}`;
export const RANGE = (name: string) => `compute/${PROJECT}/global/addresses/${name}`;
export const SUBNET = `compute/${PROJECT}/regions/europe-west1/subnetworks/apps`;
export const SECRET = `secretmanager/${PROJECT}/secrets/redis-auth`;
export const CONNECTION = `servicenetworking/services/servicenetworking.googleapis.com/connections/${NETWORK.replaceAll("/", "|")}`;

/** The path of the API request for an object of the cloud. */
function apiPath(name: string): string {
  const [service = "", ...rest] = name.split("/");
  return [service, service === "run" ? "v2" : "v1", ...rest].join("/");
}

export function deleted(name: string): OutOfBandChange {
  return { method: "DELETE", path: apiPath(name) };
}

/** New values of an object: paths with dots; null removes the field. */
export function changed(object: string, fields: Record<string, unknown>): OutOfBandChange {
  return { object, fields };
}

/** Somebody edits the service: Cloud Run counts up its generation and revision. */
export function serviceEdited(fields: Record<string, unknown>): OutOfBandChange {
  const revision = `${REVISIONS}/orders-api-00002-abc`;
  const counted = {
    etag: '"2"',
    generation: "2",
    observedGeneration: "2",
    updateTime: "2026-06-01T10:00:00.000000Z",
    lastModifier: "somebody@example.com",
    client: "gcloud",
    clientVersion: "530.0.0",
    latestReadyRevision: revision,
    latestCreatedRevision: revision,
  };
  return changed(SERVICE, { ...counted, ...fields });
}

export const HOST = { name: "REDIS_HOST", value: "10.166.0.3" };
export const PORT = { name: "REDIS_PORT", value: "6379" };
export const tcp = (...ports: string[]) => [{ IPProtocol: "tcp", ports }];

export function firewallRuleCreated(name: string, rule: Record<string, unknown>): OutOfBandChange {
  const body = { name, network: NETWORK, direction: "EGRESS", ...rule };
  return { method: "POST", path: `compute/v1/${PROJECT}/global/firewalls`, body };
}
