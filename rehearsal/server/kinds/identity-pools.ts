import { ApiError, failedPrecondition } from "../api-error";
import { projectNumber } from "../geography";
import { type ApiKind, textOf } from "../kind";
import { type Deed, message, type OperationMessages } from "../operation-messages";
import type { CloudObject, Store } from "../store";

/** What a workload identity pool and its providers have in common: they are kept for 30 days after their end. */
export type Federated = Pick<
  ApiKind,
  "style" | "operationsAt" | "selected" | "taken" | "burial" | "checkRemoval" | "actions"
>;

export const federated: Federated = {
  style: "long-running",
  operationsAt: ({ path }) => path,
  selected: (thing, query) => query.get("showDeleted") === "true" || !isDeleted(thing),
  // The same words for one that is deleted: whoever meets them has to look for it with showDeleted.
  taken: () => new ApiError(409, "Requested entity already exists"),
  burial: {
    days: 30,
    kept: (thing, until) => ({ ...thing, state: "DELETED", expireTime: until }),
  },
  checkRemoval: refuseDeleted,
  actions: {
    undelete: (thing) => {
      if (!isDeleted(thing)) throw failedPrecondition();
      return { thing: { ...thing, state: "ACTIVE", expireTime: undefined } };
    },
  },
};

/** Workload identity pools: who is signed in elsewhere has a name in here. */
export const identityPools: ApiKind = {
  ...federated,
  collection: "iam/projects/{project}/locations/{location}/workloadIdentityPools",
  messages: identityMessages("WorkloadIdentityPool"),
  named: { parameter: "workloadIdentityPoolId" },
  check: (draft, { id, location }, before) => {
    if (before) refuseDeleted(before);
    if (location !== "global") throw new ApiError(400, `Location ${location} is not supported: use global.`);
    refuseId(id);
    refuseLong(draft);
  },
  filled: (draft, { path, store }) => ({ ...draft, name: byNumber(path, store), state: "ACTIVE" }),
};

export function isDeleted(thing: CloudObject | undefined): boolean {
  return thing?.state === "DELETED";
}

/** What is deleted can be looked at, listed and restored, and nothing else. */
export function refuseDeleted(thing: CloudObject): void {
  if (isDeleted(thing)) throw failedPrecondition();
}

export function refuseId(id: string): void {
  if (/^[a-z0-9-]{4,32}$/.test(id) && !id.startsWith("gcp-")) return;
  throw new ApiError(400, `Invalid ID ${JSON.stringify(id.slice(0, 80))}: 4-32 of [a-z0-9-], not beginning with gcp-.`);
}

export function refuseLong(draft: CloudObject): void {
  for (const [field, most] of [
    ["displayName", 32],
    ["description", 256],
  ] as const) {
    const length = textOf(draft, field)?.length ?? 0;
    if (length > most) throw new ApiError(400, `${field} cannot exceed ${most} characters, got ${length}.`);
  }
}

/** This API prints the project's number, whichever way it was named. */
export function byNumber(path: string, store: Store): string {
  const [, project = "", ...rest] = path.split("/");
  return ["projects", projectNumber(project, store), ...rest].join("/");
}

export function identityMessages(noun: string): (deed: Deed) => OperationMessages {
  return ({ thing = {} }) => ({
    metadata: message("google.iam.v1.WorkloadIdentityPoolOperationMetadata"),
    response: message(`google.iam.v1.${noun}`, thing),
  });
}
